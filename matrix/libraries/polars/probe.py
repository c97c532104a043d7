from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import polars

    fact(version=polars.__version__)


@check("query")
def query():
    import polars

    frame = polars.LazyFrame({"key": [1, 2, 1, 3, 2], "value": [10, 20, 30, 40, 50]})
    other = polars.LazyFrame({"key": [1, 2], "name": ["one", "two"]})
    sums = frame.group_by("key").agg(polars.col("value").sum()).sort("key").collect()
    expect(sums.rows() == [(1, 40), (2, 70), (3, 40)], f"the sums are {sums.rows()}")
    names = frame.join(other, on="key").select("name").collect()["name"].to_list()
    expect(sorted(names) == ["one", "one", "two", "two"], f"the join gives {names}")
