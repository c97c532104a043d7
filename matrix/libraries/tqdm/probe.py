from dl_env_probe import check, expect, fact, skip


@check("import")
def imports():
    import tqdm

    fact(version=tqdm.__version__)


@check("count")
def count():
    import io

    from tqdm import tqdm

    out = io.StringIO()
    expect(sum(tqdm(range(100), file=out, mininterval=0)) == 4950, "the items are not all there")
    expect("100/100" in out.getvalue(), "the bar does not reach its end")


@check("auto-in-a-kernel")
def auto_in_a_kernel():
    """In a notebook `tqdm.auto` draws a widget, and says nothing of a missing one."""
    from importlib.util import find_spec

    if find_spec("ipykernel") is None or find_spec("ipywidgets") is None:
        skip("this image has no notebooks to draw in")
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(startup_timeout=60)
    try:
        said = []
        code = "from tqdm.auto import tqdm\nprint(sum(tqdm(range(100))))"
        client.execute_interactive(code, timeout=60, output_hook=lambda message: said.append((message["msg_type"], message["content"])))
        texts = "".join(content.get("text", "") for _, content in said)
        expect("4950" in texts and "Warning" not in texts, f"the kernel said {said!r}")
        shown = [content["data"] for kind, content in said if kind == "display_data"]
        expect(any("application/vnd.jupyter.widget-view+json" in data for data in shown), f"no widget is shown: {shown!r}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
