from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import bitsandbytes

    fact(version=bitsandbytes.__version__)


@check("quantize-4bit-cpu")
def quantize_cpu():
    import bitsandbytes.functional as functional
    import torch

    torch.manual_seed(0)
    x = torch.rand(64, 64)
    packed, state = functional.quantize_4bit(x, quant_type="nf4")
    close(functional.dequantize_4bit(packed, state), x, 0.2)


@check("quantize-4bit", device="gpu")
def quantize():
    import bitsandbytes.functional as functional
    import torch

    torch.manual_seed(0)
    x = torch.rand(64, 64)
    packed, state = functional.quantize_4bit(x.cuda(), quant_type="nf4")
    expect(packed.is_cuda, "the weights are not on the GPU")
    close(functional.dequantize_4bit(packed, state).cpu(), x, 0.2)
