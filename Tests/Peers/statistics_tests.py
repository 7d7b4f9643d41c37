"""statsmodels' McNemar test, scipy's tails, numpy's quantiles, scikit-learn's overlaps of masks.

Usage: statistics_tests.py CASES, a JSON list of {first, second, masks, z, values}.
"""

import numpy as np
from scipy.stats import binom, chi2, norm
from sklearn.metrics import f1_score, jaccard_score
from statistics_cases import answer
from statsmodels.stats.contingency_tables import mcnemar


def figures(case):
    b, c = case["first"], case["second"]
    one, other = (np.array(mask, dtype=bool) for mask in case["masks"])
    corrected = mcnemar([[0, b], [c, 0]], exact=False, correction=True) if b + c else None
    return {
        "exact": mcnemar([[0, b], [c, 0]], exact=True).pvalue,
        "chiSquare": corrected.statistic if corrected else None,
        "chiSquarePValue": corrected.pvalue if corrected else None,
        "lowerTail": binom.cdf(b, b + c, 0.5),
        "upperTail": norm.sf(case["z"]),
        "twoSidedTail": 2 * norm.sf(abs(case["z"])),
        "chiSquareUpperTail": chi2.sf(case["z"] ** 2, 1),
        "quantiles": np.quantile(case["values"], [0.025, 0.5, 0.975]),
        "dice": f1_score(one, other, zero_division=np.nan),
        "intersectionOverUnion": jaccard_score(one, other, zero_division=0)
        if (one | other).any()
        else None,
    }


answer(figures)
