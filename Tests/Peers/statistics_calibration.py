"""scikit-learn's calibration curves, Brier score and log loss.

Usage: statistics_calibration.py CASES, a JSON list of {classes, truth, probabilities, bins}.
`calibration_curve` gives the points of the bins that are not empty; their films are counted here by
numpy, and the errors are their weighted mean and their maximum.
"""

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, log_loss
from statistics_cases import answer


def calibration(confidences, true, bins):
    observed, claimed = calibration_curve(true, confidences, pos_label=True, n_bins=bins)
    edges = np.linspace(0, 1, bins + 1)
    films = np.bincount(np.digitize(confidences, edges[1:-1], right=True), minlength=bins)
    films = films[films > 0]
    gaps = np.abs(observed - claimed)
    return {
        "observed": observed,
        "claimed": claimed,
        "films": films,
        "expected": (gaps * films).sum() / films.sum(),
        "maximum": gaps.max(),
    }


def figures(case):
    truth, probabilities = np.array(case["truth"]), np.array(case["probabilities"])
    labels = list(range(case["classes"]))
    top = probabilities.argmax(axis=1)
    positive = truth == 0
    return {
        "top": calibration(probabilities.max(axis=1), top == truth, case["bins"]),
        "classes": [
            calibration(probabilities[:, index], truth == index, case["bins"]) for index in labels
        ],
        "brier": brier_score_loss(truth, probabilities, labels=labels, scale_by_half=False),
        "brierOfFirst": brier_score_loss(positive, probabilities[:, 0], pos_label=True),
        "logLoss": log_loss(truth, probabilities, labels=labels),
    }


answer(figures)
