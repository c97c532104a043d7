from dl_env_probe import check, expect, fact


@check("import")
def imports():
    from importlib.metadata import version

    import jupyterlab_language_pack_ko_KR

    fact(version=version("jupyterlab-language-pack-ko-KR"))


@check("offered")
def offered():
    """JupyterLab offers the language."""
    from jupyterlab_server.translation_utils import get_language_packs

    packs, message = get_language_packs()
    expect("ko_KR" in packs, f"there are only {sorted(packs)}: {message}")
