"""Figures of a bundle's segmenter on held-out groups, and what its confidence says of pictures that are no chest film."""
from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .junk import KINDS, junk
from .lungbox import find_lungs
from .manifest import Film, MaskedFilm, Slice, read_grey
from .metrics import dice, with_bootstrap
from .pipeline import Bundle

SLICES_READ = 100
JUNK_READ = 25


def box_iou(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> float:
    """Of two boxes (x0, y0, x1, y1)."""
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    inner = max(0, w) * max(0, h)
    return inner / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inner)


def masks(bundle: Bundle, films: list[MaskedFilm]) -> list[dict[str, Any]]:
    """Per source: Dice and IoU of the mask at threshold, IoU of the padded box, share of drawn lung inside the box."""
    rows = []
    size = (bundle.segmenter_spec.width, bundle.segmenter_spec.height)
    for source in sorted({f.source for f in films}):
        members = [f for f in films if f.source == source]
        scores, boxes, inside = [], [], []
        for film in members:
            truth = cv2.resize(read_grey(film.mask), size, interpolation=cv2.INTER_NEAREST) > 127
            mask = bundle.mask(read_grey(film.path))
            scores.append(dice(mask >= bundle.rule.threshold, truth))
            found, wanted = (find_lungs(m, *size, bundle.rule).box for m in (mask, truth.astype(np.float32)))
            if found is None or wanted is None:
                boxes.append(0.0), inside.append(0.0)
                continue
            boxes.append(box_iou(*((b.x0, b.y0, b.x1, b.y1) for b in (found, wanted))))
            inside.append(float(truth[found.y0 : found.y1, found.x0 : found.x1].sum() / truth.sum()))
        d = np.array(scores)
        groups = [f.group for f in members]
        rows.append({
            "source": source, "convention": members[0].convention, "films": len(members),
            "dice": with_bootstrap(lambda i: float(d[i].mean()), groups),
            "dice_5th_percentile": float(np.percentile(d, 5)),
            "iou": with_bootstrap(lambda i: float((d[i] / (2 - d[i])).mean()), groups),
            "box_iou": float(np.mean(boxes)),
            "lung_inside_box": float(np.mean(inside)),
        })
    return rows


def confidences(bundle: Bundle, films: list[Film], slices: list[Slice]) -> list[dict[str, Any]]:
    """Per kind of picture: how the confidence spreads and which share passes minimum_confidence."""
    kinds = {f"films: {source}": [bundle.lungs(read_grey(f.path)).confidence for f in films if f.source == source]
             for source in sorted({f.source for f in films})}
    rng = np.random.default_rng(99)
    picked = [slices[i] for i in rng.permutation(len(slices))[:SLICES_READ]]
    kinds["junk: CT slices"] = [bundle.lungs(read_grey(s.path)).confidence for s in picked]
    for kind in KINDS:
        kinds[f"junk: {kind}"] = [bundle.lungs(junk(rng, 300, kind)).confidence for _ in range(JUNK_READ)]
    kinds["turned: films on their side"] = [bundle.lungs(np.rot90(read_grey(f.path))).confidence for f in films[:SLICES_READ]]
    kinds["turned: films upside down"] = [bundle.lungs(np.rot90(read_grey(f.path), 2)).confidence for f in films[:SLICES_READ]]
    kinds["inverted films"] = [bundle.lungs(255 - read_grey(f.path)).confidence for f in films[:SLICES_READ]]
    return [_spread(kind, np.array(values), bundle.minimum_confidence) for kind, values in kinds.items()]


def _spread(kind: str, values: np.ndarray, minimum: float) -> dict[str, Any]:
    low, median, high = np.percentile(values, [5, 50, 95])
    return {"kind": kind, "pictures": len(values), "percentile_5": float(low), "median": float(median),
            "percentile_95": float(high), "passes": float((values >= minimum).mean())}
