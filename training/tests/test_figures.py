"""Splits and figures on data small enough to check by hand."""
import json
from pathlib import Path

import numpy as np
import pytest

from pacs_watch_training.calibration import expected_calibration_error, fit_temperature, softmax
from pacs_watch_training.manifest import Film, MaskedFilm
from pacs_watch_training.metrics import auroc, classification, wilson
from pacs_watch_training.readable_json import readable_json
from pacs_watch_training.splits import SHARES, split_groups


def films(count: int) -> list[Film]:
    return [Film(Path("x"), str(i), "Normal", "PA", f"g{i // 2}", "here") for i in range(count)]


def test_a_group_is_in_one_part_and_both_manifests_agree() -> None:
    masked = [MaskedFilm(Path("x"), Path("y"), f"g{i}", "drawn", "heart excluded") for i in range(40)]
    parts = split_groups(films(200), masked, [], seed=3)
    assert set(parts) == {f"g{i}" for i in range(100)}
    assert parts == split_groups(films(200), masked, [], seed=3)
    for part, share in SHARES.items():
        assert abs(sum(p == part for p in parts.values()) / 100 - share) < 0.05


def test_wilson_and_auroc_by_hand() -> None:
    assert wilson(0, 0) is None
    share, low, high = wilson(8, 10)
    assert (round(share, 3), round(low, 3), round(high, 3)) == (0.8, 0.49, 0.943)
    positive = np.array([True, True, False, False])
    assert auroc(positive, np.array([0.9, 0.4, 0.4, 0.1])) == 0.875


def test_temperature_is_found_again() -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(0, 2, (4000, 3))
    labels = np.array([rng.choice(3, p=p) for p in softmax(honest)])
    assert fit_temperature(honest * 2.5, labels) == pytest.approx(2.5, rel=0.1)
    assert expected_calibration_error(softmax(honest * 2.5, 2.5), labels) < 0.03
    assert expected_calibration_error(softmax(honest * 2.5), labels) > 0.08


def test_confusion_counts_rows_as_truth() -> None:
    labels = np.array([0, 0, 1, 2])
    probabilities = np.eye(3)[[0, 1, 1, 2]]
    part = classification(labels, probabilities, ["a", "b", "c", "d"], ["x", "y", "z"])
    assert part["confusion"] == [[1, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert part["balanced_accuracy"][0] == pytest.approx((0.5 + 1 + 1) / 3)


def test_two_classes_are_compared_by_the_share_of_their_own_probabilities() -> None:
    labels = np.array([0, 0, 1, 1, 2])
    # Against x, y is called by the share of 0.1 / 0.4, not by 0.3: what z takes of the first film must not count.
    probabilities = np.array([[0.3, 0.1, 0.6], [0.8, 0.2, 0.0], [0.35, 0.65, 0.0], [0.2, 0.7, 0.1], [0.0, 0.0, 1.0]])
    part = classification(labels, probabilities, list("abcde"), ["x", "y", "z"])["between"]
    assert part["x / y"][0] == 1.0 and auroc(labels == 0, probabilities[:, 0]) < 1.0
    only = classification(labels[:2], probabilities[:2], ["a", "b"], ["x", "y", "z"])["between"]
    assert only == {"x / y": None, "x / z": None, "y / z": None}


def test_readable_json_is_the_same_data_in_few_lines() -> None:
    value = {"named": {str(i): {"share": [0.1, i, None], "text": 'a "quoted" word'} for i in range(9)}, "empty": [], "flag": True}
    text = readable_json(value)
    assert json.loads(text) == value
    assert 9 < text.count("\n") < 20
