"""From data to bundle, step by step: segmenter, boxes, classifier, export, temperature, figures, card.

Everything that can be picked up again after a kill lies in the work folder; the bundle folder holds only what ships.
"""
from __future__ import annotations

import json
import math
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from . import lite
from .architectures import PACKAGED
from .boxes import find_boxes
from .bundle import SEGMENTER, member_files, write_bundle
from .calibration import justified_temperature, softmax, temperature_interval
from .card import write_card
from .evaluate import evaluate, labelled
from .export import export_classifier, export_segmenter
from .film_check import fit_checks, limits, read_calibration
from .film_data import Example
from .finish_classifier import finish_classifier
from .lungbox import LungFinding
from .manifest import Film, read_films, read_grey, read_masked_films, read_slices
from .pipeline import Bundle
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe
from .selection import parts_of, read_pictures
from .splits import CALIBRATION, TRAIN, split_groups
from .train_classifier import settings_of, train_members
from .train_lungs import train_lungs

MODELS = Path(__file__).resolve().parents[2] / "models"


@dataclass(frozen=True)
class Places:
    """The folders of a run: `data` is read only, `work` may be thrown away, `output` is the bundle."""

    data: Path
    work: Path
    output: Path


def build(classifier: ClassifierRecipe, segmenter: SegmenterRecipe | None, weights: str | None, places: Places, unlike: Path | None = None) -> None:
    """Train, export, and finish as the recipe's kind asks. `segmenter` is None for pictures that are classified whole; `unlike` as
    in finish."""
    parts = parts_of(places.data, classifier)
    films, found = read_pictures(places.data, classifier), None
    if segmenter is not None:
        lungs = _lungs(classifier, segmenter, weights, parts, places)
        found = find_boxes(films, lungs, segmenter, places.work / "boxes.json")
    examples = load_examples(films, found, classifier, segmenter)
    training = [e for e in trusted(examples) if parts[e.film.group] == TRAIN] if found else [e for e in examples if parts[e.film.group] == TRAIN]
    validation = [e for e in examples if parts[e.film.group] == CALIBRATION]
    print(f"{classifier.name}: {len(training)} training films, {len(validation)} for validation", flush=True)
    networks = train_members(classifier, training, validation, weights, places.work)
    for network, file in zip(networks, member_files(classifier), strict=True):
        difference = export_classifier(network, classifier.input.width, places.output / file)
        print(f"{file}: differs from PyTorch by at most {difference:.1e}", flush=True)
    if classifier.trains_segmenter:
        finish(classifier, segmenter, places, unlike)
    else:
        finish_classifier(classifier, segmenter, places.data, places.work, places.output)


def _lungs(
    classifier: ClassifierRecipe, segmenter: SegmenterRecipe, weights: str | None, parts: dict[str, str], places: Places
) -> Path:
    """lungs.onnx in the bundle: that of a shipped bundle, whose training saw none of the groups held out here, or a new one."""
    path = places.output / SEGMENTER
    if classifier.lungs_of is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODELS / classifier.lungs_of / SEGMENTER, path)
        return path
    if weights is not None and segmenter.encoder in lite.NAMES:
        weights = PACKAGED  # a path given for the classifier is of another network
    masked, slices = read_masked_films(places.data), read_slices(places.data)
    network = train_lungs(
        segmenter, [m for m in masked if parts[m.group] == TRAIN], [s for s in slices if parts[s.group] == TRAIN],
        weights, places.work,
    )
    difference = export_segmenter(network, segmenter.exported_convention, segmenter.input.width, path)
    print(f"{SEGMENTER}: differs from PyTorch by at most {difference:.1e}", flush=True)
    return path


def load_examples(
    films: list[Film], found: dict[str, LungFinding] | None, classifier: ClassifierRecipe, segmenter: SegmenterRecipe | None
) -> list[Example]:
    """The films that bear one of the recipe's labels, with pixels and trusted box; no boxes where `found` is None."""
    examples = []
    for film in labelled(films, list(classifier.labels)):
        finding = found[film.key] if found is not None else None
        box = finding.box if finding is not None and finding.confidence >= segmenter.minimum_confidence else None
        examples.append(Example(film, read_grey(film.path), classifier.labels.index(film.label), box))
    return examples


def trusted(examples: list[Example]) -> list[Example]:
    """Those with a lung box. The others are mostly films that lie on their side, nearly all Normal and of one source: a
    network shown them would learn that a turned film is a healthy one."""
    return [example for example in examples if example.box is not None]


def finish(classifier: ClassifierRecipe, segmenter: SegmenterRecipe, places: Places, unlike: Path | None = None) -> None:
    """All that follows the weights: the film checks from the train part; temperature and limits from the calibration part;
    bundle.yaml, metrics.json, the card. `unlike` is a folder of pictures that are no frontal chest films, see evaluate."""
    write_bundle(places.output, classifier, segmenter, temperature=1.0)
    bundle = Bundle(places.output)
    films, masked, slices = read_films(places.data), read_masked_films(places.data), read_slices(places.data)
    parts = split_groups(films, masked, slices, classifier.seed)
    known = labelled(films, bundle.labels)
    distance, strange = fit_checks(places.output, bundle, [f for f in known if parts[f.group] == TRAIN], classifier.abstain)
    read = read_calibration(bundle, distance, [f for f in known if parts[f.group] == CALIBRATION])
    interval = temperature_interval(read.logits, read.labels, read.groups)
    temperature = justified_temperature(interval)
    folds = _cross_validation(classifier, places.work / "cross-validation.json")
    found = limits(read, strange, softmax(read.logits, temperature), classifier.abstain)
    if folds:
        # The least probable films of a few hundred are a handful; cross-validation has read thousands.
        found = replace(found, minimum_probability=math.floor(100 * folds["minimum_probability"]) / 100)
    write_bundle(places.output, classifier, segmenter, temperature, found)
    figures = evaluate(places.output, places.data, classifier.seed, unlike=unlike)
    figures["calibration"]["fitted_temperature"] = interval
    # Training runs of their own, so evaluate cannot repeat them: their figures are carried over from the work folder.
    figures["leave_one_source_out"] = [json.loads(p.read_text()) for p in sorted(places.work.glob("without-*.json"))]
    figures["cross_validation"] = folds
    figures["trained_with"] = {
        "torch": torch.__version__, "seed": classifier.seed,
        "epochs": _epochs_done(places.work / f"{classifier.name}.pt"), "epochs_of_recipe": classifier.epochs,
    }
    (places.output / "metrics.json").write_text(readable_json(rounded(figures)) + "\n", encoding="utf-8")
    write_card(places.output)


def _cross_validation(classifier: ClassifierRecipe, path: Path) -> dict[str, Any] | None:
    """What cross-validate left in the work folder, None where it was not run. Figures of another recipe are an error."""
    if not path.exists():
        return None
    folds = json.loads(path.read_text())
    if folds.pop("settings", None) != str(settings_of(classifier)):
        raise ValueError(f"{path.name} is of other settings: run cross-validate again, or remove it")
    return folds


def _epochs_done(checkpoint: Path) -> int | None:
    """How many epochs the weights saw: fewer than the recipe's where a run was cut short. None without a checkpoint."""
    return torch.load(checkpoint, weights_only=True)["epoch"] + 1 if checkpoint.exists() else None
