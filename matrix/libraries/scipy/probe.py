from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import scipy

    fact(version=scipy.__version__)


@check("sparse-solve")
def sparse_solve():
    import numpy
    from scipy.sparse import diags
    from scipy.sparse.linalg import spsolve

    n = 200
    matrix = diags([-1.0, 4.0, -1.0], [-1, 0, 1], shape=(n, n), format="csc")
    right = numpy.arange(n, dtype=float)
    close(matrix @ spsolve(matrix, right), right, 1e-10)


@check("optimize")
def optimize():
    from scipy.optimize import minimize

    found = minimize(lambda x: (x[0] - 3) ** 2 + (x[1] + 1) ** 2, [0.0, 0.0])
    expect(found.success, f"the minimum was not found: {found.message}")
    close(found.x, [3, -1], 1e-4)
