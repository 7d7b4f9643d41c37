"""The films, masks and slices on disk, read from the manifests of the data folder.

Layout of the data root: cxr/manifest.csv, lungs/manifest.csv, ct/manifest.csv, paths in them relative to their own folder.
"""
from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np


@dataclass(frozen=True)
class Film:
    """A chest film. `label` is empty where the source's finding is none of the classes."""

    path: Path
    key: str
    label: str
    view: str
    group: str
    source: str
    finding: str = ""
    """The source's own word."""


@dataclass(frozen=True)
class MaskedFilm:
    """A film with the lung mask that a person drew; `convention` says whether lung behind the heart is in it."""

    path: Path
    mask: Path
    group: str
    source: str
    convention: str


@dataclass(frozen=True)
class Slice:
    """A CT slice, as an example of what is no chest film."""

    path: Path
    group: str
    source: str


def _rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / "manifest.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def view_of(raw: str) -> str:
    """PA, AP or '?': supine films are AP."""
    return raw.split()[0] if raw.split() and raw.split()[0] in ("PA", "AP") else "?"


def read_films(data: Path) -> list[Film]:
    folder = data / "cxr"
    return [
        Film(folder / r["path"], r["path"], r["label"], view_of(r["view"]), r["group"], r["source"], r.get("finding", ""))
        for r in _rows(folder)
    ]


def read_ct_films(data: Path) -> list[Film]:
    """The slices as pictures to classify. They have no view."""
    folder = data / "ct"
    return [
        Film(folder / r["path"], r["path"], r["label"], "", "ct-" + r["group"], r["source"], r["label"]) for r in _rows(folder)
    ]


def read_masked_films(data: Path) -> list[MaskedFilm]:
    folder = data / "lungs"
    return [
        MaskedFilm(folder / r["image"], folder / r["mask"], r["group"], r["source"], r["mask_convention"])
        for r in _rows(folder)
    ]


def read_slices(data: Path) -> list[Slice]:
    folder = data / "ct"
    return [Slice(folder / r["path"], "ct-" + r["group"], r["source"]) for r in _rows(folder)]


def read_grey(path: Path) -> np.ndarray:
    """8-bit grey, rows x columns, bones bright."""
    image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise OSError(f"cannot read {path.name}")
    return image
