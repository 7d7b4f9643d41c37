"""Draws with replacement, for bagging."""
from __future__ import annotations

from collections import defaultdict

import numpy as np

from .film_data import Example


def bootstrap(examples: list[Example], seed: int) -> list[Example]:
    """As many groups of each class as there are, drawn with replacement: films of a patient stay together, and the classes'
    sizes are kept, since a draw with hardly a film of the rare class would train nothing. A group counts for its first film's class."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.film.group].append(example)
    rng, drawn = np.random.default_rng([seed, 77]), []
    for label in sorted({e.label for e in examples}):
        members = [group for group in sorted(groups) if groups[group][0].label == label]
        for index in rng.integers(0, len(members), len(members)) if members else []:
            drawn += groups[members[index]]
    return drawn
