from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import skimage

    fact(version=skimage.__version__)


@check("filter")
def filters():
    import numpy
    from scipy.ndimage import gaussian_filter
    from skimage.filters import gaussian
    from skimage.measure import label

    image = numpy.zeros((64, 64))
    image[10:20, 10:20] = image[40:50, 30:45] = 1
    close(gaussian(image, sigma=2, mode="nearest"), gaussian_filter(image, 2, mode="nearest"), 1e-9)
    expect(int(label(image > 0).max()) == 2, "two squares are not labelled as two")
