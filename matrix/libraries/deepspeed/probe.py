from dl_env_probe import check, fact


@check("import")
def imports():
    import deepspeed

    fact(version=deepspeed.__version__)
