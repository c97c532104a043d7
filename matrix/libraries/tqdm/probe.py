from dl_env_probe import check, expect, fact


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
