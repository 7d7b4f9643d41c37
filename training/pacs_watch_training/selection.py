"""Which pictures a recipe trains on and under which label.

`classes` of a recipe maps each label to rules. A rule is a mapping of manifest columns (label, finding, source, view) to
accepted values, `*` as in file names; a film belongs to the first class that has a rule it meets. `films: R` in a rule keeps
at most R times as many films as the class `count_by` has (the first, if none is named), whole groups, as many from each of
its sources as there are, so that none swamps the others.
"""
from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from .manifest import Film, read_ct_films, read_films, read_masked_films, read_slices
from .recipe import ClassifierRecipe
from .splits import split_groups

HELD_OUT = "held out"


def read_pictures(data: Path, recipe: ClassifierRecipe) -> list[Film]:
    """The recipe's pictures, each under the recipe's label."""
    films = {"cxr": read_films, "ct": read_ct_films}[recipe.pictures](data)
    films = [f for f in films if not recipe.views or f.view in recipe.views]
    return classified(films, recipe) if recipe.classes else [f for f in films if f.label in recipe.labels]


def parts_of(data: Path, recipe: ClassifierRecipe) -> dict[str, str]:
    """group -> part. The same groups are held out for every recipe of one seed, and so for the lung segmenter."""
    if recipe.pictures == "ct":
        parts, films = split_groups([], [], read_slices(data), recipe.seed), read_ct_films(data)
    else:
        films = read_films(data)
        slices = read_slices(data) if (data / "ct").exists() else []
        parts = split_groups(films, read_masked_films(data), slices, recipe.seed)
    return parts | {f.group: HELD_OUT for f in films if f.source in recipe.held_out_sources}


def meets(film: Film, rule: dict[str, Any]) -> bool:
    return all(
        any(fnmatchcase(getattr(film, column), pattern) for pattern in patterns)
        for column, patterns in rule.items() if column != "films"
    )


def classified(films: list[Film], recipe: ClassifierRecipe) -> list[Film]:
    rules = [(label, rule) for label, rules in recipe.classes.items() for rule in rules]
    found: dict[int, list[Film]] = defaultdict(list)
    for film in films:
        for index, (label, rule) in enumerate(rules):
            if meets(film, rule):
                found[index].append(replace(film, label=label))
                break
    counted = recipe.count_by or recipe.labels[0]
    base = sum(len(found[i]) for i, (label, _) in enumerate(rules) if label == counted)
    kept = []
    for index, (_, rule) in enumerate(rules):
        limit = round(rule["films"] * base) if "films" in rule else len(found[index])
        kept += in_turn(found[index], limit, recipe.seed)
    return kept


def in_turn(films: list[Film], limit: int, seed: int) -> list[Film]:
    """At most `limit` films: group after group in hash order, always of the source with the fewest so far."""
    if len(films) <= limit:
        return films
    groups: dict[str, dict[str, list[Film]]] = defaultdict(lambda: defaultdict(list))
    for film in films:
        groups[film.source][film.group].append(film)

    def order(group: str) -> str:
        return hashlib.sha256(f"{seed}/kept/{group}".encode()).hexdigest()

    queues = {s: [groups[s][g] for g in sorted(groups[s], key=order, reverse=True)] for s in sorted(groups)}
    kept: dict[str, list[Film]] = {source: [] for source in queues}
    while sum(map(len, kept.values())) < limit:
        source = min((s for s in queues if queues[s]), key=lambda s: len(kept[s]))
        kept[source] += queues[source].pop()
    return [film for source in kept for film in kept[source]][:limit]
