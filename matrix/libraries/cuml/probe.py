from dl_env_probe import check, close, expect, fact, gpu_arrays, version, wheel_cuda


@check("import")
def imports():
    import cuml

    fact(version=cuml.__version__, libcuml=version("libcuml-cu13", "libcuml-cu12"), builtForCuda=wheel_cuda("cuml-cu13", "cuml-cu12"))


def _data():
    from sklearn.datasets import make_regression

    return make_regression(n_samples=500, n_features=10, noise=0.1, random_state=0)


@check("linear-regression", device="gpu")
def linear_regression():
    from cuml.linear_model import LinearRegression
    from sklearn.linear_model import LinearRegression as OnCpu

    cupy = gpu_arrays()
    x, y = _data()
    features, target = cupy.asarray(x), cupy.asarray(y)
    got = LinearRegression().fit(features, target).predict(features)
    expect(isinstance(got, cupy.ndarray), f"the prediction is a {type(got).__name__}, not an array on the GPU")
    close(cupy.asnumpy(got), OnCpu().fit(x, y).predict(x), 1e-4)


@check("kmeans", device="gpu")
def kmeans():
    from cuml.cluster import KMeans
    from sklearn.datasets import make_blobs
    from sklearn.metrics import adjusted_rand_score

    cupy = gpu_arrays()
    x, truth = make_blobs(n_samples=600, centers=[[0, 0], [10, 10], [-10, 10]], random_state=0)
    points = cupy.asarray(x, dtype="float32")
    labels = KMeans(n_clusters=3, random_state=0).fit_predict(points)
    score = adjusted_rand_score(truth, cupy.asnumpy(cupy.asarray(labels)))
    expect(score > 0.99, f"three far blobs are found with a score of {score:.2f}")


@check("nearest-neighbors", device="gpu")
def neighbors():
    from cuml.neighbors import NearestNeighbors
    from sklearn.neighbors import NearestNeighbors as OnCpu

    cupy = gpu_arrays()
    x, _ = _data()
    x = x.astype("float32")
    # The index may be a view of what it was fitted to, so both arrays are kept to the end.
    on_gpu, asked = cupy.asarray(x), cupy.asarray(x[:50])
    model = NearestNeighbors(n_neighbors=5).fit(on_gpu)
    distances, _ = model.kneighbors(asked)
    want, _ = OnCpu(n_neighbors=5).fit(x).kneighbors(x[:50])
    close(cupy.asnumpy(cupy.asarray(distances)), want, 1e-2)
    del model, on_gpu, asked
