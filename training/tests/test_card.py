"""From files on disk to a card: the drawn data is senseless, the path is the real one."""
import csv
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch
import yaml

from pacs_watch_training import evaluate_lungs
from pacs_watch_training.build import Places, finish
from pacs_watch_training.card import epochs
from pacs_watch_training.export import export_classifier, export_segmenter
from pacs_watch_training.networks import FilmClassifier, LungUNet
from pacs_watch_training.recipe import ClassifierRecipe, InputSpec, SegmenterRecipe, load_recipe
from pacs_watch_training.reference import reference_film

SMALL = InputSpec(64, 64, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
SHIPPED = load_recipe("chest-xray-3class", ClassifierRecipe)
CLASSIFIER = replace(SHIPPED, input=SMALL, abstain=SHIPPED.abstain | {"strange_films": 2})
# A segmenter that was never trained is sure of nothing: its masks count all the same.
LUNGS = replace(load_recipe("lungs", SegmenterRecipe), input=SMALL, minimum_confidence=0.0)


def drawn_data(root: Path) -> Path:
    """24 films of three classes and two sources, 12 with masks, 12 slices."""
    film = cv2.resize(reference_film(), (60, 52))
    mask = ((film < 90) & (np.indices(film.shape)[0] > 5)).astype(np.uint8) * 255
    rows: dict[str, list[dict[str, str]]] = {"cxr": [], "lungs": [], "ct": []}
    for i in range(24):
        label, source = CLASSIFIER.labels[i % 3], "ab"[i % 2]
        rows["cxr"].append({"path": f"{i}.png", "label": label, "finding": label, "view": "AP Supine" if i % 4 else "PA",
                            "patient": str(i), "group": str(i), "source": source, "width": "60", "height": "52"})
    for i in range(12):
        rows["lungs"].append({"image": f"{i}.png", "mask": f"m{i}.png", "source": "drawn", "group": str(i),
                              "mask_convention": "heart excluded", "width": "60", "height": "52"})
        rows["ct"].append({"path": f"{i}.png", "label": "COVID", "source": "drawn", "group": str(i), "width": "60", "height": "52"})
    for folder, entries in rows.items():
        (root / folder).mkdir(parents=True)
        with open(root / folder / "manifest.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, entries[0])
            writer.writeheader(), writer.writerows(entries)
        for i in range(24):
            cv2.imwrite(str(root / folder / f"{i}.png"), film + np.uint8(i))
            cv2.imwrite(str(root / folder / f"m{i}.png"), mask)
    return root


def test_every_figure_of_the_card_is_filled_in(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(evaluate_lungs, "JUNK_READ", 2)
    torch.manual_seed(0)
    output = tmp_path / "bundle"
    export_segmenter(LungUNet(None, 64, LUNGS.decoder_widths).eval(), LUNGS.exported_convention, 64, output / "lungs.onnx")
    export_classifier(FilmClassifier(None, 64, 3).eval(), 64, output / "classifier.onnx")
    unlike = tmp_path / "unlike"
    (unlike / "photographs").mkdir(parents=True)
    cv2.imwrite(str(unlike / "photographs" / "a.png"), np.full((40, 40), 9, np.uint8))
    finish(CLASSIFIER, LUNGS, Places(drawn_data(tmp_path / "data"), tmp_path / "work", output), unlike)
    card = (output / "MODEL_CARD.md").read_text()
    assert "{{" not in card and "not a medical device" in card.lower()
    figures = json.loads((output / "metrics.json").read_text())
    assert figures["pooled"]["films"] == sum(sum(row) for row in figures["pooled"]["confusion"]) > 0
    assert set(figures["by_view"]) <= {"AP", "PA"}
    assert [k["kind"] for k in figures["checks"]["unlike"]] == ["photographs"]
    manifest = yaml.safe_load((output / "bundle.yaml").read_text())
    assert manifest["abstain"]["distance"]["limit"] > 0 and "| photographs | 1 |" in card


def test_a_run_that_stopped_early_says_so() -> None:
    assert epochs({"epochs": 10, "epochs_of_recipe": 10}) == "all 10 epochs of its recipe"
    assert "cut short" in epochs({"epochs": 5, "epochs_of_recipe": 6})
