from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import torch_geometric

    fact(version=torch_geometric.__version__)


def _convolved(device):
    import torch
    from torch_geometric.nn import GCNConv

    torch.manual_seed(0)
    layer, x = GCNConv(4, 2).to(device), torch.rand(3, 4)
    edges = torch.tensor([[0, 1, 1, 2], [1, 0, 2, 1]])
    return layer(x.to(device), edges.to(device)).detach()


@check("graph-cpu")
def graph_cpu():
    got = _convolved("cpu")
    expect(got.shape == (3, 2) and bool(got.isfinite().all()), f"the layer gives {got.tolist()}")


@check("graph", device="gpu")
def graph():
    got = _convolved("cuda")
    expect(got.is_cuda, "the result is not on the GPU")
    close(got.cpu(), _convolved("cpu"), 1e-4)
