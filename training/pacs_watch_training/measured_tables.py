"""Figures of measure.py as Markdown tables, for the terminal and for the card alike."""
from __future__ import annotations

from typing import Any

from .tables import confusion, int8, share, table

CLASS_KEYS = {"sensitivity": "sensitivity", "specificity": "specificity", "PPV": "ppv", "NPV": "npv", "F1": "f1", "AUROC": "auroc"}


def classes(part: dict[str, Any]) -> str:
    rows = ([name, c["films"], *(share(c[key]) for key in CLASS_KEYS.values())] for name, c in part["classes"].items())
    return table(["class", "films", *CLASS_KEYS], rows)


def of_looked_for(named: dict[str, dict[str, Any]], label: str, keys: tuple[str, ...] = ("sensitivity", "specificity", "ppv", "npv")) -> str:
    """One row a set, in the terms of a test for the first label."""
    rows = ([name, p["films"], share(p["accuracy"]), *(share(p["classes"][label][k]) for k in keys)] for name, p in named.items())
    return table(["", "pictures", "accuracy", *(f"{k if len(k) > 3 else k.upper()} of {label}" for k in keys)], rows)


def per_class(named: dict[str, dict[str, Any]], labels: list[str]) -> str:
    """One row a set; a class that does not occur there shows a dash."""
    rows = []
    for name, part in named.items():
        counts = " / ".join(str(part["classes"][label]["films"]) for label in labels)
        rows.append([name, counts, share(part["accuracy"]), *(share(part["classes"][label]["sensitivity"]) for label in labels)])
    return table(["", " / ".join(labels), "accuracy", *(f"sensitivity {label}" for label in labels)], rows)


def split(figures: dict[str, Any]) -> str:
    parts = ("train", "calibration", "test", "held_out")
    rows = figures["split"]
    body = [[r["source"], r["label"], *(r[p] for p in parts)] for r in rows]
    return table(
        ["source", "class", "train", "validation", "test", "never trained on"], [*body, ["all", "", *(sum(r[p] for r in rows) for p in parts)]]
    )


def confused(figures: dict[str, Any]) -> str:
    rows = ([f"`{c['film']}`", c["source"], c["finding"], c["truth"], c["read_as"], f"{c['probability']:.3f}"] for c in figures["most_confused"])
    return table(["picture", "source", "the source's word", "truth", "read as", "probability"], rows)


def trials(figures: dict[str, Any]) -> str:
    """Trainings with something changed, each a network of its own, read on the same test part."""
    if not figures.get("trials"):
        return "None was run for this version."
    rows = []
    for t in figures["trials"]:
        part = t["inside"]
        rows.append([t["name"], t["epochs"], share(part["accuracy"]), share(part["balanced_accuracy"]),
                     *(share(t["outside"][key]) if t["outside"] else "-" for key in ("accuracy", "balanced_accuracy")),
                     first_against_second(t["outside"])])
    header = ["trial", "epochs", "accuracy", "balanced accuracy", "accuracy on the sources left out", "balanced accuracy there"]
    return table([*header, "AUROC there, first class against second"], rows)


def across_seeds(reports: list[dict[str, Any]]) -> str:
    """The mean over the networks of one trial, with the least and the most: one seed alone can flatter."""
    parts = {
        "known sources": "inside", "the sources left out": "outside", "the sources left out, where the lungs are trusted": "outside_trusted",
    }
    rows = []
    for told, key in parts.items():
        found = [r[key] for r in reports if r[key]]
        if not found:
            continue
        between = [_between_first_two(part) for part in found]
        rows.append([told, found[0]["films"], _spread([part["balanced_accuracy"][0] for part in found]),
                     _spread([b[0] for b in between]) if all(between) else "-"])
    return table([f"{len(reports)} seeds: mean (least-most)", "pictures", "balanced accuracy", "AUROC, first class against second"], rows)


def _spread(values: list[float]) -> str:
    return f"{sum(values) / len(values):.3f} ({min(values):.3f}-{max(values):.3f})"


def first_against_second(part: dict[str, Any] | None) -> str:
    """A dash where it was not measured (figures of before) or one of the two classes does not occur."""
    found = _between_first_two(part or {})
    return share(found) if found else "-"


def _between_first_two(part: dict[str, Any]) -> list[float] | None:
    return next(iter(part.get("between", {}).values()), None)


def training(figures: dict[str, Any]) -> str:
    t, told = figures["trained_with"], []
    for member in t["members"]:
        told.append(f"epoch {member['kept']} of {member['epochs']}" if member["kept"] else "an unknown number of epochs")
    return f"{t['network']}, seed {t['seed']}, {t['epochs_of_recipe']} epochs at most; ships {', '.join(told)}"


def report(figures: dict[str, Any]) -> dict[str, str]:
    """Every table by the name under which a card's template asks for it."""
    labels, pooled = figures["bundle"]["labels"], figures["pooled"]
    calibration, abstention = figures["calibration"], figures["abstention"]
    sets = {"test part": pooled} | {f"test part, {name}": part for name, part in figures["by_source"].items()}
    held_out = {f"{name}, never trained on": part for name, part in figures["held_out"].items()}
    views = {f"{name} films": part for name, part in figures.get("by_view", {}).items()}
    members = {f"network {i + 1} alone": part for i, part in enumerate(figures.get("members", []))}
    if members:
        members["the bundle"] = pooled
    return {
        "version": figures["bundle"]["version"],
        "training": training(figures) if "trained_with" in figures else "",
        "split": split(figures),
        "summary": (
            f"{pooled['films']} pictures of {pooled['groups']} groups. Accuracy {share(pooled['accuracy'])}, "
            f"balanced accuracy {share(pooled['balanced_accuracy'])}."
        ),
        "confusion": confusion(pooled, labels),
        "classes": classes(pooled),
        "as_a_test": of_looked_for(sets | held_out, labels[0]),
        "by_source": per_class(sets | held_out | views, labels),
        "members": of_looked_for(members, labels[0], ("sensitivity", "ppv", "f1")) if members else "One network.",
        "calibration": (
            f"Temperature {calibration['temperature']:.3f}, fitted on {calibration['films']} pictures of the validation part. Expected "
            f"calibration error on the test part: {calibration['ece_before']:.3f} before, {calibration['ece_after']:.3f} after. "
            f"At minimum_probability {abstention['minimum_probability']} the bundle abstains from {share(abstention['abstained'])} "
            f"of the pictures; accuracy of the rest is {share(abstention['accuracy_of_the_rest'])}."
        ),
        "confused": confused(figures),
        "trials": trials(figures),
        "int8": int8(figures),
    }
