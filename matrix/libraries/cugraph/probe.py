from dl_env_probe import check, close, expect, fact, gpu_arrays, used_gpu, version, wheel_cuda


@check("import")
def imports():
    import importlib.util

    import cugraph

    fact(version=cugraph.__version__, libcugraph=version("libcugraph-cu13", "libcugraph-cu12"), builtForCuda=wheel_cuda("cugraph-cu13", "cugraph-cu12"))
    expect(importlib.util.find_spec("nx_cugraph"), "nx-cugraph, the backend of NetworkX, is not in this image")
    fact(nxCugraph=version("nx-cugraph-cu13", "nx-cugraph-cu12"))


def _edges():
    return [(i, (i * 7 + 3) % 50) for i in range(50)] + [(i, (i + 1) % 50) for i in range(50)] + [(0, i) for i in range(2, 50, 3)]


@check("pagerank", device="gpu")
def pagerank():
    import cudf
    import cugraph
    import networkx

    edges = sorted(set(_edges()))
    frame = cudf.DataFrame({"src": [a for a, _ in edges], "dst": [b for _, b in edges]}, dtype="int32")
    graph = cugraph.Graph(directed=True)
    graph.from_cudf_edgelist(frame, source="src", destination="dst")
    got = cugraph.pagerank(graph, tol=1e-8, max_iter=500).sort_values("vertex")["pagerank"].to_numpy()
    used_gpu()
    want = networkx.pagerank(networkx.DiGraph(edges), tol=1e-10, max_iter=500)
    close(got, [want[node] for node in sorted(want)], 1e-4)


@check("networkx-backend", device="gpu")
def backend():
    """NetworkX hands over to nx-cugraph when asked by name, and raises when it cannot."""
    gpu_arrays()  # nx-cugraph hides what CUDA said behind a TypeError
    import networkx

    edges = sorted(set(_edges()))
    got = networkx.betweenness_centrality(networkx.Graph(edges), backend="cugraph")
    used_gpu()
    want = networkx.betweenness_centrality(networkx.Graph(edges))
    expect(set(got) == set(want), "the backend gives other nodes")
    close([got[node] for node in want], list(want.values()), 1e-4)
