from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import torch
    import torchaudio

    # It has no version of its own for CUDA, and uses PyTorch's.
    fact(version=torchaudio.__version__, builtForCuda=torch.version.cuda or "none")


@check("resample-cpu")
def resample_cpu():
    import torch
    from torchaudio.functional import resample

    wave = torch.sin(2 * torch.pi * 440 * torch.arange(16000) / 16000)[None]
    got = resample(wave, 16000, 8000)
    expect(tuple(got.shape) == (1, 8000), f"the shape is {tuple(got.shape)}")
    close(got[0, 1000:1100], wave[0, 2000:2200:2], 1e-2)


@check("spectrogram", device="gpu")
def spectrogram():
    import torch
    from torchaudio.functional import lfilter, resample
    from torchaudio.transforms import MelSpectrogram

    torch.zeros(1).cuda()
    torch.manual_seed(0)
    wave = torch.rand(1, 16000) - 0.5
    mel = MelSpectrogram(16000, n_fft=512, n_mels=32)
    want = mel(wave)
    got = mel.cuda()(wave.cuda())
    expect(got.is_cuda, "the result is not on the GPU")
    close(got.cpu(), want, 1e-3)
    close(resample(wave.cuda(), 16000, 8000).cpu(), resample(wave, 16000, 8000), 1e-4)
    a, b = torch.tensor([1.0, -0.5]), torch.tensor([0.5, 0.2])
    close(lfilter(wave.cuda(), a.cuda(), b.cuda()).cpu(), lfilter(wave, a, b), 1e-4)
