"""Recipes: what to train and with which settings, as short YAML files.

A recipe is plain data. Nothing in it names a machine or a folder; those come from the command line.
"""
from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

RECIPES = Path(__file__).resolve().parent.parent / "recipes"


@dataclass(frozen=True)
class InputSpec:
    """Size of a network's input and the per-channel constants: value = (grey / 255 - mean) / std."""

    width: int
    height: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]

    @staticmethod
    def of(raw: dict[str, Any]) -> "InputSpec":
        return InputSpec(raw["width"], raw["height"], tuple(raw["mean"]), tuple(raw["std"]))

    def manifest(self) -> dict[str, Any]:
        """The same as it stands in bundle.yaml."""
        return {"name": "film", "width": self.width, "height": self.height, "mean": list(self.mean), "std": list(self.std)}


@dataclass(frozen=True)
class BoxRule:
    """How a mask becomes a box; see lungbox.py."""

    threshold: float
    keep_components: int
    minimum_component_area: float
    padding: float


@dataclass(frozen=True)
class SegmenterRecipe:
    name: str
    seed: int
    input: InputSpec
    decoder_widths: tuple[int, ...]
    exported_convention: str
    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float
    ema_decay: float
    negatives: dict[str, int]
    box: BoxRule
    minimum_confidence: float


@dataclass(frozen=True)
class ClassifierRecipe:
    name: str
    version: str
    task: str
    seed: int
    labels: tuple[str, ...]
    accepts: dict[str, list[str]]
    segmenter: str
    input: InputSpec
    steps: tuple[dict[str, Any], ...]
    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float
    ema_decay: float
    label_smoothing: float
    dropout: float
    drop_connect: float
    source_balance: float
    most_draws: float
    whole_film_share: float
    abstain: dict[str, float]


Recipe = TypeVar("Recipe", SegmenterRecipe, ClassifierRecipe)
_KINDS = {SegmenterRecipe: "segmenter", ClassifierRecipe: "classifier"}


def load_recipe(name_or_path: str, kind: type[Recipe]) -> Recipe:
    """Read a recipe by its name in recipes/ or by its path. A key too many or too few is an error, never a default."""
    path = Path(name_or_path)
    if path.suffix != ".yaml":
        path = RECIPES / f"{name_or_path}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if raw.pop("kind", None) != _KINDS[kind]:
        raise ValueError(f"{path.name} is no {_KINDS[kind]} recipe")
    wanted = {f.name for f in fields(kind)}
    if set(raw) != wanted:
        raise ValueError(f"{path.name}: missing {sorted(wanted - set(raw))}, unknown {sorted(set(raw) - wanted)}")
    raw["input"] = InputSpec.of(raw["input"])
    if "box" in raw:
        raw["box"] = BoxRule(**raw["box"])
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()})
