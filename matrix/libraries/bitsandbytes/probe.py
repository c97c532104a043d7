from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import pathlib

    import bitsandbytes
    import torch

    # It has a library for each CUDA and loads the one of torch's.
    cuda = str(torch.version.cuda or "")
    name = f"libbitsandbytes_cuda{cuda.replace('.', '')}.so"
    found = (pathlib.Path(bitsandbytes.__file__).parent / name).exists()
    fact(version=bitsandbytes.__version__, builtForCuda=cuda if found else "")


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
