"""Which films a recipe takes, and a bundle without a segmenter, and one of several networks."""
import csv
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from pacs_watch_training import finish_classifier as finishing
from pacs_watch_training.build import Places, build
from pacs_watch_training.ensemble import fit_shared_temperature, mean_probabilities
from pacs_watch_training.heatmaps import write_heatmaps
from pacs_watch_training.manifest import Film
from pacs_watch_training.pipeline import Bundle
from pacs_watch_training.recipe import RECIPES, Augmentation, ClassifierRecipe, InputSpec, load_recipe
from pacs_watch_training.selection import HELD_OUT, classified, parts_of, read_pictures

SMALL = InputSpec(64, 64, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
CT = replace(load_recipe("chest-ct-covid", ClassifierRecipe), input=SMALL, epochs=2, batch_size=4, held_out_sources=("far",))


def films(**counts: int) -> list[Film]:
    return [
        Film(Path("x"), f"{name}{i}", label, "PA", f"{name}{i // 2}", source, label)
        for name, count in counts.items() for label, source in [tuple(name.split("_"))] for i in range(count)
    ]


def drawn_slices(root: Path) -> Path:
    """Slices of two classes that differ: one has a bright blot. A third source holds one class alone."""
    (root / "ct").mkdir(parents=True)
    rng, rows = np.random.default_rng(0), []
    for i in range(72):
        label, source = ("COVID", "Non-COVID")[i % 2], "far" if i % 6 == 0 else "near"
        image = rng.integers(40, 90, (60, 70)).astype(np.uint8)
        if label == "COVID":
            cv2.circle(image, (int(rng.integers(20, 50)), int(rng.integers(20, 40))), 12, 230, -1)
        cv2.imwrite(str(root / "ct" / f"{i}.png"), image)
        rows.append({"path": f"{i}.png", "label": label, "source": source, "group": str(i), "width": "70", "height": "60"})
    with open(root / "ct" / "manifest.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader(), writer.writerows(rows)
    return root


def test_every_recipe_is_whole() -> None:
    names = [p.stem for p in RECIPES.glob("*.yaml") if "kind: classifier" in p.read_text()]
    assert len(names) >= 5
    for name in names:
        recipe = load_recipe(name, ClassifierRecipe)
        assert recipe.name == name and len(recipe.labels) >= 2
    with pytest.raises(ValueError, match="unknown"):
        load_recipe(names[0], ClassifierRecipe, {"epoch": 3})
    with pytest.raises(ValueError, match="keep is one of"):
        load_recipe(names[0], ClassifierRecipe, {"keep": "best"})
    assert load_recipe(names[0], ClassifierRecipe, {"augmentation": "none"}).augmentation == Augmentation.of("none")


def test_classes_are_made_by_rules_and_cut_to_their_share() -> None:
    recipe = replace(CT, labels=("yes", "no"), classes={
        "yes": [{"label": ["ill"]}],
        "no": [{"label": ["we*"], "films": 0.5}, {"finding": ["sick"], "source": ["b"], "films": 0.25}],
    })
    kept = classified(films(ill_a=20, well_a=60, well_b=60, sick_b=30, sick_c=9), recipe)
    assert [sum(f.label == label for f in kept) for label in recipe.labels] == [20, 15]
    well = [f.source for f in kept if f.finding == "well"]
    assert sorted(well.count(s) for s in "ab") in ([4, 6], [5, 5]), "sources alike"
    assert {f.source for f in kept if f.finding == "sick"} == {"b"}
    rare = replace(recipe, count_by="no", classes={"yes": [{"label": ["ill"], "films": 0.125}], "no": [{"label": ["well"]}]})
    assert [sum(f.label == label for f in classified(films(ill_a=40, well_a=80), rare)) for label in ("yes", "no")] == [10, 80]


def test_a_ct_recipe_ends_in_a_bundle_without_segmenter_and_reads_the_source_left_out(tmp_path: Path, monkeypatch) -> None:
    data, output = drawn_slices(tmp_path / "data"), tmp_path / "bundle"
    parts = parts_of(data, CT)
    assert {f.source for f in read_pictures(data, CT) if parts[f.group] == HELD_OUT} == {"far"}
    build(CT, None, None, Places(data, tmp_path / "work", output))
    bundle = Bundle(output, "openvino")
    assert not bundle.has_segmenter and bundle.manifest["accepts"]["modalities"] == ["CT"]
    figures = json.loads((output / "metrics.json").read_text())
    assert set(figures["held_out"]) == {"far"} and figures["held_out"]["far"]["films"] == 12
    assert "near, never" not in (output / "MODEL_CARD.md").read_text() and "{{" not in (output / "MODEL_CARD.md").read_text()
    for row in figures["most_confused"]:
        assert row["truth"] != row["read_as"]
    write_heatmaps(output, CT, data, tmp_path / "maps.png", 2)
    assert cv2.imread(str(tmp_path / "maps.png")).shape == (2 * 224, 4 * 224, 3)


def test_a_bagged_bundle_averages_the_probabilities_of_its_networks(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(finishing, "write_classifier_card", lambda folder: None)
    recipe = replace(CT, name="bagged", members=2, epochs=1, frozen_epochs=0)
    data, output = drawn_slices(tmp_path / "data"), tmp_path / "bundle"
    build(recipe, None, None, Places(data, tmp_path / "work", output))
    bundle = Bundle(output)
    reading = bundle.read(np.full((60, 70), 90, np.uint8))
    assert reading.members.shape == (2, 2) and not np.allclose(reading.members[0], reading.members[1])
    each = np.exp(reading.members / bundle.temperature)
    assert np.allclose(reading.probabilities, (each / each.sum(axis=1, keepdims=True)).mean(axis=0))
    assert len(json.loads((output / "metrics.json").read_text())["members"]) == 2
    (output / "head_bias-2.npy").write_bytes(b"changed")
    with pytest.raises(ValueError, match="head_bias-2"):
        Bundle(output)


def test_the_shared_temperature_is_found_again() -> None:
    rng = np.random.default_rng(0)
    honest = np.stack([rng.normal(0, 2, (4000, 3)) for _ in range(2)])
    labels = np.array([rng.choice(3, p=p) for p in mean_probabilities(honest, 1.0)])
    assert fit_shared_temperature(honest * 1.8, labels) == pytest.approx(1.8, rel=0.1)
