from dl_env_probe import check, close, expect, fact


@check("import")
def imports():
    import tensorflow

    built = tensorflow.sysconfig.get_build_info()
    fact(version=tensorflow.__version__, builtForCuda=str(built.get("cuda_version", "")))


def _gradient(device):
    import tensorflow as tf

    with tf.device(device):
        x = tf.constant([2.0, 3.0])
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = tf.reduce_sum(x**3)
        return tape.gradient(y, x)


@check("gradient-cpu")
def gradient_cpu():
    close(_gradient("/CPU:0").numpy(), [12.0, 27.0], 1e-5)


@check("gradient", device="gpu")
def gradient():
    got = _gradient("/GPU:0")
    expect("GPU" in got.device, f"the gradient is on {got.device}")
    close(got.numpy(), [12.0, 27.0], 1e-5)
