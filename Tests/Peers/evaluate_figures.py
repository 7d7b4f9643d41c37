"""The figures of `pacs-watch evaluate`, by scikit-learn and SciPy from its own --predictions.

    evaluate_figures.py PREDICTIONS FIGURES [SECOND_PREDICTIONS]

FIGURES is the answer of --format json. Prints each figure that differs by more than 1e-9, and the
number of figures compared. The second predictions are those of --compare's bundle.
"""
import csv
import json
import math
import sys
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")
TOLERANCE = 1e-9
compared = 0
differences = []


def check(name, ours, theirs):
    global compared
    compared += 1
    theirs = None if theirs is None or math.isnan(theirs) else float(theirs)
    if (ours is None) != (theirs is None) or (ours is not None and abs(ours - theirs) > TOLERANCE):
        differences.append(f"{name}: {ours} is {theirs} by the peer")


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    labels = [name.split(":", 1)[1] for name in rows[0] if name.startswith("probability:")]
    scored = [row for row in rows if row["status"] in ("answered", "abstained")]
    return labels, rows, scored


def matrix_of(rows, labels):
    return np.array([[float(row["probability:" + label]) for label in labels] for row in rows])


def ratio(above, below):
    return above / below if below else None


def check_set(name, ours, rows, labels):
    """All figures of one set of films."""
    if ours is None:
        assert not rows, name
        return
    truth = np.array([labels.index(row["truth"]) for row in rows])
    scores = matrix_of(rows, labels)
    called = scores.argmax(axis=1)
    classes = list(range(len(labels)))
    confusion = metrics.confusion_matrix(truth, called, labels=classes)
    if confusion.tolist() != ours["confusion"]:
        differences.append(f"{name}: the confusion matrices differ")
    value = lambda key: ours[key].get("value")
    check(name + " accuracy", value("accuracy"), metrics.accuracy_score(truth, called))
    check(name + " balanced", value("balanced_accuracy"),
          metrics.balanced_accuracy_score(truth, called))
    check(name + " macro F1", value("macro_f1"), metrics.f1_score(truth, called, average="macro"))
    check(name + " kappa", value("cohen_kappa"), metrics.cohen_kappa_score(truth, called))
    if len(set(truth)) > 1 and len(set(called)) > 1:
        check(name + " Matthews", value("matthews_correlation"),
              metrics.matthews_corrcoef(truth, called))
    check(name + " log loss", value("log_loss"),
          metrics.log_loss(truth, scores, labels=classes))
    one_hot = np.eye(len(labels))[truth]
    check(name + " Brier", value("brier"), ((scores - one_hot) ** 2).sum(axis=1).mean())
    check(name + " ECE", value("expected_calibration_error"),
          calibration_error(scores.max(axis=1), truth == called))
    areas, precisions = [], []
    for index, (label, part) in enumerate(zip(labels, ours["classes"])):
        positive, named = truth == index, called == index
        tp, fn = int((positive & named).sum()), int((positive & ~named).sum())
        fp, tn = int((~positive & named).sum()), int((~positive & ~named).sum())
        for key, share in [
            ("sensitivity", (tp, tp + fn)), ("specificity", (tn, tn + fp)),
            ("positive_predictive_value", (tp, tp + fp)),
            ("negative_predictive_value", (tn, tn + fn)),
        ]:
            check(f"{name} {label} {key}", part[key].get("value"), ratio(*share))
            check_wilson(f"{name} {label} {key}", part[key], *share)
        if tp + fp + fn:
            check(f"{name} {label} F1", part["f1"].get("value"),
                  metrics.f1_score(positive, named, zero_division=0))
        area = precision = None
        if 0 < positive.sum() < len(positive):
            area = metrics.roc_auc_score(positive, scores[:, index])
            areas.append(area)
        if positive.any():
            precision = metrics.average_precision_score(positive, scores[:, index])
            precisions.append(precision)
        check(f"{name} {label} AUROC", part["auroc"].get("value"), area)
        check(f"{name} {label} AP", part["average_precision"].get("value"), precision)
    check(name + " macro AUROC", value("macro_auroc"), np.mean(areas) if areas else None)
    check(name + " macro AP", value("macro_average_precision"), np.mean(precisions))


def check_wilson(name, ours, successes, trials):
    if ours.get("method") == "wilson":
        interval = stats.binomtest(successes, trials).proportion_ci(0.95, "wilson")
        check(name + " low", ours["low"], interval.low)
        check(name + " high", ours["high"], interval.high)


def calibration_error(confidence, right, bins=15):
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error


def placements(scores, positive):
    """The structural components of DeLong (1988)."""
    first, second = scores[positive], scores[~positive]
    wins = (first[:, None] > second[None]) + 0.5 * (first[:, None] == second[None])
    return wins.mean(axis=1), wins.mean(axis=0)


def check_comparison(ours, labels, first, second):
    others = {row["film"]: row for row in second}
    pairs = [(row, others[row["film"]]) for row in first if row["film"] in others]
    if ours["films"] != len(pairs):
        differences.append(f"comparison: {ours['films']} films are {len(pairs)}")
    right = [[row["called"] == row["truth"] for row in pair] for pair in pairs]
    only_first = sum(a and not b for a, b in right)
    only_second = sum(b and not a for a, b in right)
    check("only first right", ours["only_first_right"], only_first)
    check("only second right", ours["only_second_right"], only_second)
    both = only_first + only_second
    exact = stats.binomtest(only_first, both).pvalue if both else 1.0
    check("McNemar", ours["mcnemar_exact_p_value"], exact)
    scores = [matrix_of([pair[side] for pair in pairs], labels) for side in (0, 1)]
    for index, (label, part) in enumerate(zip(labels, ours["classes"])):
        positive = np.array([pair[0]["truth"] == label for pair in pairs])
        parts = [placements(side[:, index], positive) for side in scores]
        areas = [part[0].mean() for part in parts]
        variance = sum(
            np.var(parts[0][kind] - parts[1][kind], ddof=1) / len(parts[0][kind]) for kind in (0, 1)
        )
        check(label + " first AUROC", part.get("first_auroc"), areas[0])
        check(label + " second AUROC", part.get("second_auroc"), areas[1])
        if variance > 0:
            z = (areas[0] - areas[1]) / math.sqrt(variance)
            check(label + " DeLong", part.get("p_value"), 2 * stats.norm.sf(abs(z)))


def main():
    labels, rows, scored = read(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        answer = json.load(file)
    report = answer["evaluation"]
    assert report["labels"] == labels
    assert report["coverage"]["labelled"] == len(rows)
    answered = [row for row in scored if row["status"] == "answered"]
    check_set("answered", report.get("answered"), answered, labels)
    check_set("all", report.get("all"), scored, labels)
    for part in report["slices"]:
        mine = [row for row in scored if row.get(part["column"], "") == part["value"]]
        name = f"{part['column']}={part['value']}"
        check_set(name, part.get("all"), mine, labels)
    if len(sys.argv) > 3:
        check_comparison(answer["comparison"], labels, scored, read(sys.argv[3])[2])
    for difference in differences:
        print(difference)
    print(f"{compared} figures compared")


main()
