from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import onnxruntime

    fact(version=onnxruntime.__version__, builtForCuda=str(getattr(onnxruntime, "cuda_version", "")))


# The identity of two floats as an ONNX model (ir 8, opset 13), so that no package that writes models is needed.
MODEL = bytes.fromhex(
    "08083a370a100a01781201792208"
    "4964656e746974791201675a0f0a0178120a0a08080112040a020802620f0a0179120a0a08080112040a0208024202100d"
)


def _run(provider):
    import numpy
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    if provider.startswith("CUDA"):
        onnxruntime.preload_dlls()
    session = onnxruntime.InferenceSession(MODEL, providers=[provider])
    close(session.run(None, {"x": numpy.array([1.5, 2.5], dtype=numpy.float32)})[0], [1.5, 2.5])
    return session.get_providers()


@check("run-cpu")
def run_cpu():
    import onnxruntime

    expect("CUDAExecutionProvider" in onnxruntime.get_available_providers(), "this build has no CUDA provider")
    _run("CPUExecutionProvider")


@check("run", device="gpu")
def run_gpu():
    found = _run("CUDAExecutionProvider")
    expect(found[0] == "CUDAExecutionProvider", f"it ran on {found}")
