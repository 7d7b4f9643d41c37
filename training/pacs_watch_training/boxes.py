"""Lung boxes of many films, found by an exported segmenter and kept in the work folder."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from .lungbox import Box, LungFinding, find_lungs
from .manifest import Film, read_grey
from .preprocessing import segmenter_input
from .recipe import SegmenterRecipe
from .runtime import Network


def find_boxes(films: Iterable[Film], segmenter: Path, recipe: SegmenterRecipe, cache: Path) -> dict[str, LungFinding]:
    """film key -> finding. The cache is good for one segmenter file and one rule, any other throws it away; films that it lacks
    are added."""
    stamp = hashlib.sha256(segmenter.read_bytes() + repr(recipe.box).encode()).hexdigest()
    kept = json.loads(cache.read_text()) if cache.exists() else {}
    found = {key: _finding(raw) for key, raw in kept["films"].items()} if kept.get("stamp") == stamp else {}
    missing = [film for film in films if film.key not in found]
    if not missing:
        return found
    network = Network(segmenter)
    for film in tqdm(missing, "lungs", leave=False, disable=None):
        pixels = read_grey(film.path)
        mask = network.run(segmenter_input(pixels, recipe.input))["mask"][0, 0]
        found[film.key] = find_lungs(mask, pixels.shape[1], pixels.shape[0], recipe.box)
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text(json.dumps({"stamp": stamp, "films": {key: asdict(f) for key, f in found.items()}}))
    return found


def _finding(raw: dict) -> LungFinding:
    return LungFinding(**{**raw, "box": Box(**raw["box"]) if raw["box"] else None})
