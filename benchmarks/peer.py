"""One film after another through a Python pipeline as departments build it; a process a core runs this.

    python peer.py torch|openvino READER NETWORKS OUTPUT FILM...

`torch`: OpenCV as it comes, PyTorch; Grad-CAM by back-propagation. `openvino`: OpenCV's fastest PNG, OpenVINO on the
bundle's ONNX files, int8 where they are; Grad-CAM from the head's weights. Both write the full-size film and heatmap as
PNG, take CLAHE and thresholds of the full-size crop as the second project does, and record a row in SQLite.
READER is one of readers.py; `-` for a film waits for a line.
"""
from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import cv2
import numpy as np

from readers import READERS, write_png

MEAN, STD = 0.498, 0.502


def tensor(channels: np.ndarray, size: int) -> np.ndarray:
    small = cv2.resize(channels, (size, size), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return ((small - MEAN) / STD).transpose(2, 0, 1)[None]


def crop_of(mask: np.ndarray, film: np.ndarray) -> tuple[int, int, int, int]:
    """The box of the two largest components, padded; the whole film without any."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0.5).astype(np.uint8), connectivity=8)
    height, width = film.shape
    if count < 2:
        return 0, 0, width, height
    kept = stats[1:][np.argsort(-stats[1:, cv2.CC_STAT_AREA])[:2]]
    scale = np.array([width / mask.shape[1], height / mask.shape[0]])
    low = (kept[:, :2].min(axis=0) * scale).astype(int)
    high = ((kept[:, :2] + kept[:, 2:4]).max(axis=0) * scale).astype(int)
    return max(low[0], 0), max(low[1], 0), min(high[0], width), min(high[1], height)


def channels_of(crop: np.ndarray) -> np.ndarray:
    equalised = cv2.createCLAHE(3.0, (8, 8)).apply(crop)
    blurred = cv2.medianBlur(equalised, 5)
    adaptive = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 11, 2)
    _, otsu = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.dstack([equalised, adaptive, otsu])


class TorchNetworks:
    def __init__(self, _: Path) -> None:
        import torch

        from networks import built

        torch.set_num_threads(1)
        self.torch = torch
        self.unet, self.classifier = built()

    def mask(self, values: np.ndarray) -> np.ndarray:
        with self.torch.inference_mode():
            return self.unet(self.torch.from_numpy(values))[0, 0].numpy()

    def classify(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        logits, features = self.classifier(self.torch.from_numpy(values))
        features.retain_grad()
        logits[0, logits.argmax()].backward()
        weights = features.grad.mean(dim=(2, 3), keepdim=True)
        heat = self.torch.relu((weights * features).sum(1))[0].detach().numpy()
        return self.torch.softmax(logits, 1)[0].detach().numpy(), heat


class OpenVINONetworks:
    def __init__(self, folder: Path) -> None:
        import openvino

        core = openvino.Core()
        settings = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32"}
        self.unet = core.compile_model(folder / "lungs.onnx", "CPU", settings)
        self.classifier = core.compile_model(folder / "classifier.onnx", "CPU", settings)
        self.head = np.load(folder / "head_weights.npy")

    def mask(self, values: np.ndarray) -> np.ndarray:
        return self.unet(values)[0][0, 0]

    def classify(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        answer = self.classifier(values)
        logits, features = answer["logits"][0], answer["feature_map"][0]
        powers = np.exp(logits - logits.max())
        heat = np.maximum(np.tensordot(self.head[logits.argmax()], features, axes=1), 0)
        return powers / powers.sum(), heat


PEERS = {"torch": (TorchNetworks, cv2.imwrite), "openvino": (OpenVINONetworks, write_png)}


def main() -> None:
    kind, reader, folder, output = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    cv2.setNumThreads(1)
    read, (networks_of, write) = READERS[reader], PEERS[kind]
    networks = networks_of(folder)
    output.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(output / "results.sqlite", isolation_level=None)
    database.execute("CREATE TABLE IF NOT EXISTS result (film TEXT, finding INTEGER, probability REAL)")
    print("ready", flush=True)
    sys.stdin.readline()
    for path in sys.argv[5:]:
        if path == "-":
            # Whoever measures this process looks at it now.
            print("paused", flush=True)
            sys.stdin.readline()
            continue
        film = read(path)
        name = Path(path).stem
        write(str(output / f"{name}.png"), film)
        mask = networks.mask(tensor(cv2.merge([film] * 3), 256))
        left, top, right, bottom = crop_of(mask, film)
        crop = film[top:bottom, left:right]
        probabilities, heat = networks.classify(tensor(channels_of(crop), 224))
        heat = cv2.resize(heat / max(float(heat.max()), 1e-9), (crop.shape[1], crop.shape[0]))
        coloured = cv2.applyColorMap((255 * heat).astype(np.uint8), cv2.COLORMAP_JET)
        picture = cv2.cvtColor(film, cv2.COLOR_GRAY2BGR)
        part = picture[top:bottom, left:right]
        picture[top:bottom, left:right] = cv2.addWeighted(part, 0.6, coloured, 0.4, 0)
        write(str(output / f"{name}-heatmap.png"), picture)
        winner = int(probabilities.argmax())
        database.execute("INSERT INTO result VALUES (?, ?, ?)", (name, winner, float(probabilities[winner])))


if __name__ == "__main__":
    main()
