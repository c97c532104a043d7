from dl_env_probe import check, expect, fact, used_gpu, version, wheel_cuda


def _query():
    import polars

    frame = polars.LazyFrame({"key": [i % 5 for i in range(1000)], "value": list(range(1000))})
    other = polars.LazyFrame({"key": [0, 1, 2], "factor": [2, 3, 4]})
    return (
        frame.join(other, on="key")
        .filter(polars.col("value") > 10)
        .group_by("key")
        .agg((polars.col("value") * polars.col("factor")).sum().alias("sum"), polars.len().alias("n"))
        .sort("key")
    )


@check("import")
def imports():
    import cudf_polars
    import polars

    fact(version=polars.__version__, cudfPolars=getattr(cudf_polars, "__version__", None) or version("cudf-polars-cu13", "cudf-polars-cu12"), builtForCuda=wheel_cuda("cudf-polars-cu13", "cudf-polars-cu12"))


@check("query", device="gpu")
def query():
    """raise_on_fail: a query that the GPU engine cannot run is an error, not a quiet run on the CPU."""
    import polars

    got = _query().collect(engine=polars.GPUEngine(raise_on_fail=True))
    used_gpu()
    want = _query().collect()
    expect(got.rows() == want.rows(), f"{got.rows()} on the GPU, {want.rows()} on the CPU")
