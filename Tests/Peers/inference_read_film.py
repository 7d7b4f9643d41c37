"""A bundle at work on films, by ONNX Runtime, OpenCV and NumPy: an independent reading of what bundle.yaml means.

    inference_read_film.py BUNDLE FILM...

Prints one JSON object a line: box, confidence, logits of each network, probabilities, heat.
"""
import json
import math
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import yaml

folder = Path(sys.argv[1])
manifest = yaml.safe_load((folder / "bundle.yaml").read_text())
networks = manifest["classifier"]["networks"]


def session(file: str) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(folder / file), providers=["CPUExecutionProvider"])


lungs, classifiers = session(manifest["segmenter"]["file"]), [session(n["file"]) for n in networks]


def resized(image: np.ndarray, spec: dict) -> np.ndarray:
    shrinks = spec["width"] <= image.shape[1] and spec["height"] <= image.shape[0]
    size = (spec["width"], spec["height"])
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def tensor(channels: list, spec: dict) -> np.ndarray:
    mean, std = (np.float32(spec[key])[:, None, None] for key in ("mean", "std"))
    return ((np.stack(channels).astype(np.float32) / np.float32(255) - mean) / std)[None]


def find_lungs(film: np.ndarray) -> tuple:
    rule = manifest["segmenter"]
    mask = lungs.run([rule["output"]], {rule["input"]["name"]: tensor([resized(film, rule["input"])] * 3, rule["input"])})[0][0, 0]
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask >= rule["threshold"]).astype(np.uint8), connectivity=8)
    order = sorted((-int(stats[i, 4]), i) for i in range(1, count) if stats[i, 4] >= rule["minimum_component_area"] * mask.size)
    order = order[: rule["keep_components"]]
    kept = np.isin(labels, [i for _, i in order]) & (labels > 0)
    if not order:
        return None, 0.0, kept
    share, left = kept.mean(), kept[:, : mask.shape[1] // 2].sum() / kept.sum()
    confidence = np.abs(2 * mask[kept] - 1).mean() * mask[kept].sum() / mask.sum()
    confidence *= (1 if len(order) == 2 else 0.8) * min(1, share / 0.08, (1 - share) / 0.3) * (1 if 0.15 <= left <= 0.85 else 0.5)
    ys, xs = np.nonzero(kept)
    box = []
    for low, high, side, cells in ((xs.min(), xs.max() + 1, film.shape[1], mask.shape[1]), (ys.min(), ys.max() + 1, film.shape[0], mask.shape[0])):
        a, b = low * side / cells, high * side / cells
        pad = rule["padding"] * (b - a)
        box.append((max(0, math.floor(a - pad)), min(side, math.ceil(b + pad))))
    return box, float(confidence), kept


def channels(image: np.ndarray, recipe: str) -> list:
    if recipe == "gray3":
        return [image] * 3
    enhanced = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(image)
    blurred = cv2.medianBlur(enhanced, 5)
    adaptive = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 11, 2)
    return [enhanced, adaptive, cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]]


def prepared(image: np.ndarray) -> np.ndarray:
    spec = manifest["classifier"]["input"]
    for step in manifest["classifier"]["steps"]:
        match step["step"]:
            case "resize":
                image = resized(image, spec)
            case "clahe":
                image = cv2.createCLAHE(clipLimit=step["clip_limit"], tileGridSize=(step["tiles"],) * 2).apply(image)
            case "median-blur":
                image = cv2.medianBlur(image, step["size"])
            case "channels":
                return tensor(channels(image, step["recipe"]), spec)


def softmax(logits: np.ndarray, temperature: float) -> np.ndarray:
    powers = np.exp((logits.astype(np.float64) - logits.max()) / temperature)
    return powers / powers.sum()


def score_cam(network: onnxruntime.InferenceSession, film: np.ndarray, features: np.ndarray, label: int, tried: int) -> np.ndarray:
    def score(values: np.ndarray) -> float:
        return float(softmax(network.run(["logits"], {"film": values})[0][0], 1)[label])

    baseline, cam = score(np.zeros_like(film)), np.zeros(features.shape[1:])
    for k in np.argsort(-(features.astype(np.float64) ** 2).mean(axis=(1, 2)), kind="stable")[:tried]:
        large = cv2.resize(features[k], film.shape[:1:-1], interpolation=cv2.INTER_LINEAR)
        if large.max() > large.min():
            cam += (score(film * (large - large.min()) / (large.max() - large.min())) - baseline) * features[k]
    return cam


for path in sys.argv[2:]:
    film = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    box, confidence, kept = find_lungs(film)
    trusted = box if box and confidence >= manifest["segmenter"]["minimum_confidence"] else [(0, film.shape[1]), (0, film.shape[0])]
    (x0, x1), (y0, y1) = trusted
    values = prepared(np.ascontiguousarray(film[y0:y1, x0:x1]))
    answers = [c.run([n["logits"], n["feature_map"]], {"film": values}) for c, n in zip(classifiers, networks)]
    probabilities = np.mean([softmax(a[0][0], manifest["temperature"]) for a in answers], axis=0)
    label, heat, method = int(probabilities.argmax()), 0, manifest["classifier"]["heatmap"]
    for network, entry, answer in zip(classifiers, networks, answers):
        if method["method"] == "grad-cam":
            cam = np.tensordot(np.load(folder / entry["head_weights"])[label], answer[1][0], axes=1)
        else:
            cam = score_cam(network, values, answer[1][0], label, method["channels"])
        cam = np.maximum(cam, 0)
        heat = heat + (cam / cam.max() if cam.max() > 0 else cam) / len(networks)
    print(json.dumps({
        "box": [x0, y0, x1 - x0, y1 - y0], "confidence": confidence, "kept": int(kept.sum()),
        "logits": [a[0][0].tolist() for a in answers], "probabilities": probabilities.tolist(), "heat": heat.ravel().tolist(),
    }))
