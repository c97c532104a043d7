from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import deepspeed

    # It does not say for which CUDA it is built.
    fact(version=deepspeed.__version__, builtForCuda="")


@check("accelerator", device="gpu")
def accelerator():
    import torch
    from deepspeed.accelerator import get_accelerator

    found = get_accelerator()
    expect(found.device_name() == "cuda", f"it works on {found.device_name()}")
    x = torch.ones(4, device=found.device_name())
    expect(float((x + x).sum()) == 8.0, "a sum on the GPU is wrong")
