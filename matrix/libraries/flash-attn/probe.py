from dl_env_probe import check, fact


@check("import")
def imports():
    import flash_attn

    fact(version=flash_attn.__version__)
