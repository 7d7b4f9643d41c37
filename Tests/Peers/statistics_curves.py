"""scikit-learn's curves, and DeLong's variance written from the paper's definition.

Usage: statistics_curves.py CASES, a JSON list of {classes, truth, probabilities, rival}, where rival
holds other scores of class 0. Curves, DeLong's standard errors and the test are those of class 0.
"""

import numpy as np
from scipy.special import expit, logit
from scipy.stats import mannwhitneyu, norm
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve
from statistics_cases import answer


def components(scores, positive):
    """V10 and V01 of DeLong, DeLong & Clarke-Pearson (1988), by comparing every pair."""
    x, y = scores[positive][:, None], scores[~positive][None, :]
    wins = (x > y) + 0.5 * (x == y)
    return wins.mean(axis=1), wins.mean(axis=0)


def on_logit_scale(area, error):
    """The area's interval by the delta method; None where the error says nothing."""
    if error < 1e-10:
        return None
    reach = norm.ppf(0.975) * error / (area * (1 - area))
    return expit([logit(area) - reach, logit(area) + reach])


def delong(scores, rival, positive):
    m, n = positive.sum(), (~positive).sum()
    if m < 2 or n < 2:
        return None
    (v10, v01), (w10, w01) = components(scores, positive), components(rival, positive)
    covariance = np.cov(np.stack([v10, w10])) / m + np.cov(np.stack([v01, w01])) / n
    contrast = np.array([1, -1])
    variance = contrast @ covariance @ contrast
    difference = v10.mean() - w10.mean()
    z = difference / np.sqrt(variance) if variance > 1e-20 else np.nan
    reach = norm.ppf(0.975) * np.sqrt(variance)
    errors = np.sqrt(np.diag(covariance))
    return {
        "standardErrors": errors,
        "intervals": [
            on_logit_scale(area, error) for area, error in zip([v10.mean(), w10.mean()], errors)
        ],
        "differenceInterval": np.clip([difference - reach, difference + reach], -1, 1),
        "differenceVariance": variance,
        "z": z,
        "pValue": 2 * norm.sf(abs(z)),
    }


def roc(scores, positive, at):
    if positive.all() or not positive.any():
        return None
    false, true, thresholds = roc_curve(positive, scores, drop_intermediate=False)
    m, n = positive.sum(), (~positive).sum()
    youden = np.rint(true * m) * n - np.rint(false * n) * m
    best = int(np.argmax(youden))
    counts_false = np.rint(false * n)
    return {
        "false": false,
        "true": true,
        "thresholds": thresholds,
        "area": roc_auc_score(positive, scores),
        "wins": mannwhitneyu(scores[positive], scores[~positive]).statistic / (m * n),
        "youden": (true - false)[best],
        "youdenThreshold": thresholds[best] if youden[best] > 0 else None,
        "sensitivityAt": true[(n - counts_false) / n >= at].max(),
        "specificityAt": 1 - false[true >= at].min(),
    }


def precision_recall(scores, positive):
    if not positive.any():
        return None
    precision, recall, thresholds = precision_recall_curve(positive, scores)
    # The curve comes from the lowest threshold on, with a last point at recall 0 that has none.
    return {
        "precision": precision[-2::-1],
        "recall": recall[-2::-1],
        "thresholds": thresholds[::-1],
        "average": average_precision_score(positive, scores),
    }


def figures(case):
    truth, probabilities = np.array(case["truth"]), np.array(case["probabilities"])
    labels = list(range(case["classes"]))
    scores, positive = probabilities[:, 0], truth == 0
    area = None
    if set(case["truth"]) == set(labels):
        # scikit-learn insists on rows that sum to 1, which ranks within columns do not need.
        areas = [roc_auc_score(truth == index, probabilities[:, index]) for index in labels]
        sums_to_one = np.allclose(1, probabilities.sum(axis=1)) and len(labels) > 2
        multiclass = {"multi_class": "ovr", "average": "macro", "labels": labels}
        area = roc_auc_score(truth, probabilities, **multiclass) if sums_to_one else np.mean(areas)
    return {
        "roc": roc(scores, positive, case["at"]),
        "precisionRecall": precision_recall(scores, positive),
        "macroArea": area,
        "delong": delong(scores, np.array(case["rival"]), positive),
    }


answer(figures)
