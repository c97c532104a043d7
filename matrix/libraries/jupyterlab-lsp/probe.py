from dl_env_probe import check, expect, fact


@check("import")
def imports():
    from importlib.metadata import version

    import jupyterlab_lsp

    fact(version=version("jupyterlab-lsp"))


@check("server")
def server():
    """The language server for Python is found and starts."""
    import subprocess
    import sys

    from jupyter_lsp import LanguageServerManager

    manager = LanguageServerManager()
    manager.initialize()
    expect("pylsp" in manager.language_servers, f"there are only {sorted(manager.language_servers)}")
    said = subprocess.run([sys.executable, "-m", "pylsp", "--help"], capture_output=True, text=True, timeout=60)
    expect(said.returncode == 0, said.stderr)
