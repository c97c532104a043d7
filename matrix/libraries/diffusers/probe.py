from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import diffusers

    fact(version=diffusers.__version__)


def _step(device):
    import torch
    from diffusers import DDPMScheduler, UNet2DModel

    torch.manual_seed(0)
    model = UNet2DModel(
        sample_size=8, in_channels=1, out_channels=1, block_out_channels=(8, 8), layers_per_block=1, norm_num_groups=4,
        down_block_types=("DownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "UpBlock2D"),
    ).eval()
    x = torch.rand(1, 1, 8, 8)
    with torch.no_grad():
        noise = model.to(device)(x.to(device), 10).sample
    scheduler = DDPMScheduler(num_train_timesteps=20)
    noisy = scheduler.add_noise(x, noise.cpu(), torch.tensor([10]))
    return noise, noisy


@check("denoise-cpu")
def denoise_cpu():
    noise, noisy = _step("cpu")
    expect(noise.shape == noisy.shape == (1, 1, 8, 8) and bool(noisy.isfinite().all()), "a step gives no image")


@check("denoise", device="gpu")
def denoise():
    noise, _ = _step("cuda")
    expect(noise.is_cuda, "the noise is not on the GPU")
    close(noise.cpu(), _step("cpu")[0], 1e-2)
