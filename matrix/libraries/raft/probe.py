from dl_env_probe import check, close, expect, fact, gpu_arrays, skip, version, wheel_cuda


@check("import")
def imports():
    import pylibraft
    from pylibraft.common import Handle

    fact(version=getattr(pylibraft, "__version__", None) or version("pylibraft-cu13", "pylibraft-cu12"), handle=Handle.__name__, builtForCuda=wheel_cuda("pylibraft-cu13", "pylibraft-cu12"))


@check("rmat", device="gpu")
def rmat():
    """A kernel of RAFT's own: random edges of a graph with 2^8 nodes a side."""
    from pylibraft.common import DeviceResources
    from pylibraft.random import rmat as generate

    cupy = gpu_arrays()
    edges, theta = cupy.empty((10_000, 2), dtype="int32"), cupy.full(8 * 4, 0.25, dtype="float32")
    handle = DeviceResources()
    generate(edges, theta, 8, 8, seed=7, handle=handle)
    handle.sync()
    host = cupy.asnumpy(edges)
    expect(host.min() >= 0 and host.max() < 256, f"edges reach from {host.min()} to {host.max()}")
    expect(abs(host.mean() - 127.5) < 5, f"the mean is {host.mean():.1f} instead of 127.5")


@check("pairwise-distance", device="gpu")
def pairwise_distance():
    """Part of pylibraft once, of cuVS since."""
    import importlib.util

    import numpy

    if importlib.util.find_spec("pylibraft.distance"):
        from pylibraft.distance import pairwise_distance as distance
    elif importlib.util.find_spec("cuvs"):
        from cuvs.distance import pairwise_distance as distance
    else:
        skip("this RAFT has no pairwise distance: it moved to cuVS, which is not in this image")
    cupy = gpu_arrays()
    a, b = numpy.random.default_rng(0).random((2, 50, 16), dtype="float32")
    # Named, so that neither is let go while the kernel may still read it.
    left, right = cupy.asarray(a), cupy.asarray(b)
    result = distance(left, right, metric="euclidean")
    cupy.cuda.runtime.deviceSynchronize()
    got = cupy.asnumpy(cupy.asarray(result))
    close(got, numpy.sqrt(((a[:, None] - b[None]) ** 2).sum(2)), 1e-3)
