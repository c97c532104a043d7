from dl_env_probe import check, expect, fact


@check("import")
def imports():
    import sklearn

    fact(version=sklearn.__version__)


@check("fit")
def fit():
    from sklearn.datasets import make_classification
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression

    x, y = make_classification(n_samples=400, n_features=8, class_sep=2.0, random_state=0)
    for model in (LogisticRegression(), RandomForestClassifier(20, random_state=0, n_jobs=2)):
        score = model.fit(x[:300], y[:300]).score(x[300:], y[300:])
        expect(score > 0.85, f"{type(model).__name__} is right in {score:.0%} of the cases only")
