from dl_env_probe import check, close, expect, fact, skip


def _device():
    import torch

    torch.zeros(1).cuda()
    return torch.device("cuda")


@check("import")
def imports():
    import torch

    # get_arch_list() is empty without a GPU in some releases; the flags are compiled in.
    flags = torch._C._cuda_getArchFlags() if hasattr(torch._C, "_cuda_getArchFlags") else ""
    cudnn = torch.backends.cudnn.version() if torch.backends.cudnn.is_available() or torch.version.cuda else None
    fact(version=torch.__version__, builtForCuda=torch.version.cuda or "none", sm=(flags or "").split(), cudnn=cudnn)
    expect(torch.version.cuda is not None, "this PyTorch is built for the CPU alone")
    fact(nccl=".".join(map(str, torch.cuda.nccl.version())))


@check("matmul-cpu")
def matmul_cpu():
    import torch

    torch.manual_seed(0)
    a = torch.rand(128, 128, dtype=torch.float64)
    close(a @ a, a.numpy() @ a.numpy(), 1e-10)


@check("autograd-cpu")
def autograd_cpu():
    import torch

    x = torch.tensor([2.0], requires_grad=True)
    (x**3).backward()
    close(x.grad, [12.0])


@check("matmul-fp32", device="gpu")
def matmul_fp32():
    import torch

    device = _device()
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = False
    a = torch.rand(512, 512)
    before = torch.cuda.memory_allocated()
    got = a.to(device) @ a.to(device)
    torch.cuda.synchronize()
    expect(got.is_cuda and torch.cuda.memory_allocated() > before, "the product is not on the GPU")
    close(got.cpu(), a @ a, 1e-4)
    major, minor = torch.cuda.get_device_capability()
    fact(version=torch.__version__, gpu=torch.cuda.get_device_name(0), computeCapability=f"{major}.{minor}", sm=torch.cuda.get_arch_list())


@check("matmul-bf16", device="gpu")
def matmul_bf16():
    import torch

    device = _device()
    if torch.cuda.get_device_capability() < (8, 0):
        skip("GPUs before compute capability 8.0 have no bf16 arithmetic")
    torch.manual_seed(0)
    a = torch.rand(256, 256).to(torch.bfloat16)
    got = a.to(device) @ a.to(device)
    expect(got.is_cuda and got.dtype is torch.bfloat16, f"the product is {got.dtype} on {got.device}")
    close(got.float().cpu(), a.float() @ a.float(), 2e-2)


@check("cudnn-convolution", device="gpu")
def convolution():
    import torch

    device = _device()
    expect(torch.backends.cudnn.is_available() and torch.backends.cudnn.enabled, "cuDNN is not available to PyTorch")
    torch.manual_seed(0)
    torch.backends.cudnn.allow_tf32 = False
    x, weight = torch.rand(2, 8, 32, 32), torch.rand(16, 8, 3, 3)
    with torch.backends.cudnn.flags(enabled=True, allow_tf32=False):
        got = torch.nn.functional.conv2d(x.to(device), weight.to(device), padding=1)
    close(got.cpu(), torch.nn.functional.conv2d(x, weight, padding=1), 1e-4)
    fact(cudnn=torch.backends.cudnn.version())


@check("autograd-step", device="gpu")
def autograd_step():
    import torch

    def train(device):
        torch.manual_seed(0)
        model = torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.Tanh(), torch.nn.Linear(32, 1)).to(device)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        x = torch.linspace(-1, 1, 64 * 16).reshape(64, 16).to(device)
        losses = []
        for _ in range(5):
            optimizer.zero_grad()
            loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    _device()
    torch.backends.cuda.matmul.allow_tf32 = False
    got = train("cuda")
    close(got, train("cpu"), 1e-3)
    expect(got[-1] < got[0], f"the loss does not fall: {got}")


@check("nccl", device="gpu")
def nccl():
    """One process is a world: NCCL starts and reduces."""
    import tempfile

    import torch
    import torch.distributed as dist

    device = _device()
    with tempfile.NamedTemporaryFile() as file:
        dist.init_process_group("nccl", init_method=f"file://{file.name}-store", rank=0, world_size=1, device_id=torch.device("cuda", 0))
        try:
            x = torch.full((8,), 3.0, device=device)
            dist.all_reduce(x)
            torch.cuda.synchronize()
            close(x.cpu(), [3.0] * 8)
        finally:
            dist.destroy_process_group()
    fact(nccl=".".join(map(str, torch.cuda.nccl.version())))


@check("nccl-two-gpus", device="gpu")
def nccl_two_gpus():
    """NCCL between two GPUs, where two are there: one process drives both, so that no shared memory of the container is needed."""
    import torch

    _device()
    if torch.cuda.device_count() < 2:
        skip("there is one GPU: NCCL between two GPUs was not tried")
    parts = [torch.full((1024,), float(index + 1), device=f"cuda:{index}") for index in range(2)]
    torch.cuda.nccl.all_reduce(parts)
    for index, part in enumerate(parts):
        torch.cuda.synchronize(index)
        close(part.cpu(), [3.0] * 1024)


def _need_compiler(*names):
    """torch.compile needs a compiler and Python's headers, which slim images lack."""
    import os
    import shutil
    import sysconfig

    if not (os.environ.get("CC" if "gcc" in names else "CXX") or any(map(shutil.which, names))):
        skip(f"torch.compile needs a compiler, and this image has none of {', '.join(names)}: it is slim")
    if not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")):
        skip("torch.compile needs Python's headers, and this image has none: it is slim")


def _compiled_agrees(device):
    import torch

    function = torch.compile(lambda x: torch.sin(x) * 2 + x.square())
    x = torch.linspace(0, 3, 4096)
    close(function(x.to(device)).cpu(), torch.sin(x) * 2 + x.square(), 1e-5)


@check("compile-cpu")
def compiled_cpu():
    _need_compiler("g++", "c++", "clang++")
    _compiled_agrees("cpu")


@check("compile", device="gpu")
def compiled():
    device = _device()
    _need_compiler("gcc", "cc", "clang")
    _compiled_agrees(device)
    import triton

    fact(triton=triton.__version__)
