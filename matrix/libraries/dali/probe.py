from dl_env_probe import check, close, expect, fact, used_gpu, wheel_cuda


def _run(device):
    import numpy
    from nvidia.dali import fn, pipeline_def, types

    pictures = [numpy.random.default_rng(i).integers(0, 255, (32, 48, 3), dtype="uint8") for i in range(4)]

    @pipeline_def(batch_size=4, num_threads=2, device_id=0 if device == "gpu" else None)
    def steps():
        images = fn.external_source(source=lambda: pictures, layout="HWC", cycle=None)
        if device == "gpu":
            images = images.gpu()
        images = fn.resize(images, resize_x=24, resize_y=16, interp_type=types.INTERP_LINEAR, antialias=False)
        return fn.crop_mirror_normalize(images, mirror=1, mean=[128.0] * 3, std=[64.0] * 3, output_layout="CHW")

    pipeline = steps()
    pipeline.build()
    (images,) = pipeline.run()
    # What run() gives belongs to the pipeline, so it is copied while that is there.
    return type(images).__name__, [numpy.array(images.as_cpu().at(i) if device == "gpu" else images.at(i)) for i in range(4)]


@check("import")
def imports():
    import nvidia.dali

    fact(version=nvidia.dali.__version__, builtForCuda=wheel_cuda("nvidia-dali-cuda130", "nvidia-dali-cuda120"))


@check("pipeline-cpu")
def pipeline_cpu():
    _, (image, *_) = _run("cpu")
    expect(image.shape == (3, 16, 24), f"the shape is {image.shape}")


@check("pipeline", device="gpu")
def pipeline_gpu():
    kind, got = _run("gpu")
    expect("GPU" in kind, f"the result is a {kind}")
    used_gpu()
    _, want = _run("cpu")
    for on_gpu, on_cpu in zip(got, want):
        close(on_gpu, on_cpu, 2e-2)
