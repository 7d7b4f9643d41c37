"""The whole machinery on a handful of drawn films: it learns, resumes, exports, and both engines agree."""
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from pacs_watch_training.bundle import write_bundle
from pacs_watch_training.export import export_classifier, export_segmenter
from pacs_watch_training.film_check import Limits
from pacs_watch_training.film_data import Example, sampling_weights
from pacs_watch_training.likeness import fit_display, fit_distance
from pacs_watch_training.lungbox import Box
from pacs_watch_training.manifest import Film, MaskedFilm
from pacs_watch_training.networks import FilmClassifier, LungUNet
from pacs_watch_training.pipeline import Bundle
from pacs_watch_training.recipe import ClassifierRecipe, InputSpec, SegmenterRecipe, load_recipe
from pacs_watch_training.reference import reference_film, write_reference
from pacs_watch_training.train_classifier import train_classifier
from pacs_watch_training.train_lungs import train_lungs

SMALL = InputSpec(64, 64, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
CLASSIFIER = replace(load_recipe("chest-xray-3class", ClassifierRecipe), input=SMALL, epochs=2, batch_size=4)
LUNGS = replace(
    load_recipe("lungs", SegmenterRecipe), input=SMALL, epochs=1, batch_size=2, negatives={"synthetic": 2, "ct": 0}
)


def examples() -> list[Example]:
    rng = np.random.default_rng(0)
    return [
        Example(
            Film(Path("x"), str(i), CLASSIFIER.labels[i % 3], "PA", str(i), "a" if i < 6 else "b"),
            rng.integers(0, 256, (70, 80)).astype(np.uint8), i % 3, Box(5, 5, 70, 60) if i % 2 else None,
        )
        for i in range(9)
    ]


def test_sampling_makes_classes_equal() -> None:
    films = examples()
    weights = sampling_weights(films[:8], 0.5, most_draws=4)
    for label in range(3):
        assert weights[[e.label == label for e in films[:8]]].sum() == pytest.approx(1)


def test_sampling_counts_a_source_by_groups_and_draws_no_film_without_end() -> None:
    def film(i: int, source: str, group: str) -> Example:
        return Example(Film(Path("x"), str(i), "Normal", "PA", group, source), np.zeros((1, 1), np.uint8), 0, None)

    many = [film(i, "many patients", str(i)) for i in range(64)]
    few = [film(100 + i, "four patients", f"few{i % 4}") for i in range(64)]
    weights = sampling_weights([*many, *few], 0.5, most_draws=4)
    assert weights[:64].sum() == pytest.approx(0.8) and weights[64:].sum() == pytest.approx(0.2)
    lone = sampling_weights([*many, film(999, "one film", "lone")], 0.5, most_draws=4)
    assert lone[-1] == pytest.approx(4 / 65) and lone.sum() == pytest.approx(1)


def test_a_killed_run_goes_on_and_a_finished_one_returns(tmp_path: Path) -> None:
    checkpoint = tmp_path / "c.pt"
    train_classifier(CLASSIFIER, examples(), [], None, checkpoint)
    again = train_classifier(CLASSIFIER, examples(), [], None, checkpoint)
    kept = torch.load(checkpoint, weights_only=True)
    assert kept["epoch"] == 1
    assert torch.equal(kept["averaged"]["head.weight"], again.state_dict()["head.weight"])
    with pytest.raises(ValueError, match="other settings"):
        train_classifier(replace(CLASSIFIER, dropout=0.9), examples(), [], None, checkpoint)


def test_segmenter_trains_on_masks_of_both_conventions(tmp_path: Path) -> None:
    films = []
    for i, convention in enumerate(("heart excluded", "retrocardiac lung included") * 2):
        mask = np.zeros((50, 60), np.uint8)
        mask[10:40, 10:50] = 255
        for name, picture in (("film", mask // 2 + 40), ("mask", mask)):
            cv2.imwrite(str(tmp_path / f"{name}{i}.png"), picture)
        films.append(MaskedFilm(tmp_path / f"film{i}.png", tmp_path / f"mask{i}.png", str(i), "drawn", convention))
    network = train_lungs(LUNGS, films, [], None, tmp_path)
    assert network(torch.zeros(1, 3, 64, 64)).shape == (1, 2, 64, 64)


def test_exported_bundle_reads_a_film_alike_in_both_engines(tmp_path: Path) -> None:
    torch.manual_seed(0)
    lungs, classifier = LungUNet(None, 64, LUNGS.decoder_widths).eval(), FilmClassifier(None, 64, 3).eval()
    assert export_segmenter(lungs, LUNGS.exported_convention, 64, tmp_path / "lungs.onnx") < 1e-4
    assert export_classifier(classifier, 64, tmp_path / "classifier.onnx") < 1e-4
    features = np.random.default_rng(1).normal(0, 1, (60, 320))
    fit_distance(features, 0.1).save(tmp_path)
    fit_display(features, np.arange(60) % 4, 0.001).save(tmp_path)
    write_bundle(tmp_path, CLASSIFIER, LUNGS, 1.5, Limits(0.4, 3.0, 2.0, 0.7, 0.2, 0.05, 0.4))
    one, other = Bundle(tmp_path, "onnxruntime"), Bundle(tmp_path, "openvino")
    film, box = reference_film(), Box(41, 33, 259, 229)
    a, b = one.classify(film, box), other.classify(film, box)
    assert np.allclose(a.logits, b.logits, atol=1e-4) and np.allclose(a.feature_map, b.feature_map, atol=1e-4)
    assert np.allclose(one.head_weights @ a.feature_map.mean(axis=(1, 2)) + one.head_bias, a.logits, atol=1e-4)
    assert one.grad_cam(a, 0).min() >= 0
    assert np.allclose(one.look(film).features, other.look(film).features, atol=1e-4)
    write_reference(tmp_path / "reference", tmp_path)
    (tmp_path / "head_bias.npy").write_bytes(b"changed")
    with pytest.raises(ValueError, match="head_bias"):
        Bundle(tmp_path)
