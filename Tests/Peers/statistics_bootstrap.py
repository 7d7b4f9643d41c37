"""SciPy's percentile bootstrap over groups of films, with scikit-learn's figures.

Usage: statistics_bootstrap.py CASES, a JSON list of {scores, isPositive, groups}. SciPy draws the
numbers of the groups; the films are those of the drawn groups.
"""

import numpy as np
from scipy.stats import bootstrap
from sklearn.metrics import average_precision_score, roc_auc_score
from statistics_cases import answer


def figures(case):
    scores, positive = np.array(case["scores"]), np.array(case["isPositive"])
    groups = np.array(case["groups"])
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]

    def interval(score):
        def statistic(drawn):
            films = np.concatenate([members[int(group)] for group in drawn])
            return score(positive[films], scores[films])

        ends = bootstrap(
            (np.arange(len(members)),),
            statistic,
            vectorized=False,
            n_resamples=2000,
            method="percentile",
            rng=np.random.default_rng(5),
        ).confidence_interval
        return [ends.low, ends.high]

    return {
        "averagePrecision": interval(average_precision_score),
        "auroc": interval(roc_auc_score),
    }


answer(figures)
