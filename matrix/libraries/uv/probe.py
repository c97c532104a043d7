from dl_env_probe import check, expect, fact


@check("run")
def run():
    import subprocess

    from uv import find_uv_bin

    said = subprocess.run([find_uv_bin(), "--version"], capture_output=True, text=True, timeout=60)
    expect(said.returncode == 0, said.stderr)
    fact(version=said.stdout.split()[1])
