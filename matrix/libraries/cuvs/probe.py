from dl_env_probe import check, close, expect, fact, gpu_arrays, version, wheel_cuda


@check("import")
def imports():
    import cuvs
    from cuvs.neighbors import brute_force, cagra

    fact(version=version("cuvs-cu13", "cuvs-cu12") or getattr(cuvs, "__version__", ""), searches=[brute_force.__name__, cagra.__name__], builtForCuda=wheel_cuda("cuvs-cu13", "cuvs-cu12"))


def _data():
    import numpy

    rng = numpy.random.default_rng(0)
    return rng.random((2000, 32), dtype="float32"), rng.random((20, 32), dtype="float32")


def _nearest(data, queries, k):
    import numpy

    distances = ((queries[:, None, :].astype("float64") - data[None, :, :]) ** 2).sum(2)
    return numpy.sort(distances, 1)[:, :k], numpy.argsort(distances, 1)[:, :k]


@check("brute-force", device="gpu")
def exact():
    from cuvs.neighbors import brute_force

    cupy = gpu_arrays()
    data, queries = _data()
    # The index is a view of the array it is built from and holds no reference to it: keep both arrays to the end.
    on_gpu, asked = cupy.asarray(data), cupy.asarray(queries)
    index = brute_force.build(on_gpu, metric="sqeuclidean")
    distances, _ = brute_force.search(index, asked, 5)
    close(cupy.asnumpy(cupy.asarray(distances)), _nearest(data, queries, 5)[0], 1e-3)
    del index, on_gpu, asked


@check("cagra", device="gpu")
def graph():
    from cuvs.neighbors import cagra

    cupy = gpu_arrays()
    data, queries = _data()
    # As above: an array whose rows are aligned is not copied.
    on_gpu, asked = cupy.asarray(data), cupy.asarray(queries)
    index = cagra.build(cagra.IndexParams(), on_gpu)
    _, found = cagra.search(cagra.SearchParams(), index, asked, 10)
    want = _nearest(data, queries, 10)[1]
    hits = sum(len(set(a.tolist()) & set(b.tolist())) for a, b in zip(cupy.asnumpy(cupy.asarray(found)), want))
    del index, on_gpu, asked
    expect(hits >= 0.9 * want.size, f"the index finds {hits} of {want.size} nearest neighbours")
