from dl_env_probe import check, close, expect, fact, used_gpu, version, wheel_cuda


@check("import")
def imports():
    import cudf

    fact(version=cudf.__version__, libcudf=version("libcudf-cu13", "libcudf-cu12"), builtForCuda=wheel_cuda("cudf-cu13", "cudf-cu12"))


def _frames(library):
    left = library.DataFrame({"key": [i % 7 for i in range(1000)], "value": [float(i) for i in range(1000)]})
    return left, library.DataFrame({"key": [0, 1, 2, 9], "name": ["a", "b", "c", "z"]})


@check("group-by", device="gpu")
def group_by():
    import cudf
    import pandas

    got = _frames(cudf)[0].groupby("key")["value"].agg(["sum", "mean", "max"]).sort_index()
    used_gpu()
    want = _frames(pandas)[0].groupby("key")["value"].agg(["sum", "mean", "max"]).sort_index()
    close(got.to_pandas().to_numpy(), want.to_numpy(), 1e-9)


@check("join", device="gpu")
def join():
    import cudf
    import pandas

    left, right = _frames(cudf)
    got = left.merge(right, on="key").sort_values("value").reset_index(drop=True).to_pandas()
    left, right = _frames(pandas)
    want = left.merge(right, on="key").sort_values("value").reset_index(drop=True)
    expect(list(got["name"]) == list(want["name"]), "the join gives other rows than pandas")
    close(got["value"], want["value"], 1e-12)


@check("strings", device="gpu")
def strings():
    import cudf

    got = cudf.Series(["Alpha", "beta", None]).str.upper().to_pandas().tolist()
    expect(got[:2] == ["ALPHA", "BETA"], f"upper() gives {got}")


ACCELERATED = """
import cudf.pandas
cudf.pandas.install()
import pandas
frame = pandas.DataFrame({"key": [1, 2, 1, 2], "value": [1.0, 2.0, 3.0, 4.0]})
sums = frame.groupby("key")["value"].sum()
print("class", type(sums._fsproxy_wrapped).__module__)
print("sums", *sums.tolist())
"""


@check("pandas-accelerator", device="gpu")
def accelerator():
    """cudf.pandas must be first to import pandas, hence a process of its own; it falls back to pandas in silence, hence the class."""
    import subprocess
    import sys

    import cudf

    cudf.Series([1])  # without a GPU the accelerator only warns
    ran = subprocess.run([sys.executable, "-c", ACCELERATED], capture_output=True, text=True, timeout=200)
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr.strip()[-2000:])
    said = dict(line.split(" ", 1) for line in ran.stdout.splitlines() if " " in line)
    expect(said.get("class", "").startswith("cudf"), f"pandas ran on the CPU, in {said.get('class')}: {ran.stderr[-500:]}")
    expect(said.get("sums") == "4.0 6.0", f"the sums are {said.get('sums')}")
