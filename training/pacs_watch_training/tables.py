"""Figures as Markdown tables, for the terminal and for the card alike."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def share(value: list[float] | float | None) -> str:
    """0.912 (0.88-0.94), or a dash where there is nothing to say."""
    if value is None:
        return "-"
    if isinstance(value, float | int):
        return f"{value:.3f}"
    return f"{value[0]:.3f} ({value[1]:.3f}-{value[2]:.3f})"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def split(figures: dict[str, Any]) -> str:
    rows = figures["split"]
    total = ["all", "", *(sum(r[p] for r in rows) for p in ("train", "calibration", "test"))]
    body = [[r["source"], r["label"], r["train"], r["calibration"], r["test"]] for r in rows]
    return table(["source", "class", "train", "calibration", "test"], [*body, total])


def confusion(part: dict[str, Any], labels: list[str]) -> str:
    return table(["truth \\ read as", *labels], ([label, *row] for label, row in zip(labels, part["confusion"], strict=True)))


def classes(part: dict[str, Any]) -> str:
    keys = ("sensitivity", "specificity", "ppv", "auroc")
    rows = ([name, c["films"], *(share(c[key]) for key in keys)] for name, c in part["classes"].items())
    return table(["class", "films", "sensitivity", "specificity", "PPV", "AUROC, one against the rest"], rows)


def parts(named: dict[str, dict[str, Any]], labels: list[str]) -> str:
    """One row a source or view; a class that does not occur there shows a dash."""
    rows = []
    for name, part in named.items():
        seen = [part["classes"][label] for label in labels]
        counts = " / ".join(str(c["films"]) for c in seen)
        sensitivities = (share(c["sensitivity"]) for c in seen)
        rows.append([name, part["films"], counts, share(part["balanced_accuracy"]), *sensitivities])
    return table(["", "films", " / ".join(labels), "balanced accuracy", *(f"sensitivity {label}" for label in labels)], rows)


def masks(figures: dict[str, Any]) -> str:
    rows = ([m["source"], m["convention"], m["films"], share(m["dice"]), share(m["iou"]), share(m["dice_5th_percentile"]),
             share(m["box_iou"]), share(m["lung_inside_box"])] for m in figures["masks"])
    return table(["source", "drawn masks", "films", "Dice", "IoU", "Dice, worst 5 %", "box IoU", "lung inside box"], rows)


def confidence(figures: dict[str, Any]) -> str:
    rows = ([c["kind"], c["pictures"], share(c["percentile_5"]), share(c["median"]), share(c["percentile_95"]),
             share(c["passes"])] for c in figures["confidence"])
    return table(["pictures", "count", "5th percentile", "median", "95th", f"share at or over {figures['minimum_confidence']}"], rows)


def strange(figures: dict[str, Any], labels: list[str]) -> str:
    """Leave-one-source-out: the source that was left out, and the others, by the same network."""
    runs = figures.get("leave_one_source_out") or []
    if not runs:
        return "Not measured for this version."
    named = {}
    for run in runs:
        named[f"{run['source']}, never seen ({run['epochs']} epochs)"] = run["outside"]
        named[f"test part of the others, trained without {run['source']}"] = run["inside"]
    aurocs = table(["", *(f"AUROC {label}" for label in labels)],
                   ([name, *(share(p["classes"][label]["auroc"]) for label in labels)] for name, p in named.items()))
    return parts(named, labels) + "\n\n" + aurocs


def cross_validation(figures: dict[str, Any], labels: list[str]) -> str:
    """All films, each by networks that never saw its group."""
    run = figures.get("cross_validation")
    if not run:
        return "Not measured for this version."
    pooled, (mean, highest) = run["pooled"], run["ece_if_calibrated"]
    temperatures = ", ".join(f"{value:.2f}" for value in run["temperatures"])
    aurocs = "; ".join(f"{pair} {share(value)}" for pair, value in pooled["between"].items())
    return (
        f"{pooled['films']} films of {pooled['groups']} groups in {run['folds']} folds, {run['epochs']} epochs each. Balanced accuracy "
        f"{share(pooled['balanced_accuracy'])}, accuracy {share(pooled['accuracy'])}; AUROC of each two classes: {aurocs}. Expected "
        f"calibration error, 15 bins: {run['ece']:.3f}, each fold at the temperature of least log loss on the others ({temperatures}); "
        f"{run['ece_before']:.3f} without one. Perfectly true probabilities would show {mean:.3f}, and more than {highest:.3f} once in "
        "twenty times.\n\n" + confusion(pooled, labels) + "\n\n" + classes(pooled) + "\n\n" + parts(run["by_source"], labels)
    )


def calibration(part: dict[str, Any]) -> str:
    fitted, low, high = part["fitted_temperature"]
    mean, highest = part["ece_if_calibrated"]
    return (
        f"Temperature {part['temperature']:.4f}. On the {part['films']} films of the calibration part {fitted:.4f} gave the least "
        f"log loss, 95 % interval {low:.3f} to {high:.3f} over draws of groups; a temperature is used only where that interval "
        f"leaves out 1. Expected calibration error on the test part, 15 bins: {part['ece_before']:.3f} without it, "
        f"{share(part['ece'])} as shipped. With so few films perfectly true probabilities would show {mean:.3f}, and more than "
        f"{highest:.3f} once in twenty times."
    )


def reliability(part: dict[str, Any]) -> str:
    head = ["top probability", "films", "mean", "right"]
    bins = [[f"{r['low']:.1f} to {r['high']:.1f}", r["films"], share(r["mean"]), share(r["right"])] for r in part["reliability"]]
    sources = [[r["source"], r["films"], share(r["mean"]), share(r["right"])] for r in part["by_source"]]
    return table(head, bins) + "\n\n" + table(["source", *head[1:]], sources)


def kinds(checks: dict[str, Any]) -> str:
    rows = ([k["kind"], k["pictures"], share(k["too_far"]), share(k["wrong_display"]), share(k["low_probability"]),
             share(k["abstained"]), share(k["caught"])] for k in [*checks["kinds"], *checks["unlike"]])
    return table(["pictures", "count", "too far", "wrongly displayed", "low probability", "no answer, in all",
                  "no answer or flagged"], rows)


def flags(checks: dict[str, Any]) -> str:
    rows = ([f["flag"], f["films"], f["count"], share(f["raised"])] for f in checks["flags"])
    return table(["flag", "films", "count", "raised"], rows)


def int8_table(figures: dict[str, Any]) -> str:
    """What quantize found, with its verdict."""
    names = {"accuracy": "accuracy", "balanced_accuracy": "balanced accuracy", "dice": "Dice of the lungs, test part", "megabytes": "MB of networks"}
    rows = ([name, *(f"{value:.3f}" for value in figures[key])] for key, name in names.items() if key in figures)
    verdict = "within" if figures["keeps_its_accuracy"] else "**not** within"
    return table([f"{figures['films']} pictures of the validation and test parts", "FP32", "int8"], rows) + (
        f"\n\nBoth name the same class on {figures['agreement']:.3f} of them; their probabilities differ by "
        f"{figures['probability_difference']:.3f} on average. int8 is {verdict} half a point of FP32 in each of these shares."
    )


def int8(figures: dict[str, Any]) -> str:
    found = figures.get("int8")
    if not found:
        return "Not measured for this version."
    return f"{int8_table(found)} This bundle is {found.get('ships', 'FP32')}."


def report(figures: dict[str, Any]) -> dict[str, str]:
    """Every table by the name under which the card's template asks for it."""
    labels, pooled = figures["bundle"]["labels"], figures["pooled"]
    checks = figures["checks"]
    return {
        "split": split(figures),
        "summary": (
            f"{pooled['films']} films of {pooled['groups']} groups. Balanced accuracy {share(pooled['balanced_accuracy'])}, "
            f"accuracy {share(pooled['accuracy'])}. {figures['read_whole']} films were read whole because the mask was not trusted."
        ),
        "confusion": confusion(pooled, labels),
        "classes": classes(pooled),
        "by_source": parts(figures["by_source"], labels),
        "by_view": parts(figures["by_view"], labels),
        "strange": strange(figures, labels),
        "cross_validation": cross_validation(figures, labels),
        "calibration": calibration(figures["calibration"]),
        "reliability": reliability(figures["calibration"]),
        "kinds": kinds(checks),
        "flags": flags(checks),
        "accuracy_of_the_rest": share(checks["accuracy_of_the_rest"]),
        "masks": masks(figures),
        "int8": int8(figures),
        "confidence": confidence(figures),
    }
