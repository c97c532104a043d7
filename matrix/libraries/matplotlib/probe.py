from dl_env_probe import check, expect, fact, skip


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


@check("hangul")
def hangul():
    """Hangul, Han and kana are drawn as such, in both weights, without a warning: a missing glyph would be the same box each time."""
    import io
    import logging
    import os
    import warnings

    if not os.path.exists("/etc/matplotlibrc"):
        skip("this image has no CJK font: it is slim")
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    said = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())
    logging.getLogger("matplotlib").addHandler(handler)

    def drawn(text, weight):
        figure = plt.figure(figsize=(1, 1), dpi=100)
        figure.text(0.1, 0.3, text, fontsize=40, fontweight=weight)
        out = io.BytesIO()
        figure.savefig(out, format="png")
        plt.close(figure)
        out.seek(0)
        return plt.imread(out).tobytes()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pictures = [drawn(text, weight) for weight in ("normal", "bold") for text in ("한", "글", "図", "あ")]
    logging.getLogger("matplotlib").removeHandler(handler)
    expect(len(set(pictures)) == 8, f"only {len(set(pictures))} of 8 characters look different")
    missing = [str(one.message) for one in caught if "missing" in str(one.message)]
    expect(not missing and not said, f"Matplotlib warns: {missing + said}")
