from dl_env_probe import check, close, expect, fact


def _boxes():
    import torch

    torch.manual_seed(0)
    corner = torch.rand(200, 2) * 100
    return torch.cat([corner, corner + 5 + torch.rand(200, 2) * 20], 1), torch.rand(200)


@check("import")
def imports():
    import torchvision

    fact(version=torchvision.__version__, builtForCuda=str(getattr(torchvision.version, "cuda", "") or ""))


@check("nms-cpu")
def nms_cpu():
    import torch
    from torchvision.ops import nms

    kept = nms(torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [50, 50, 60, 60]]), torch.tensor([0.9, 0.8, 0.7]), 0.5)
    expect(kept.tolist() == [0, 2], f"nms keeps {kept.tolist()}")


@check("nms", device="gpu")
def nms_gpu():
    """torchvision's own CUDA kernel, not one of torch."""
    import torch
    from torchvision.ops import nms, roi_align

    torch.zeros(1).cuda()
    boxes, scores = _boxes()
    kept = nms(boxes.cuda(), scores.cuda(), 0.3)
    expect(kept.is_cuda, "the result is not on the GPU")
    expect(kept.cpu().tolist() == nms(boxes, scores, 0.3).tolist(), "nms keeps other boxes on the GPU than on the CPU")
    image, rois = torch.rand(1, 3, 32, 32), torch.tensor([[0.0, 2, 2, 20, 20]])
    close(roi_align(image.cuda(), rois.cuda(), 7).cpu(), roi_align(image, rois, 7), 1e-4)
