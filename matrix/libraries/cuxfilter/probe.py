from dl_env_probe import check, expect, fact, used_gpu, wheel_cuda


@check("import")
def imports():
    import cuxfilter

    fact(version=cuxfilter.__version__, builtForCuda=wheel_cuda("cuxfilter-cu13", "cuxfilter-cu12"))


@check("chart", device="gpu")
def chart():
    """A dashboard with one bar chart; its counts are made on the GPU."""
    import cudf
    import cuxfilter

    frame = cuxfilter.DataFrame.from_dataframe(cudf.DataFrame({"group": [0, 1, 1, 2, 2, 2], "value": [1.0, 2, 3, 4, 5, 6]}))
    bars = cuxfilter.charts.bar("group")
    frame.dashboard([bars])
    used_gpu()
    counts = sorted(int(round(float(count))) for count in bars.source.data["top"] if float(count) > 0)
    expect(counts == [1, 2, 3], f"the bars are {counts} high")
