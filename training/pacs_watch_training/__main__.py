"""The commands. `python -m pacs_watch_training COMMAND --help` tells more."""
from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from . import measured_tables, tables
from .build import MODELS, Places, build, finish, load_examples
from .bundle import SEGMENTER, member_files
from .card import write_card
from .command_line import parser
from .cross_validate import cross_validate
from .evaluate import evaluate
from .film_data import film_loader
from .finish_classifier import finish_classifier, write_classifier_card
from .heatmaps import write_heatmaps
from .leave_source_out import leave_source_out
from .measure import measure
from .quantize import quantize
from .rate_finder import find_rate
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe, load_recipe
from .reference import write_reference
from .runtime import engine_of
from .selection import parts_of, read_pictures
from .splits import TRAIN
from .train_classifier import loss_function, new_network, plan_of
from .trial import trial


def main() -> None:
    options = parser().parse_args()
    if options.command == "reference":
        return write_reference(options.output, options.bundle)
    name = getattr(options, "recipe", None) or options.bundle.resolve().name
    classifier = load_recipe(name, ClassifierRecipe, dict(getattr(options, "changes", [])))
    if options.command == "evaluate":
        engine = options.engine or engine_of(options.bundle / member_files(classifier)[0])
        return _evaluate(classifier, options.bundle, options.data, engine, options.unlike)
    if options.command == "quantize":
        return _quantize(classifier, options.bundle, options.data, options.output)
    if options.command == "heatmaps":
        return write_heatmaps(options.bundle, classifier, options.data, options.output, options.films)
    segmenter = load_recipe(classifier.segmenter, SegmenterRecipe) if classifier.segmenter else None
    weights = None if options.weights == "none" else options.weights
    work = options.work / classifier.name
    match options.command:
        case "build":
            build(classifier, segmenter, weights, Places(options.data, work, options.output), options.unlike)
        case "finish" if classifier.trains_segmenter:
            finish(classifier, segmenter, Places(options.data, work, options.output), options.unlike)
        case "finish":
            finish_classifier(classifier, segmenter, options.data, work, options.output)
        case "leave-source-out":
            classifier = replace(classifier, epochs=options.epochs) if options.epochs else classifier
            report = leave_source_out(classifier, segmenter, options.source, weights, options.data, options.bundle / SEGMENTER, work)
            print(tables.strange({"leave_one_source_out": [report]}, list(classifier.labels)))
        case "cross-validate":
            report = cross_validate(classifier, segmenter, weights, options.data, _lungs_of(classifier, segmenter), work, options.folds)
            print(tables.cross_validation({"cross_validation": rounded(report)}, list(classifier.labels)))
        case "trial":
            if options.without:
                classifier = replace(classifier, held_out_sources=(*classifier.held_out_sources, *options.without))
            lungs = _lungs_of(classifier, segmenter)
            reports = trial(options.name, classifier, segmenter, weights, options.data, lungs, work, options.seeds)
            print(measured_tables.trials({"trials": reports}))
            if len(reports) > 1:
                print(f"\n{measured_tables.across_seeds(reports)}")
        case "find-rate":
            parts, films = parts_of(options.data, classifier), read_pictures(options.data, classifier)
            training = load_examples([f for f in films if parts[f.group] == TRAIN], None, classifier, None)
            curve = find_rate(
                new_network(classifier, weights), lambda epoch: film_loader(training, classifier, epoch),
                loss_function(classifier, training), plan_of(classifier), options.steps,
            )
            work.mkdir(parents=True, exist_ok=True)
            curve.write(work / "rates")
            print(f"The loss falls fastest at {curve.steepest:.1e}; the curve is {work / 'rates.png'}")


def _lungs_of(classifier: ClassifierRecipe, segmenter: SegmenterRecipe | None) -> Path | None:
    """The lung segmenter of the shipped bundle that a run beside the build crops with; None where pictures are taken whole."""
    return MODELS / (classifier.lungs_of or classifier.name) / SEGMENTER if segmenter else None


def _quantize(classifier: ClassifierRecipe, folder: Path, data: Path, output: Path) -> None:
    """The int8 copy in `output`; both bundles' figures go into the card of the one that they were made of, too."""
    figures = rounded(quantize(folder, classifier, data, output))
    kept = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    (folder / "metrics.json").write_text(readable_json(kept | {"int8": figures}) + "\n", encoding="utf-8")
    (write_card if classifier.trains_segmenter else write_classifier_card)(folder)
    print(tables.int8_table(figures))


def _evaluate(classifier: ClassifierRecipe, bundle: Path, data: Path, engine: str, unlike: Path | None) -> None:
    kept = json.loads((bundle / "metrics.json").read_text()) if (bundle / "metrics.json").exists() else {}
    # Trainings of their own, which evaluate cannot repeat, come from metrics.json. Rounded as that is, so that the last digit
    # agrees with the card's.
    if classifier.trains_segmenter:
        figures = evaluate(bundle, data, classifier.seed, engine, unlike)
        if kept:
            figures["leave_one_source_out"] = kept.get("leave_one_source_out")
            figures["cross_validation"] = kept.get("cross_validation")
            figures["int8"] = kept.get("int8")
            figures["calibration"]["fitted_temperature"] = kept["calibration"]["fitted_temperature"]
            if unlike is None:
                figures["checks"]["unlike"] = kept["checks"]["unlike"]
        report = tables.report(rounded(figures))
    else:
        figures = measure(bundle, data, classifier, engine)
        report = measured_tables.report(rounded(figures | {k: kept[k] for k in ("trained_with", "trials", "int8") if k in kept}))
    for name, text in report.items():
        print(f"## {name}\n\n{text}\n")


if __name__ == "__main__":
    main()
