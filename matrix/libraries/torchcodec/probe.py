from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import torchcodec

    fact(version=torchcodec.__version__)


@check("wav-cpu")
def wav_cpu():
    """A sound that is written and read back, so that FFmpeg's libraries were found."""
    import torch
    from torchcodec.decoders import AudioDecoder
    from torchcodec.encoders import AudioEncoder

    wave = torch.sin(torch.linspace(0, 100, 8000))[None]
    encoded = AudioEncoder(wave, sample_rate=8000).to_tensor(format="wav")
    got = AudioDecoder(encoded).get_all_samples()
    expect(got.sample_rate == 8000, f"the rate is {got.sample_rate}")
    close(got.data[0, :8000], wave[0], 1e-3)
