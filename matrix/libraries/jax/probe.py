from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import importlib

    import jax

    built = 0
    for plugin in ("jax_cuda13_plugin", "jax_cuda12_plugin"):
        try:
            versions = importlib.import_module(f"{plugin}._versions")
        except ImportError:
            continue
        # 12080 is 12.8.
        built = versions.cuda_runtime_build_version()
        break
    fact(version=jax.__version__, builtForCuda=f"{built // 1000}.{built % 1000 // 10}" if built else "")


@check("grad-cpu")
def grad_cpu():
    import jax

    with jax.default_device(jax.devices("cpu")[0]):
        close(jax.jit(jax.grad(lambda x: x**3))(2.0), 12.0)


@check("matmul", device="gpu")
def matmul():
    import jax
    import jax.numpy as jnp
    import numpy

    device = jax.devices("gpu")[0]
    a = numpy.random.default_rng(0).random((256, 256), dtype=numpy.float32)
    got = jax.jit(lambda x: jnp.matmul(x, x, precision="highest"))(jax.device_put(a, device))
    expect(got.devices() == {device}, f"the product is on {got.devices()}")
    close(numpy.asarray(got), a @ a, 1e-3)
