from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import seaborn

    fact(version=seaborn.__version__)


@check("draw")
def draw():
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    import pandas
    import seaborn

    axes = seaborn.barplot(pandas.DataFrame({"name": ["a", "b"], "value": [1.0, 3.0]}), x="name", y="value")
    heights = sorted(round(bar.get_height(), 6) for bar in axes.patches)
    plt.close("all")
    expect(heights == [1.0, 3.0], f"the bars are {heights} high")
