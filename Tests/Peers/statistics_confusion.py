"""scikit-learn's and statsmodels' figures of predicted classes.

Usage: statistics_confusion.py CASES, a JSON list of {classes, truth, predicted}. Undefined figures
are null: scikit-learn is asked for NaN where it would take 0.
"""

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    cohen_kappa_score,
    confusion_matrix,
    f1_score,
    matthews_corrcoef,
    precision_score,
    recall_score,
)
from statistics_cases import answer
from statsmodels.stats.proportion import proportion_confint


def share(successes, trials):
    interval = proportion_confint(successes, trials, method="wilson") if trials else None
    return {"successes": successes, "trials": trials, "interval": interval}


def one_class(truth, predicted, index):
    y, p = truth == index, predicted == index
    scores = {"zero_division": np.nan, "pos_label": True}
    rest = {"zero_division": np.nan, "pos_label": False}
    return {
        "sensitivity": recall_score(y, p, **scores),
        "specificity": recall_score(y, p, **rest),
        "positivePredictiveValue": precision_score(y, p, **scores),
        "negativePredictiveValue": precision_score(y, p, **rest),
        "f1": f1_score(y, p, **scores),
        "accuracy": accuracy_score(y, p),
        "prevalence": y.mean(),
        "support": y.sum(),
        "intervals": [
            share((y & p).sum(), y.sum())["interval"],
            share((~y & ~p).sum(), (~y).sum())["interval"],
            share((y & p).sum(), p.sum())["interval"],
            share((~y & ~p).sum(), (~p).sum())["interval"],
        ],
    }


def figures(case):
    truth, predicted = np.array(case["truth"]), np.array(case["predicted"])
    labels = list(range(case["classes"]))
    macro = {"labels": labels, "average": "macro", "zero_division": np.nan}
    # scikit-learn gives 0 where a constant is correlated; that has no value.
    constant = len(set(case["truth"])) == 1 or len(set(case["predicted"])) == 1
    return {
        "counts": confusion_matrix(truth, predicted, labels=labels),
        "classes": [one_class(truth, predicted, index) for index in labels],
        "accuracy": accuracy_score(truth, predicted),
        "balancedAccuracy": balanced_accuracy_score(truth, predicted),
        "macroF1": f1_score(truth, predicted, **macro),
        "macroPrecision": precision_score(truth, predicted, **macro),
        "cohenKappa": cohen_kappa_score(truth, predicted, labels=labels),
        "matthewsCorrelation": None if constant else matthews_corrcoef(truth, predicted),
    }


answer(figures)
