"""The lungs of a bundle against drawn masks, by ONNX Runtime, OpenCV and NumPy.

    evaluate_lungs.py BUNDLE MANIFEST

Prints a JSON object: the mean of Dice and of the intersection over the union, and each film's Dice.
"""
import csv
import json
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import yaml

folder, manifest = Path(sys.argv[1]), Path(sys.argv[2])
spec = yaml.safe_load((folder / "bundle.yaml").read_text())["segmenter"]
network = onnxruntime.InferenceSession(
    str(folder / spec["file"]), providers=["CPUExecutionProvider"])


def resized(image, rows, columns):
    shrinks = rows <= image.shape[0] and columns <= image.shape[1]
    kind = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(image, (columns, rows), interpolation=kind)


def kept(film):
    """The largest components of the mask, 255 where they are."""
    shape = spec["input"]
    small = resized(film, shape["height"], shape["width"]).astype(np.float32) / 255
    mean, std = np.array(shape["mean"], np.float32), np.array(shape["std"], np.float32)
    planes = (small[None] - mean[:, None, None]) / std[:, None, None]
    mask = network.run([spec["output"]], {shape["name"]: planes[None].astype(np.float32)})[0][0, 0]
    binary = (mask >= np.float32(spec["threshold"])).astype(np.uint8)
    _, labels, statistics, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    areas = [(-area, label) for label, area in enumerate(statistics[:, cv2.CC_STAT_AREA]) if label]
    smallest = spec["minimum_component_area"] * mask.size
    chosen = [label for area, label in sorted(areas) if -area >= smallest]
    return np.isin(labels, chosen[:spec["keep_components"]]).astype(np.uint8) * 255


films = {}
unions = []
with open(manifest, newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        film = cv2.imread(str(manifest.parent / row["image"]), cv2.IMREAD_GRAYSCALE)
        drawn = cv2.imread(str(manifest.parent / row["mask"]), cv2.IMREAD_GRAYSCALE) >= 128
        found = resized(kept(film), *drawn.shape) >= 128
        both = int((found & drawn).sum())
        films[row["image"]] = 2 * both / (int(found.sum()) + int(drawn.sum()))
        unions.append(both / int((found | drawn).sum()))
print(json.dumps({
    "dice": float(np.mean(list(films.values()))), "iou": float(np.mean(unions)), "films": films,
}))
