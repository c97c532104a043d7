from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import cv2

    fact(version=cv2.__version__)


@check("blur-cpu")
def blur_cpu():
    import cv2
    import numpy

    image = numpy.zeros((9, 9), numpy.uint8)
    image[4, 4] = 255
    expect(cv2.GaussianBlur(image, (3, 3), 0)[4, 3] > 0, "a blur leaves a dot as it is")


@check("png-cpu")
def png_cpu():
    import cv2
    import numpy

    image = numpy.arange(48, dtype=numpy.uint8).reshape(4, 4, 3)
    done, encoded = cv2.imencode(".png", image)
    expect(done, "no PNG was written")
    close(cv2.imdecode(encoded, cv2.IMREAD_COLOR), image)
