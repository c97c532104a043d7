from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import torchao

    fact(version=torchao.__version__)


def _quantized(device):
    import torch
    from torchao.quantization import Int8WeightOnlyConfig, quantize_

    torch.manual_seed(0)
    model, x = torch.nn.Sequential(torch.nn.Linear(64, 64)).to(device), torch.rand(4, 64).to(device)
    before = model(x).detach()
    quantize_(model, Int8WeightOnlyConfig())
    expect(type(model[0].weight).__name__ not in ("Parameter", "Tensor"), "the weight is not quantized")
    return model(x).detach(), before


@check("int8-cpu")
def int8_cpu():
    got, before = _quantized("cpu")
    close(got, before, 0.05)


@check("int8", device="gpu")
def int8():
    got, before = _quantized("cuda")
    expect(got.is_cuda, "the result is not on the GPU")
    close(got.cpu(), before.cpu(), 0.05)
