"""Each film is read once, by networks that never saw its group."""
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pacs_watch_training import cross_validate as module
from pacs_watch_training.build import _cross_validation
from pacs_watch_training.cross_validate import RESULT, cross_validate
from pacs_watch_training.film_data import Example
from pacs_watch_training.recipe import ClassifierRecipe
from pacs_watch_training.train_classifier import settings_of
from test_card import CLASSIFIER, LUNGS, drawn_data

# Nothing is cropped: the drawn films need no segmenter here.
RECIPE = replace(CLASSIFIER, steps=({"step": "resize"}, {"step": "channels", "recipe": "gray3"}), epochs=1, batch_size=4)


def test_every_film_is_read_once_by_a_network_that_never_saw_its_group(tmp_path: Path) -> None:
    report = cross_validate(RECIPE, LUNGS, None, drawn_data(tmp_path / "data"), None, tmp_path / "work", folds=2)
    assert report["pooled"]["films"] == 24 and sum(part["films"] for part in report["by_source"].values()) == 24
    assert len(report["temperatures"]) == len(report["ece_of_folds"]) == 2
    assert json.loads((tmp_path / "work" / RESULT).read_text())["pooled"]["films"] == 24
    # A finished run reads its checkpoints: one a fold, of its own folder.
    assert len(list((tmp_path / "work").glob("fold-*-of-2/*.pt"))) == 2


def test_figures_of_another_recipe_are_not_taken_into_a_card(tmp_path: Path) -> None:
    kept = tmp_path / RESULT
    assert _cross_validation(RECIPE, kept) is None
    kept.write_text(json.dumps({"folds": 5, "settings": str(settings_of(RECIPE))}))
    assert _cross_validation(RECIPE, kept) == {"folds": 5}
    with pytest.raises(ValueError, match="other settings"):
        _cross_validation(replace(RECIPE, epochs=2), kept)


def test_no_group_is_on_both_sides_of_a_fold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[set[str], set[str]]] = []

    def trained(recipe: ClassifierRecipe, training: list[Example], *_: object) -> list[set[str]]:
        return [{e.film.group for e in training}]

    def read(network: set[str], held_out: list[Example], recipe: ClassifierRecipe) -> np.ndarray:
        seen.append((network, {e.film.group for e in held_out}))
        return np.array([[2.0 * (e.label == k) for k in range(3)] for e in held_out])

    monkeypatch.setattr(module, "train_members", trained)
    monkeypatch.setattr(module, "torch_logits", read)
    (tmp_path / "work").mkdir()
    report = cross_validate(RECIPE, LUNGS, None, drawn_data(tmp_path / "data"), None, tmp_path / "work", folds=3)
    everything = {str(i) for i in range(24)}
    assert all(training == everything - held_out for training, held_out in seen)
    assert sorted(group for _, held_out in seen for group in held_out) == sorted(everything)
    assert report["pooled"]["accuracy"][0] == 1.0


def test_an_epoch_is_not_chosen_on_the_fold_that_it_is_read_on(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="an epoch cannot be chosen"):
        cross_validate(replace(RECIPE, keep="best-f1"), LUNGS, None, drawn_data(tmp_path / "data"), None, tmp_path / "work", folds=2)
