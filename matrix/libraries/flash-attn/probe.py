from dl_env_probe import check, close, fact


@check("import")
def imports():
    import flash_attn

    # It does not say for which CUDA it is built.
    fact(version=flash_attn.__version__, builtForCuda="")


@check("attention", device="gpu")
def attention():
    """Its own kernel against PyTorch's attention."""
    import torch
    from flash_attn import flash_attn_func

    torch.manual_seed(0)
    q, k, v = (torch.rand(2, 64, 4, 32, device="cuda", dtype=torch.float16) for _ in range(3))
    wanted = torch.nn.functional.scaled_dot_product_attention(*(x.transpose(1, 2).float() for x in (q, k, v)))
    close(flash_attn_func(q, k, v).float().cpu(), wanted.transpose(1, 2).cpu(), 1e-2)
