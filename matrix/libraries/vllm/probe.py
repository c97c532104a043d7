from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import vllm

    # It does not say for which CUDA it is built.
    fact(version=vllm.__version__, builtForCuda="")


@check("parameters-cpu")
def parameters_cpu():
    from vllm import SamplingParams

    expect(SamplingParams(temperature=0, max_tokens=3).max_tokens == 3, "parameters are not kept")


@check("kernels", device="gpu")
def kernels():
    """vLLM's own kernel for RMS normalisation, which only its compiled part has."""
    import torch
    import vllm._custom_ops as ops

    torch.manual_seed(0)
    x, weight = torch.rand(4, 64), torch.ones(64)
    out = torch.empty(4, 64, device="cuda")
    ops.rms_norm(out, x.cuda(), weight.cuda(), 1e-6)
    close(out.cpu(), x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6), 1e-3)
