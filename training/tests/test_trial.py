"""A trial is read on parts that it was not trained on, one network a seed."""
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pacs_watch_training import trial as module
from pacs_watch_training.film_data import Example
from pacs_watch_training.measured_tables import across_seeds, trials
from pacs_watch_training.networks import FilmClassifier
from pacs_watch_training.recipe import ClassifierRecipe
from pacs_watch_training.selection import parts_of
from pacs_watch_training.splits import TEST, TRAIN
from pacs_watch_training.train_classifier import new_network
from pacs_watch_training.trial import trial
from test_card import drawn_data
from test_cross_validation import LUNGS, RECIPE


def test_each_seed_is_a_network_of_its_own_read_on_the_same_films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, work = drawn_data(tmp_path / "data"), tmp_path / "work"
    work.mkdir()
    seen: list[tuple[int, set[str]]] = []

    def trained(recipe: ClassifierRecipe, training: list[Example], *_: object) -> FilmClassifier:
        seen.append((recipe.seed, {e.film.group for e in training}))
        return new_network(recipe, None).eval()

    monkeypatch.setattr(module, "train_classifier", trained)
    reports = trial("some", RECIPE, LUNGS, None, data, None, work, seeds=3)
    groups_of = parts_of(data, RECIPE)
    films = {f.group: groups_of[f.group] for f in module.read_pictures(data, RECIPE)}
    assert [seed for seed, _ in seen] == [RECIPE.seed, RECIPE.seed + 1, RECIPE.seed + 2]
    assert all(groups == {g for g, part in films.items() if part == TRAIN} for _, groups in seen)
    assert all(r["inside"]["films"] == sum(part == TEST for part in films.values()) for r in reports)
    assert [json.loads(p.read_text())["seed"] for p in sorted(work.glob("trial-some-*.json"))] == [r["seed"] for r in reports]
    values = [r["inside"]["balanced_accuracy"][0] for r in reports]
    assert f"{sum(values) / 3:.3f} ({min(values):.3f}-{max(values):.3f})" in across_seeds(reports)


def test_films_of_a_source_left_out_are_read_apart_and_never_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, work = drawn_data(tmp_path / "data"), tmp_path / "work"
    work.mkdir()
    sources = {f.source for f in module.read_pictures(data, RECIPE)}
    left_out = sorted(sources)[0]
    trained_on: set[str] = set()

    def trained(recipe: ClassifierRecipe, training: list[Example], *_: object) -> FilmClassifier:
        trained_on.update(e.film.source for e in training)
        return new_network(recipe, None).eval()

    monkeypatch.setattr(module, "train_classifier", trained)
    [report] = trial("without", replace(RECIPE, held_out_sources=(left_out,)), LUNGS, None, data, None, work)
    films = [f for f in module.read_pictures(data, RECIPE) if f.source == left_out]
    assert left_out not in trained_on and report["outside"]["films"] == len(films)
    assert report["left_out"] == [left_out] and "without" in trials({"trials": [report]})
