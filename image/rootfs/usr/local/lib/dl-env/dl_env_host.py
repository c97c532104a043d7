"""Prints as JSON what of a GPU and its driver can be seen from here. Needs nothing but Python's own library."""

import ctypes
import glob
import json
import os
import re
import shutil

CAPABILITY_MAJOR, CAPABILITY_MINOR = 75, 76  # CUdevice_attribute in cuda.h


def driver_libraries():
    """Path of each driver library that the loader finds here."""
    found = []
    for name in ("libcuda.so.1", "libnvidia-ml.so.1"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        with open("/proc/self/maps", encoding="utf-8") as maps:
            found += sorted({line.split()[-1] for line in maps if name.split(".so")[0] + ".so" in line})
    return found


def kernel_module():
    """Version and kind (open, proprietary) of the loaded kernel module."""
    try:
        with open("/proc/driver/nvidia/version", encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return {}
    match = re.search(r"\b(\d{3}\.\d+(?:\.\d+)?)\b", text)
    return {"driver": match.group(1), "driverKind": "open" if "Open Kernel Module" in text else "proprietary"} if match else {}


def name_of(cuda, code):
    text = ctypes.c_char_p()
    if cuda.cuGetErrorName(code, ctypes.byref(text)) == 0 and text.value:
        return text.value.decode()
    return str(code)


def ask_cuda():
    """What libcuda says of itself and of each GPU."""
    try:
        cuda = ctypes.CDLL("libcuda.so.1")
    except OSError as problem:
        return {"cudaError": str(problem), "gpus": []}
    number = ctypes.c_int()
    cuda.cuDriverGetVersion(ctypes.byref(number))  # works before cuInit: 12080 is CUDA 12.8
    known = {"cudaVersion": f"{number.value // 1000}.{number.value % 1000 // 10}"}
    code = cuda.cuInit(0)
    if code != 0:
        return {**known, "cuInit": name_of(cuda, code), "gpus": []}
    gpus, count = [], ctypes.c_int()
    cuda.cuDeviceGetCount(ctypes.byref(count))
    for index in range(count.value):
        device, text, value = ctypes.c_int(), ctypes.create_string_buffer(128), ctypes.c_int()
        cuda.cuDeviceGet(ctypes.byref(device), index)
        cuda.cuDeviceGetName(text, 128, device)
        parts = []
        for attribute in (CAPABILITY_MAJOR, CAPABILITY_MINOR):
            cuda.cuDeviceGetAttribute(ctypes.byref(value), attribute, device)
            parts.append(str(value.value))
        gpus.append({"name": text.value.decode(errors="replace"), "computeCapability": ".".join(parts)})
    return {**known, "cuInit": "CUDA_SUCCESS", "gpus": gpus}


def main():
    host = {"devices": sorted(glob.glob("/dev/nvidia*") + glob.glob("/dev/dxg")), "libraries": driver_libraries()}
    host.update(kernel_module())
    host.update(ask_cuda())
    host["compiler"] = next((path for path in map(shutil.which, ("gcc", "cc", "clang")) if path), None)
    host["requires"] = os.environ.get("NVIDIA_REQUIRE_CUDA")
    host["visible"] = os.environ.get("CUDA_VISIBLE_DEVICES", os.environ.get("NVIDIA_VISIBLE_DEVICES"))
    print(json.dumps({name: value for name, value in host.items() if value is not None}))


if __name__ == "__main__":
    main()
