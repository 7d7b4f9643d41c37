"""How much of the heat lies inside the lungs; the Swift side has the same arithmetic."""
from __future__ import annotations

import cv2
import numpy as np

from .lungbox import Box


def share_inside_lungs(heat: np.ndarray, kept: np.ndarray, film: np.ndarray, box: Box | None, size: tuple[int, int]) -> float | None:
    """The heat [h,w] enlarged to the input's `size` (width, height); of the middle of each pixel it is asked whether `kept`,
    a boolean mask of the whole film in any size, is lung there. None without lungs or heat."""
    if not kept.any():
        return None
    fine = np.maximum(cv2.resize(heat.astype(np.float32), size, interpolation=cv2.INTER_LINEAR), 0)
    box = box or Box(0, 0, film.shape[1], film.shape[0])
    ys = box.y0 + (np.arange(size[1]) + 0.5) * (box.y1 - box.y0) / size[1]
    xs = box.x0 + (np.arange(size[0]) + 0.5) * (box.x1 - box.x0) / size[0]
    rows = np.minimum(kept.shape[0] - 1, (ys * kept.shape[0] / film.shape[0]).astype(int))
    columns = np.minimum(kept.shape[1] - 1, (xs * kept.shape[1] / film.shape[1]).astype(int))
    return float((fine * kept[np.ix_(rows, columns)]).sum() / fine.sum()) if fine.sum() > 0 else None
