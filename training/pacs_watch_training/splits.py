"""Train, calibration and test parts, by group and never by file.

A group joins all pictures of a patient and all near-duplicates, and the lung and film manifests share their groups, so
one assignment serves both: a group held out of the one is held out of the other.
"""
from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from .manifest import Film, MaskedFilm, Slice

TRAIN, CALIBRATION, TEST = "train", "calibration", "test"
SHARES = {TRAIN: 0.65, CALIBRATION: 0.12, TEST: 0.23}


def _order(group: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}/{group}".encode()).hexdigest()


def split_groups(
    films: Iterable[Film], masked: Iterable[MaskedFilm], slices: Iterable[Slice], seed: int, shares: Mapping[str, float] = SHARES
) -> dict[str, str]:
    """group -> part, a key of `shares`. Deterministic in the seed, stratified by the group's commonest source and label.

    Each stratum is walked in hash order and each group goes to the part that is furthest behind its share of films, so a
    group of twenty films does not tip a small stratum.
    """
    strata: dict[str, Counter[str]] = defaultdict(Counter)
    for film in films:
        strata[film.group][f"film/{film.source}/{film.label}"] += 1000
    for pair in masked:
        strata[pair.group][f"mask/{pair.source}"] += 1
    for slice_ in slices:
        strata[slice_.group][f"slice/{slice_.source}"] += 1
    by_stratum: dict[str, list[str]] = defaultdict(list)
    for group, kinds in strata.items():
        by_stratum[max(sorted(kinds), key=lambda kind: kinds[kind])].append(group)
    parts: dict[str, str] = {}
    for members in by_stratum.values():
        filled = dict.fromkeys(shares, 0)
        for group in sorted(members, key=lambda g: _order(g, seed)):
            part = min(shares, key=lambda p: filled[p] / shares[p])
            filled[part] += max(1, sum(strata[group].values()) // 1000)
            parts[group] = part
    return parts
