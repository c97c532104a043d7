from dl_env_probe import check, expect, fact


@check("run")
def run():
    import subprocess

    from uv import find_uv_bin

    said = subprocess.run([find_uv_bin(), "--version"], capture_output=True, text=True, timeout=60)
    expect(said.returncode == 0, said.stderr)
    fact(version=said.stdout.split()[1])


@check("git-commit")
def git_commit():
    """git, which uv fetches packages with, commits for whoever has a name."""
    import os
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        names = {"GIT_AUTHOR_NAME": "dev", "GIT_AUTHOR_EMAIL": "dev@localhost", "GIT_COMMITTER_NAME": "dev", "GIT_COMMITTER_EMAIL": "dev@localhost"}
        env = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}

        def git(*words):
            said = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, text=True, timeout=60)
            expect(said.returncode == 0, f"git {words[0]}: {said.stderr}")
            return said.stdout

        git("init", "--quiet")
        with open(os.path.join(folder, "file"), "w") as file:
            file.write("text\n")
        git("add", "file")
        git("commit", "--quiet", "--message", "first")
        expect(git("log", "--format=%s").strip() == "first", "the commit is not there")
