"""Recipes: what to train and with which settings, as short YAML files.

A recipe is plain data. Nothing in it names a machine or a folder; those come from the command line. Keys without a default
here must stand in every recipe; the others are abilities that a recipe asks for by naming them.
"""
from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

RECIPES = Path(__file__).resolve().parent.parent / "recipes"
KEEPS, SAMPLINGS = ("last", "best-f1"), ("sources", "classes", "plain")


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
class Augmentation:
    """How strongly training films are changed at random; `none` in a recipe switches all of it off. See augment.py."""

    rotation: float = 12.0
    """Degrees to either side."""
    resize: float = 0.12
    """Logarithm of the largest stretch, of both sides together and each alone."""
    shift: float = 0.02
    """Share of the size."""
    shear: float = 0.06
    crop: float = 0.08
    """How far each edge of the crop may move, as a share of its size."""
    brightness: float = 0.15
    contrast: float = 0.35
    gamma: float = 0.5
    bend: float = 0.3
    """Chance that the grey curve is bent."""
    degraded: float = 1.0
    """Factor on the chances of blur, noise, lost resolution and JPEG."""
    corners: float = 0.35
    """Chance that a corner is covered."""
    flip: float = 0.0
    """Chance of a mirror image, left and right. On a film the heart changes sides: for CT slices at most."""

    @staticmethod
    def of(raw: dict[str, float] | str) -> "Augmentation":
        if raw == "none":
            return Augmentation(**{f.name: 0.0 for f in fields(Augmentation)})
        return Augmentation(**raw)


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
    encoder: str = "efficientnet-lite0"


@dataclass(frozen=True)
class ClassifierRecipe:
    name: str
    version: str
    task: str
    seed: int
    labels: tuple[str, ...]
    accepts: dict[str, list[str]]
    segmenter: str | None
    """A segmenter recipe; null for pictures that are classified whole."""
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
    abstain: dict[str, float]
    source_balance: float = 0.5
    most_draws: float = 4.0
    whole_film_share: float = 0.1
    window: dict[str, float] | None = None
    """center and width that DICOM instances are shown through instead of their own window."""
    lungs_of: str | None = None
    """A shipped bundle whose lungs.onnx is taken; without it the segmenter is trained first."""
    pictures: str = "cxr"
    """The data's folder: cxr or ct."""
    views: tuple[str, ...] = ()
    """Only these; empty for all."""
    classes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Which films make a class, see selection.py; empty: the manifest's own labels."""
    count_by: str = ""
    """The class whose films the limits in `classes` count; empty for the first."""
    held_out_sources: tuple[str, ...] = ()
    """Never trained on, read apart: a harder test set."""
    network: str = "efficientnet-lite0"
    augmentation: Augmentation = Augmentation()
    mixup: float = 0.0
    """Both parameters of the Beta distribution of the share; 0 for none."""
    sampling: str = "sources"
    """How films are drawn: `sources` (classes alike, sources by source_balance), `classes` (classes alike), `plain` (each once)."""
    class_weights: dict[str, float] = field(default_factory=dict)
    """Factors on the loss of a class; 1 for one that is not named."""
    frozen_stages: int = 0
    """So many of the backbone's stages, from the picture on, keep their pretrained weights and statistics."""
    alignment: float = 0.0
    """Weight of the penalty on what tells the sources of a class apart, see alignment.py."""
    source_prior: float = 0.0
    """How much of what a film's source says of its class is given in training, see source_prior.py; 1 for all of it."""
    frozen_epochs: int = 0
    """Of `epochs`, the first so many train the new layer alone."""
    backbone_rate: float = 1.0
    """Learning rate of the backbone's later half against the new layer's; its earlier half gets the square."""
    keep: str = "last"
    """Which epoch ships: the last, or the one of best F1 on the validation part."""
    patience: int = 0
    """Stop after so many epochs without a better F1; 0 never."""
    int8: bool = False
    """Ship int8 networks if they keep their accuracy, see quantize.py; needs the extra int8."""
    members: int = 1
    """Networks, each on its own bootstrap draw of groups if more than one (bagging)."""

    @property
    def trains_segmenter(self) -> bool:
        return self.segmenter is not None and self.lungs_of is None


Recipe = TypeVar("Recipe", SegmenterRecipe, ClassifierRecipe)
_KINDS = {SegmenterRecipe: "segmenter", ClassifierRecipe: "classifier"}


def load_recipe(name_or_path: str, kind: type[Recipe], changes: dict[str, Any] | None = None) -> Recipe:
    """Read a recipe by its name in recipes/ or by its path, with some keys changed. An unknown key is an error."""
    path = Path(name_or_path)
    if path.suffix != ".yaml":
        path = RECIPES / f"{name_or_path}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8")) | (changes or {})
    if raw.pop("kind", None) != _KINDS[kind]:
        raise ValueError(f"{path.name} is no {_KINDS[kind]} recipe")
    known = {f.name for f in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    if not needed <= set(raw) <= known:
        raise ValueError(f"{path.name}: missing {sorted(needed - set(raw))}, unknown {sorted(set(raw) - known)}")
    raw["input"] = InputSpec.of(raw["input"])
    if "box" in raw:
        raw["box"] = BoxRule(**raw["box"])
    if "augmentation" in raw:
        raw["augmentation"] = Augmentation.of(raw["augmentation"])
    recipe = kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()})
    if isinstance(recipe, ClassifierRecipe):
        _check(recipe, path.name)
    return recipe


def _check(recipe: ClassifierRecipe, file: str) -> None:
    if recipe.keep not in KEEPS or recipe.sampling not in SAMPLINGS:
        raise ValueError(f"{file}: keep is one of {KEEPS}, sampling one of {SAMPLINGS}")
    if recipe.classes and tuple(recipe.classes) != recipe.labels:
        raise ValueError(f"{file}: classes must name the labels in their order")
    if not set(recipe.class_weights) <= set(recipe.labels):
        raise ValueError(f"{file}: class_weights names no label")
    if (recipe.alignment or recipe.source_prior) and recipe.mixup:
        raise ValueError(f"{file}: a blended film has no source of its own, so mixup excludes alignment and source_prior")
    if recipe.int8 and recipe.trains_segmenter:
        raise ValueError(f"{file}: int8 is for bundles without a segmenter of their own; quantize makes a copy of others")
    if recipe.frozen_epochs >= recipe.epochs:
        raise ValueError(f"{file}: frozen_epochs must leave epochs to train the whole network")
