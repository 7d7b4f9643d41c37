"""A bundle at work on one film, in Python: what the Swift side must match, and what `evaluate` measures."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from .calibration import softmax
from .likeness import DISPLAYS, DisplayHead, FilmDistance
from .lung_share import share_inside_lungs
from .lungbox import Box, LungFinding, find_lungs, kept_components
from .preprocessing import classifier_input, segmenter_input
from .recipe import BoxRule, InputSpec
from .runtime import Network


@dataclass(frozen=True)
class Reading:
    """One film read. `box` is None where the whole film was used because the mask was not trusted or there is no segmenter.

    Of an ensemble `members` holds every network's logits [M,K], `probabilities` the mean of theirs; `logits` and
    `feature_map` are the first network's.
    """

    box: Box | None
    tensor: np.ndarray
    logits: np.ndarray
    probabilities: np.ndarray
    feature_map: np.ndarray
    members: np.ndarray


@dataclass(frozen=True)
class Look:
    """What the segmenter sees: its mask, the lungs, and the mean of its deepest feature map [C]."""

    mask: np.ndarray
    lungs: LungFinding
    features: np.ndarray


class Bundle:
    """A bundle folder opened: hashes checked, networks compiled."""

    def __init__(self, folder: Path, engine: str = "onnxruntime") -> None:
        self.manifest: dict[str, Any] = yaml.safe_load((folder / "bundle.yaml").read_text(encoding="utf-8"))
        segmenter, classifier = self.manifest.get("segmenter"), self.manifest["classifier"]
        networks, abstain = classifier["networks"], self.manifest["abstain"]
        self.distance_settings, self.display_settings = abstain.get("distance"), abstain.get("display")
        files = [(entry, key) for entry in [segmenter, *networks] for key in ("file", "head_weights", "head_bias")]
        files += [(self.distance_settings, key) for key in ("mean", "whitening")]
        files += [(self.display_settings, key) for key in ("weights", "bias")]
        for entry, key in files:
            if entry is None or key not in entry:
                continue
            wanted = entry["sha256" if key == "file" else f"{key}_sha256"]
            if hashlib.sha256((folder / entry[key]).read_bytes()).hexdigest() != wanted:
                raise ValueError(f"{entry[key]} is not the file that bundle.yaml names")
        self.labels: list[str] = self.manifest["labels"]
        self.temperature: float = self.manifest["temperature"]
        self.has_segmenter = segmenter is not None
        if segmenter:
            self.minimum_confidence: float = segmenter["minimum_confidence"]
            self.rule = BoxRule(
                segmenter["threshold"], segmenter["keep_components"], segmenter["minimum_component_area"], segmenter["padding"]
            )
            self.segmenter_spec = InputSpec.of(segmenter["input"])
            self._segmenter = Network(folder / segmenter["file"], engine)
        self.classifier_spec = InputSpec.of(classifier["input"])
        self.steps = classifier["steps"]
        self._classifiers = [Network(folder / network["file"], engine) for network in networks]
        if "head_weights" in networks[0]:
            self.head_weights = np.load(folder / networks[0]["head_weights"])
            self.head_bias = np.load(folder / networks[0]["head_bias"])
        self.distance, self.display = None, None
        if self.distance_settings:
            self.distance = FilmDistance(*(np.load(folder / self.distance_settings[key]) for key in ("mean", "whitening")))
        if self.display_settings:
            assert tuple(self.display_settings["labels"]) == DISPLAYS
            self.display = DisplayHead(*(np.load(folder / self.display_settings[key]) for key in ("weights", "bias")))

    def mask(self, film: np.ndarray) -> np.ndarray:
        """[256,256] float32 probability of lung."""
        return self._segmenter.run(segmenter_input(film, self.segmenter_spec))["mask"][0, 0]

    def look(self, film: np.ndarray) -> Look:
        out = self._segmenter.run(segmenter_input(film, self.segmenter_spec))
        mask = out["mask"][0, 0]
        finding = find_lungs(mask, film.shape[1], film.shape[0], self.rule)
        return Look(mask, finding, out["feature_map"][0].mean(axis=(1, 2), dtype=np.float64))

    def too_far(self, look: Look) -> bool:
        return bool(self.distance and self.distance.of(look.features[None])[0] > self.distance_settings["limit"])

    def is_flagged(self, look: Look) -> bool:
        """Whether the film lies farther from the training films than most of them, or shows no two lungs apart."""
        limits = self.manifest.get("flags") or {}
        if look.lungs.joined > limits.get("maximum_lungs_joined", 1.0):
            return True
        most = limits.get("maximum_film_distance")
        return bool(self.distance and most and self.distance.of(look.features[None])[0] > most)

    def wrong_display(self, look: Look) -> str | None:
        """`inverted`, `upside-down` or `lying` where the head is sure of it."""
        if self.display is None:
            return None
        probabilities = self.display.probabilities(look.features[None])[0]
        winner = int(probabilities.argmax())
        return DISPLAYS[winner] if winner and probabilities[winner] >= self.display_settings["minimum_probability"] else None

    def heat_in_lungs(self, film: np.ndarray, look: Look, reading: "Reading") -> float | None:
        components = kept_components(look.mask, self.rule)
        kept = np.logical_or.reduce(components) if components else np.zeros(look.mask.shape, bool)
        heat = self.grad_cam(reading, int(reading.probabilities.argmax()))
        return share_inside_lungs(heat, kept, film, reading.box, (self.classifier_spec.width, self.classifier_spec.height))

    def lungs(self, film: np.ndarray) -> LungFinding:
        return find_lungs(self.mask(film), film.shape[1], film.shape[0], self.rule)

    def trusted_box(self, finding: LungFinding) -> Box | None:
        return finding.box if finding.confidence >= self.minimum_confidence else None

    def classify(self, film: np.ndarray, box: Box | None) -> Reading:
        tensor = classifier_input(film, box, self.classifier_spec, self.steps)
        outs = [network.run(tensor) for network in self._classifiers]
        members = np.concatenate([out["logits"] for out in outs])
        probabilities = softmax(members, self.temperature).mean(axis=0)
        return Reading(box, tensor, members[0], probabilities, outs[0]["feature_map"][0], members)

    def read(self, film: np.ndarray) -> Reading:
        return self.classify(film, self.trusted_box(self.lungs(film)) if self.has_segmenter else None)

    def grad_cam(self, reading: Reading, label: int) -> np.ndarray:
        """[h,w] >= 0, exact: the positive part of the class weights times the feature map, over its maximum."""
        cam = np.maximum(np.tensordot(self.head_weights[label], reading.feature_map, axes=1), 0)
        return cam / cam.max() if cam.max() > 0 else cam
