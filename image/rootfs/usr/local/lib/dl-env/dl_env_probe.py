"""What a probe.py is written with, and the process that runs one: `python dl_env_probe.py PROBE FD`.

A probe registers checks; each runs a piece of the library and raises when the answer is wrong:

    from dl_env_probe import check, close, fact, skip

    @check("matmul-fp32", device="gpu")
    def matmul():
        import torch
        a = torch.rand(512, 512)
        got = a.cuda() @ a.cuda()
        close(got.cpu(), a @ a, 1e-3)

A check on the GPU must show that the GPU did the work: by the result's device, by memory in use there, by an error
instead of a fallback. Nothing here decides what an error means; that is read from its text outside.
"""

import contextlib
import faulthandler
import io
import json
import os
import sys
import time
import traceback
import warnings

_checks = []
_facts = {}


class Skip(Exception):
    """The check does not apply here; the text says why."""


def check(name, device="cpu"):
    """Registers a function as the check `name` on `cpu` or `gpu`; checks run in the order they are written."""
    if device not in ("cpu", "gpu"):
        raise ValueError(device)

    def register(function):
        _checks.append((name, device, function))
        return function

    return register


def fact(**facts):
    """States versions and numbers: strings, numbers, booleans, or lists of strings and numbers. None is left out."""
    for name, value in facts.items():
        if value is None:
            continue
        if isinstance(value, (list, tuple, set)):
            value = [item if isinstance(item, (int, float)) else str(item) for item in value]
        elif not isinstance(value, (bool, int, float, str)):
            value = str(value)
        _facts[name] = value


def skip(reason):
    raise Skip(reason)


def version(*names):
    """Version of the first distribution that is installed, from its metadata; None when there is none."""
    from importlib import metadata

    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            return metadata.version(name)
    return None


def wheel_cuda(*names):
    """CUDA x.y of the first of these wheels that is installed, whose name ends in its major: the runtime's wheel beside it tells the minor."""
    import re

    for name in names:
        found = re.search(r"cu(?:da)?(\d\d)", name)
        if found is None or version(name) is None:
            continue
        major = found.group(1)
        runtime = version(f"nvidia-cuda-runtime-cu{major}", "nvidia-cuda-runtime") or ""
        return ".".join(runtime.split(".")[:2]) if runtime.startswith(f"{major}.") else f"{major}.0"
    return None


def expect(condition, text):
    if not condition:
        raise AssertionError(text)


def close(got, want, tolerance=1e-5):
    """Compares arrays of any library, once they are on the CPU, relative to the largest wanted value."""
    import numpy

    got, want = numpy.asarray(got, dtype="float64"), numpy.asarray(want, dtype="float64")
    expect(got.shape == want.shape, f"wrong shape: {got.shape} instead of {want.shape}")
    expect(bool(numpy.isfinite(got).all()), "the result holds values that are not finite")
    worst = float(numpy.abs(got - want).max()) if got.size else 0.0
    limit = tolerance * max(1.0, float(numpy.abs(want).max()) if want.size else 0.0)
    expect(worst <= limit, f"wrong result: differs from the CPU's by {worst:.3g}, allowed is {limit:.3g}")


def gpu_arrays():
    """CuPy, after it has run something on a GPU; else raises what CuPy raises."""
    import cupy

    cupy.cuda.runtime.getDeviceCount()
    cupy.zeros(1) + 1
    return cupy


def used_gpu():
    """Raises unless this process has made a CUDA context on some GPU: a library that quietly took the CPU has not."""
    import ctypes

    cuda = ctypes.CDLL("libcuda.so.1")
    count, device, flags, active = ctypes.c_int(), ctypes.c_int(), ctypes.c_uint(), ctypes.c_int()
    code = cuda.cuInit(0) or cuda.cuDeviceGetCount(ctypes.byref(count))
    expect(code == 0, f"cuInit gave CUDA error {code}")
    for index in range(count.value):
        cuda.cuDeviceGet(ctypes.byref(device), index)
        cuda.cuDevicePrimaryCtxGetState(device, ctypes.byref(flags), ctypes.byref(active))
        if active.value:
            return
    raise AssertionError("no CUDA context was made in this process: the work was done on the CPU")


def _error(problem):
    lines = traceback.format_exception_only(type(problem), problem)
    frames = traceback.extract_tb(problem.__traceback__)
    chain, seen = [], problem.__cause__ or problem.__context__
    while seen is not None and len(chain) < 4:
        chain.append("".join(traceback.format_exception_only(type(seen), seen)).strip()[:1000])
        seen = seen.__cause__ or seen.__context__
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return {"type": type(problem).__name__, "text": "".join(lines).strip()[:4000], "causes": chain, "at": place}


def _run_check(name, device, function):
    global _facts
    _facts, said = {}, io.StringIO()
    row = {"check": name, "device": device, "status": "ok"}
    began = time.monotonic()
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with contextlib.redirect_stderr(said):
                function()
    except Skip as reason:
        row.update(status="skipped", reason=str(reason))
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - a probe may raise anything
        row.update(status="error", error=_error(problem))
    row["seconds"] = round(time.monotonic() - began, 3)
    row["warnings"] = [str(one.message)[:500] for one in caught if not issubclass(one.category, (DeprecationWarning, FutureWarning, PendingDeprecationWarning))][:8]
    row["stderr"] = said.getvalue()[-2000:]
    row["facts"] = _facts
    return row


def main(path, fd):
    """Runs the checks of one probe; a line of JSON when each begins and when each ends, on a descriptor of its own."""
    faulthandler.enable()
    sys.modules.setdefault("dl_env_probe", sys.modules[__name__])
    with os.fdopen(fd, "w", buffering=1) as out, warnings.catch_warnings():
        try:
            with open(path, encoding="utf-8") as file:
                code = compile(file.read(), path, "exec")
            exec(code, {"__name__": "probe", "__file__": path})  # noqa: S102 - that is what a probe is
        except Exception as problem:  # noqa: BLE001
            out.write(json.dumps({"check": "probe", "device": "cpu", "status": "error", "error": _error(problem), "seconds": 0, "facts": {}}) + "\n")
            return
        out.write(json.dumps({"checks": [{"check": name, "device": device} for name, device, _ in _checks]}) + "\n")
        for name, device, function in _checks:
            out.write(json.dumps({"begins": name, "device": device}) + "\n")
            out.write(json.dumps(_run_check(name, device, function)) + "\n")
        out.flush()
    # Some libraries crash or hang while Python tears down after a failed start of CUDA; everything is said by now.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
