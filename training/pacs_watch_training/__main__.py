"""The commands. `python -m pacs_watch_training COMMAND --help` tells more."""
from __future__ import annotations

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

from . import tables
from .build import Places, build, finish, rounded
from .bundle import SEGMENTER
from .evaluate import evaluate
from .leave_source_out import leave_source_out
from .recipe import ClassifierRecipe, SegmenterRecipe, load_recipe
from .reference import write_reference
from .runtime import ENGINES

UNLIKE = "folder with a folder for each kind of picture that is no upright frontal chest film (laterals, photographs)"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pacs-watch-training"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="pacs_watch_training", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in (
        ("build", "train, export, calibrate, measure and write the bundle; goes on where a killed run stopped"),
        ("finish", "only what follows the weights: temperature, bundle.yaml, metrics.json, the card"),
        ("leave-source-out", "train without one source and read it"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--recipe", required=True, help="name in recipes/ or path of a YAML file")
        command.add_argument("--data", required=True, type=Path, help="folder with cxr/, lungs/ and ct/")
        command.add_argument("--weights", default="efficientnet-lite0", help="package name, path, or 'none' for random ones")
        command.add_argument("--work", type=Path, default=CACHE, help="checkpoints and boxes; default: the user's cache")
        if name == "leave-source-out":
            command.add_argument("--source", required=True)
            command.add_argument("--bundle", required=True, type=Path, help="bundle whose lung segmenter is used")
            command.add_argument("--epochs", type=int, help="another number than the recipe's; the card states it")
        else:
            command.add_argument("--output", required=True, type=Path, help="folder of the bundle")
            command.add_argument("--unlike", type=Path, help=UNLIKE)
    command = commands.add_parser("evaluate", help="print every figure that the card quotes, from the bundle's files")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--data", required=True, type=Path)
    command.add_argument("--recipe", help="recipe whose seed fixed the held-out groups; default: the bundle's name")
    command.add_argument("--unlike", type=Path, help=UNLIKE)
    command.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    command = commands.add_parser("reference", help="write film.png and expected.json for the Swift tests")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--output", required=True, type=Path)
    return top


def main() -> None:
    options = parser().parse_args()
    if options.command == "reference":
        return write_reference(options.output, options.bundle)
    if options.command == "evaluate":
        classifier = load_recipe(options.recipe or options.bundle.resolve().name, ClassifierRecipe)
        figures = evaluate(options.bundle, options.data, classifier.seed, options.engine, options.unlike)
        kept = options.bundle / "metrics.json"
        if kept.exists():
            earlier = json.loads(kept.read_text())
            figures["leave_one_source_out"] = earlier.get("leave_one_source_out")
            figures["calibration"]["fitted_temperature"] = earlier["calibration"]["fitted_temperature"]
            if options.unlike is None:
                figures["checks"]["unlike"] = earlier["checks"]["unlike"]
        # Rounded as metrics.json is, so that the last digit agrees with the card's.
        for name, text in tables.report(rounded(figures)).items():
            print(f"## {name}\n\n{text}\n")
        return None
    classifier = load_recipe(options.recipe, ClassifierRecipe)
    segmenter = load_recipe(classifier.segmenter, SegmenterRecipe)
    weights = None if options.weights == "none" else options.weights
    work = options.work / classifier.name
    if options.command == "leave-source-out":
        lungs = options.bundle / SEGMENTER
        if options.epochs:
            classifier = replace(classifier, epochs=options.epochs)
        report = leave_source_out(classifier, segmenter, options.source, weights, options.data, lungs, work)
        print(tables.strange({"leave_one_source_out": [report]}, list(classifier.labels)))
        return None
    places = Places(options.data, work, options.output)
    if options.command == "build":
        return build(classifier, segmenter, weights, places, options.unlike)
    return finish(classifier, segmenter, places, options.unlike)


if __name__ == "__main__":
    main()
