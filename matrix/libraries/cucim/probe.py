from dl_env_probe import check, close, expect, fact, gpu_arrays, wheel_cuda


@check("import")
def imports():
    import cucim

    fact(version=cucim.__version__, clara=bool(cucim.is_available("clara")), builtForCuda=wheel_cuda("cucim-cu13", "cucim-cu12"))


@check("filter", device="gpu")
def filters():
    import numpy
    from cucim.skimage.filters import gaussian, sobel
    from scipy.ndimage import gaussian_filter

    cupy = gpu_arrays()
    image = numpy.random.default_rng(0).random((64, 64))
    got = gaussian(cupy.asarray(image), sigma=2, mode="nearest")
    expect(isinstance(got, cupy.ndarray), "the result is not on the GPU")
    close(cupy.asnumpy(got), gaussian_filter(image, 2, mode="nearest"), 1e-6)
    expect(float(sobel(cupy.ones((16, 16))).max()) == 0.0, "a flat image has edges")
