from dl_env_probe import check, expect, fact, skip


@check("import")
def imports():
    import jupyterlab

    fact(version=jupyterlab.__version__)


@check("kernel")
def kernel():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(startup_timeout=60)
    try:
        said = []
        client.execute_interactive("print(6 * 7)", timeout=60, output_hook=lambda message: said.append(message["content"].get("text", "")))
        expect("".join(said).strip() == "42", f"the kernel printed {''.join(said)!r}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@check("pip-in-a-kernel")
def pip_in_a_kernel():
    """`%pip` installs where the kernel imports from."""
    import sys
    from importlib.util import find_spec

    if find_spec("pip") is None:
        skip("this image has no pip: it is slim")
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(startup_timeout=60)
    try:
        said = []
        client.execute_interactive("%pip --version", timeout=60, output_hook=lambda message: said.append(message["content"].get("text", "")))
        expect(f"from {sys.prefix}/" in "".join(said), f"this is another pip: {''.join(said)!r}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@check("server")
def server():
    """The page is served with the token and refused without."""
    import os
    import secrets
    import socket
    import subprocess
    import sys
    import tempfile
    import urllib.request

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_RUNTIME_DIR": folder, "JUPYTER_CONFIG_DIR": folder}
        argv = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root", f"--ServerApp.root_dir={folder}"]
        with open(os.path.join(folder, "log"), "w+") as log:
            process = subprocess.Popen(argv, env=env, stdout=log, stderr=log)
            try:
                expect(_status(port, "/lab", token, 60, process) == 200, "JupyterLab's page is not served: " + _tail(log))
                expect(_status(port, "/api/contents", "wrong", 5, process) == 403, "a wrong token is let in")
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/lab?token={token}", timeout=20) as page:
                    expect(b"jupyter-config-data" in page.read(), "the page is not JupyterLab's")
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _status(port, path, token, seconds, process):
    import time
    import urllib.error
    import urllib.request

    deadline = time.monotonic() + seconds
    while True:
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"token {token}"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            if time.monotonic() > deadline or process.poll() is not None:
                return 0
            time.sleep(0.2)


def _tail(log):
    log.flush()
    log.seek(0)
    return log.read()[-1500:]
