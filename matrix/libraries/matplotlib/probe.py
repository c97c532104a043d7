from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import matplotlib

    fact(version=matplotlib.__version__)


@check("draw")
def draw():
    import io

    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(2, 2), dpi=50)
    axes.fill([0, 1, 1, 0], [0, 0, 1, 1], color=(1, 0, 0))
    axes.set_title("title")
    out = io.BytesIO()
    figure.savefig(out, format="png")
    expect(out.getvalue()[:8] == b"\x89PNG\r\n\x1a\n", "what was saved is not a PNG")
    out.seek(0)
    image = plt.imread(out)
    red = int(((image[..., 0] > 0.9) & (image[..., 1] < 0.1)).sum())
    plt.close(figure)
    expect(red > 1000, f"the red square covers {red} pixels")
