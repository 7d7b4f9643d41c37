"""An int8 copy of a bundle, and what it costs: NNCF's quantization after training (Jacob et al., CVPR 2018).

Weights and activations of the convolutions become 8 bits wide; the head stays as it is, so that logits = W mean(feature_map) + b holds
and Grad-CAM with it. Ranges come from training films. Weights that sum over channels use half of their range, without which
processors that lack VNNI saturate, so that a bundle would answer otherwise there.
"""
from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from .bundle import member_files, sha256
from .ensemble import mean_probabilities
from .evaluate_lungs import masks
from .manifest import Film, read_grey, read_masked_films
from .measure import members_logits
from .metrics import balanced_accuracy
from .pipeline import Bundle
from .preprocessing import segmenter_input
from .recipe import ClassifierRecipe
from .runtime import OF_INT8, engine_of
from .selection import parts_of, read_pictures
from .splits import CALIBRATION, TEST, TRAIN
from .tables import int8_table

FILMS = 300
#: An int8 bundle that loses more accuracy than this is not worth its speed.
TOLERANCE = 0.005
HEADS = ("/head/Conv", "/head/Gemm")


def quantize(folder: Path, recipe: ClassifierRecipe, data: Path, output: Path) -> dict[str, Any]:
    """Write the int8 copy of an FP32 bundle to `output`; the figures of both. The copy's card begins with them."""
    if engine_of(folder / member_files(recipe)[0]) == OF_INT8:
        raise ValueError(f"the networks of {folder.name} are int8 already")
    shutil.copytree(folder, output, dirs_exist_ok=True)
    bundle, parts = Bundle(folder, "openvino"), parts_of(data, recipe)
    films = [f for f in read_pictures(data, recipe) if parts[f.group] == TRAIN]
    chosen = [films[i] for i in np.random.default_rng(recipe.seed).permutation(len(films))[:FILMS]]
    manifest = output / "bundle.yaml"
    text = manifest.read_text(encoding="utf-8")
    for file, inputs in inputs_of(bundle, chosen).items():
        _write_int8(folder / file, inputs, output / file)
        text = text.replace(sha256(folder / file), sha256(output / file))
    version = bundle.manifest["version"]
    manifest.write_text(text.replace(f"version: {version}\n", f"version: {version}+int8\n", 1), encoding="utf-8")
    figures = compare(bundle, Bundle(output, "openvino"), recipe, data) | {
        "megabytes": [sum(p.stat().st_size for p in place.glob("*.onnx")) / 1e6 for place in (folder, output)],
    }
    (output / "metrics.json").unlink(missing_ok=True)
    (output / bundle.manifest["card"]).write_text(_card(folder / bundle.manifest["card"], bundle, figures), encoding="utf-8")
    return figures


def _card(of_f32: Path, bundle: Bundle, figures: dict[str, Any]) -> str:
    name, version = bundle.manifest["name"], bundle.manifest["version"]
    head = f"# {name} {version}, in int8\n\nAll figures below the next heading are of the FP32 bundle. Of the two:\n\n"
    # A bundle that is just being built has none yet.
    return f"{head}{int8_table(figures)}\n\n" + (of_f32.read_text(encoding="utf-8") if of_f32.exists() else "")


def adopt(output: Path, recipe: ClassifierRecipe, data: Path, work: Path) -> dict[str, Any]:
    """Make the bundle in `output` int8 if that keeps its accuracy; the figures of both, either way."""
    copy = work / "int8"
    figures = quantize(output, recipe, data, copy)
    if figures["keeps_its_accuracy"]:
        for network in copy.glob("*.onnx"):
            shutil.copyfile(network, output / network.name)
    return figures | {"ships": "int8" if figures["keeps_its_accuracy"] else "FP32"}


def inputs_of(bundle: Bundle, films: list[Film]) -> dict[str, list[np.ndarray]]:
    """What each network of the bundle sees of the films, [1,3,H,W] each, by its file."""
    pictures = [read_grey(f.path) for f in films]
    tensors = [bundle.read(picture).tensor for picture in pictures]
    inputs = {network["file"]: tensors for network in bundle.manifest["classifier"]["networks"]}
    if bundle.has_segmenter:
        inputs[bundle.manifest["segmenter"]["file"]] = [segmenter_input(picture, bundle.segmenter_spec) for picture in pictures]
    return inputs


def _write_int8(source: Path, inputs: list[np.ndarray], target: Path) -> None:
    # Not among the dependencies of the recipes: pip install -e 'training[int8]'.
    import nncf
    from nncf.quantization.advanced_parameters import AdvancedQuantizationParameters, OverflowFix

    quantized = nncf.quantize(
        onnx.load(source), nncf.Dataset(inputs, lambda tensor: {"film": tensor}), subset_size=len(inputs),
        preset=nncf.QuantizationPreset.MIXED, ignored_scope=nncf.IgnoredScope(names=list(HEADS), validate=False),
        advanced_parameters=AdvancedQuantizationParameters(overflow_fix=OverflowFix.ENABLE),
    )
    onnx.save(quantized, str(target))


def compare(f32: Bundle, int8: Bundle, recipe: ClassifierRecipe, data: Path) -> dict[str, Any]:
    """Both bundles on every picture that they were not trained on, the validation part and the test part; values are [FP32, int8]."""
    parts = parts_of(data, recipe)
    films = [f for f in read_pictures(data, recipe) if parts[f.group] in (CALIBRATION, TEST)]
    labels = np.array([f32.labels.index(f.label) for f in films])
    found = [mean_probabilities(members_logits(bundle, films), bundle.temperature) for bundle in (f32, int8)]
    read = [p.argmax(axis=1) for p in found]
    figures: dict[str, Any] = {
        "films": len(films),
        "accuracy": [float((r == labels).mean()) for r in read],
        "balanced_accuracy": [balanced_accuracy(labels, r) for r in read],
        "agreement": float((read[0] == read[1]).mean()),
        "probability_difference": float(np.abs(found[0] - found[1]).max(axis=1).mean()),
    }
    if f32.has_segmenter:
        masked = [m for m in read_masked_films(data) if parts[m.group] == TEST]
        rows = [masks(bundle, masked) for bundle in (f32, int8)]
        figures["dice"] = [float(np.average([r["dice"][0] for r in of], weights=[r["films"] for r in of])) for of in rows]
    shares = [figures[key] for key in ("accuracy", "balanced_accuracy", "dice") if key in figures]
    figures["keeps_its_accuracy"] = all(before - after <= TOLERANCE for before, after in shares)
    return figures

