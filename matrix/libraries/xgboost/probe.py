from dl_env_probe import check, close, expect, fact, used_gpu


def _data():
    import numpy

    rng = numpy.random.default_rng(0)
    x = rng.random((2000, 8), dtype="float32")
    return x, (x[:, 0] + x[:, 1] * x[:, 2] > 0.8).astype("float32")


def _train(device):
    """The booster, the device it says it used, and its last training error."""
    import json

    import xgboost

    x, y = _data()
    log = {}
    booster = xgboost.train(
        {"device": device, "tree_method": "hist", "objective": "binary:logistic", "eval_metric": "logloss", "max_depth": 4},
        xgboost.DMatrix(x, y), 20, evals=[(xgboost.DMatrix(x, y), "train")], evals_result=log, verbose_eval=False,
    )
    return booster, json.loads(booster.save_config())["learner"]["generic_param"]["device"], log["train"]["logloss"][-1]


@check("import")
def imports():
    import xgboost

    info = xgboost.build_info()
    cuda = info.get("CUDA_VERSION")
    fact(version=xgboost.__version__, builtForCuda=".".join(map(str, cuda)) if cuda else "none")
    expect(info.get("USE_CUDA") is True, "this XGBoost is built for the CPU alone")


@check("train-cpu")
def train_cpu():
    _, device, loss = _train("cpu")
    expect(device == "cpu" and loss < 0.2, f"trained on {device} to a loss of {loss:.3f}")


@check("train", device="gpu")
def train_gpu():
    """Asked for CUDA without a GPU, XGBoost trains on the CPU and only warns; so the device is read back."""
    import warnings

    import xgboost

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        booster, device, loss = _train("cuda")
    said = [str(one.message).strip() for one in caught if "GPU" in str(one.message)]
    expect(device.startswith("cuda"), f"XGBoost trained on {device} though asked for cuda: {' '.join(said)}")
    expect(not any("CPU" in text for text in said), f"XGBoost fell back to the CPU: {' '.join(said)}")
    used_gpu()
    _, _, want = _train("cpu")
    expect(abs(loss - want) < 0.02, f"the loss is {loss:.4f} on the GPU and {want:.4f} on the CPU")
    x, _ = _data()
    close(booster.inplace_predict(x), booster.predict(xgboost.DMatrix(x)), 1e-4)
    fact(trainedOn=device)
