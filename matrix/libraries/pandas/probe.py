from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import pandas

    fact(version=pandas.__version__)


@check("group-and-join")
def group_and_join():
    import pandas

    left = pandas.DataFrame({"key": [1, 2, 1, 3, 2], "value": [10.0, 20.0, 30.0, 40.0, 50.0]})
    sums = left.groupby("key")["value"].sum()
    close(sums.to_numpy(), [40, 70, 40])
    joined = left.merge(pandas.DataFrame({"key": [1, 2], "name": ["one", "two"]}), on="key")
    expect(sorted(joined["name"]) == ["one", "one", "two", "two"], "the join gives other rows")


@check("time-zone")
def time_zone():
    import pandas

    stamp = pandas.Timestamp("2026-07-01 12:00", tz="UTC").tz_convert("Europe/Berlin")
    expect(stamp.hour == 14, f"12:00 UTC in July is {stamp.hour}:00 in Berlin")
