from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import nvitop

    fact(version=nvitop.__version__)


@check("command")
def command():
    """It starts; without a driver it says so."""
    import subprocess
    import sys

    said = subprocess.run([sys.executable, "-m", "nvitop", "--version"], capture_output=True, text=True, timeout=60)
    expect(said.returncode == 0 and "nvitop" in said.stdout, said.stdout + said.stderr)


@check("devices", device="gpu")
def devices():
    from nvitop import Device, libnvml

    # Without a driver Device.all() is an empty list; asked itself, NVML says why.
    libnvml.nvmlInit()
    names = [device.name() for device in Device.all()]
    expect(len(names) > 0 and all(isinstance(name, str) and name != "N/A" for name in names), f"it names no GPU: {names}")
    fact(gpus=names)
