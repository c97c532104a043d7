from dl_env_probe import check, close, expect, fact, gpu_arrays, version


@check("import")
def imports():
    import cupy

    runtime = cupy.cuda.runtime.runtimeGetVersion()
    fact(version=cupy.__version__, builtForCuda=f"{runtime // 1000}.{runtime % 1000 // 10}")


@check("libraries")
def libraries():
    """The CUDA libraries are there. Without a driver every call says the same as with a missing library, so load them one by one."""
    from cupy.cuda import cufft, curand, cusolver, cusparse
    from cupy_backends.cuda.libs import cublas, nvrtc

    major, minor = nvrtc.getVersion()
    fact(version=version("cupy-cuda13x", "cupy-cuda12x"), nvrtc=f"{major}.{minor}", cufft=cufft.getVersion(), curand=curand.getVersion())
    fact(cusolver=".".join(map(str, cusolver._getVersion())))
    expect(all((cublas, cusparse)), "a CUDA library is missing")


@check("matmul", device="gpu")
def matmul():
    cupy = gpu_arrays()
    a = cupy.random.default_rng(0).random((512, 512), dtype="float32")
    host = cupy.asnumpy(a)
    got = a @ a
    expect(isinstance(got, cupy.ndarray) and got.data.ptr != 0, "the product is not on the GPU")
    close(cupy.asnumpy(got), host @ host, 1e-3)
    cc = cupy.cuda.Device().compute_capability
    fact(version=cupy.__version__, computeCapability=f"{cc[:-1]}.{cc[-1]}")


@check("raw-kernel", device="gpu")
def raw_kernel():
    """NVRTC compiles for this very GPU."""
    cupy = gpu_arrays()
    kernel = cupy.RawKernel('extern "C" __global__ void add(const float* a, float* b, int n) { int i = blockDim.x * blockIdx.x + threadIdx.x; if (i < n) b[i] = a[i] + 1.5f; }', "add")
    a = cupy.arange(1000, dtype="float32")
    b = cupy.empty_like(a)
    kernel((8,), (128,), (a, b, 1000))
    close(cupy.asnumpy(b), [i + 1.5 for i in range(1000)])


@check("fft", device="gpu")
def fft():
    import numpy

    cupy = gpu_arrays()
    host = numpy.random.default_rng(0).random(4096)
    got = cupy.fft.fft(cupy.asarray(host))
    want = numpy.fft.fft(host)
    close(cupy.asnumpy(got.real), want.real, 1e-9)
    close(cupy.asnumpy(got.imag), want.imag, 1e-9)


@check("random", device="gpu")
def random():
    cupy = gpu_arrays()
    cupy.random.seed(1)
    values = cupy.asnumpy(cupy.random.normal(2.0, 3.0, 200_000))
    expect(abs(values.mean() - 2) < 0.05 and abs(values.std() - 3) < 0.05, f"mean {values.mean():.3f} and deviation {values.std():.3f} instead of 2 and 3")


@check("solve", device="gpu")
def solve():
    import numpy

    cupy = gpu_arrays()
    host = numpy.random.default_rng(0).random((128, 128)) + numpy.eye(128) * 128
    close(cupy.asnumpy(cupy.linalg.solve(cupy.asarray(host), cupy.ones(128))), numpy.linalg.solve(host, numpy.ones(128)), 1e-9)
