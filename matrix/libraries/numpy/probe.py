from dl_env_probe import check, close, expect, fact, version


@check("import")
def imports():
    import numpy

    fact(version=numpy.__version__)


@check("linear-algebra")
def linear_algebra():
    import numpy

    blas = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]
    fact(version=version("numpy"), blas=blas.get("name"), blasVersion=blas.get("version"))
    a = numpy.random.default_rng(0).random((64, 64)) + numpy.eye(64) * 64
    close(a @ numpy.linalg.inv(a), numpy.eye(64), 1e-9)
    want = [[sum(float(a[i, k]) * float(a[k, j]) for k in range(64)) for j in range(3)] for i in range(3)]
    close((a @ a)[:3, :3], want, 1e-12)


@check("fft")
def fft():
    import numpy

    wave = numpy.sin(2 * numpy.pi * 5 * numpy.arange(256) / 256)
    expect(int(numpy.abs(numpy.fft.rfft(wave)).argmax()) == 5, "the FFT of a sine finds another frequency")
