from dl_env_probe import check, expect, fact


@check("import")
def imports():
    from importlib.metadata import version

    import pip

    fact(version=version("pip"))


@check("version")
def version():
    """`pip` is the environment's own, as a module and as a command."""
    import os
    import subprocess
    import sys

    site = next(path for path in sys.path if path.endswith("site-packages"))
    for command in ([sys.executable, "-m", "pip"], [os.path.join(sys.prefix, "bin", "pip")]):
        said = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60)
        expect(said.returncode == 0, said.stderr)
        expect(os.path.realpath(said.stdout.split(" from ")[1].split("/pip ")[0]) == os.path.realpath(site), f"this is another pip: {said.stdout}")
