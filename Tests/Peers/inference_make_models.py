"""Makes Tests/Models/tiny: a bundle of a few kB whose networks are real, small and known.

    python Tests/Peers/inference_make_models.py Tests/Models/tiny

The segmenter takes what is dark and smooth for lung. The classifiers are two convolutions with seeded weights, global
average pooling and a linear head. They answer nothing about patients. The same script gives the same files.
"""
import hashlib
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE, LABELS, CHANNELS = 64, 3, 8


def save(path: Path, nodes: list, outputs: dict, weights: dict, batch: int | str) -> None:
    """An ONNX file with the input `film`; `batch` may be a name, which leaves it open."""
    floats = TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        path.stem,
        [helper.make_tensor_value_info("film", floats, [batch, 3, SIZE, SIZE])],
        [helper.make_tensor_value_info(name, floats, [batch, *shape]) for name, shape in outputs.items()],
        [numpy_helper.from_array(np.asarray(values, np.float32), name) for name, values in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="pacs-watch tests")
    model.ir_version = 8
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def segmenter(path: Path) -> None:
    """mask = sigmoid(-6 x smoothed grey): above 0.5 where the film is darker than its mean grey.

    feature_map is the mean of tiles of 8 x 8 pixels, so its mean is that of the normalized film.
    """
    smooth = np.full((1, 3, 5, 5), -6 / 75)
    nodes = [
        helper.make_node("Conv", ["film", "smooth"], ["dark"], pads=[2, 2, 2, 2]),
        helper.make_node("Sigmoid", ["dark"], ["mask"]),
        helper.make_node("AveragePool", ["film"], ["feature_map"], kernel_shape=[8, 8], strides=[8, 8]),
    ]
    save(path, nodes, {"mask": (1, SIZE, SIZE), "feature_map": (3, 8, 8)}, {"smooth": smooth}, batch=1)


def classifier(folder: Path, stem: str, seed: int, batch: int | str) -> None:
    """logits = W mean(feature_map) + b, the feature map of 8 x 8 pixels."""
    rng = np.random.default_rng(seed)
    weights = {
        "first": rng.normal(0, 0.3, (4, 3, 4, 4)),
        "second": rng.normal(0, 0.3, (CHANNELS, 4, 3, 3)),
        "head": rng.normal(0, 2.0, (LABELS, CHANNELS)),
        "bias": rng.normal(0, 0.2, LABELS),
    }
    nodes = [
        helper.make_node("Conv", ["film", "first"], ["a"], strides=[4, 4]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "second"], ["c"], strides=[2, 2], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["c"], ["feature_map"]),
        helper.make_node("GlobalAveragePool", ["feature_map"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head", "bias"], ["logits"], transB=1),
    ]
    outputs = {"logits": (LABELS,), "feature_map": (CHANNELS, 8, 8)}
    save(folder / f"{stem}.onnx", nodes, outputs, weights, batch)
    np.save(folder / f"{stem}_weights.npy", weights["head"].astype(np.float32))
    np.save(folder / f"{stem}_bias.npy", weights["bias"].astype(np.float32))


MANIFEST = """\
format: 1
name: tiny
version: 1.0.0
task: nothing medical; networks for the tests of pacs-watch
labels: [COVID-19, Normal, Pneumonia]
accepts: {{modalities: [CR, DX], views: [PA, AP], body_parts: [CHEST]}}
precision: f32
segmenter:
  file: lungs.onnx
  sha256: {lungs.onnx}
  input: {{name: film, width: 64, height: 64, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25]}}
  output: mask
  threshold: 0.5
  keep_components: 2
  minimum_component_area: 0.01
  padding: 0.05
  minimum_confidence: 0.3
classifier:
  input: {{name: film, width: 64, height: 64, mean: [0.498, 0.498, 0.498], std: [0.502, 0.502, 0.502]}}
  steps:
    - {{step: lung-crop}}
    - {{step: resize}}
    - {{step: clahe, clip_limit: 3.0, tiles: 8}}
    - {{step: channels, recipe: gray3}}
  networks:
    - file: first.onnx
      sha256: {first.onnx}
      logits: logits
      feature_map: feature_map
      head_weights: first_weights.npy
      head_weights_sha256: {first_weights.npy}
      head_bias: first_bias.npy
      head_bias_sha256: {first_bias.npy}
    - file: second.onnx
      sha256: {second.onnx}
      logits: logits
      feature_map: feature_map
      head_weights: second_weights.npy
      head_weights_sha256: {second_weights.npy}
      head_bias: second_bias.npy
      head_bias_sha256: {second_bias.npy}
  heatmap: {{method: grad-cam}}
temperature: 1.25
abstain: {{minimum_probability: 0.4}}
card: MODEL_CARD.md
"""


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    segmenter(folder / "lungs.onnx")
    classifier(folder, "first", 17, batch=1)
    classifier(folder, "second", 18, batch="N")
    text = MANIFEST.replace("{{", "\0").replace("}}", "\1")
    for path in sorted(folder.iterdir()):
        text = text.replace("{" + path.name + "}", hashlib.sha256(path.read_bytes()).hexdigest())
    (folder / "bundle.yaml").write_text(text.replace("\0", "{").replace("\1", "}"))
    (folder / "MODEL_CARD.md").write_text(
        "# tiny\n\nSeeded random weights for the tests of pacs-watch; made by `Tests/Peers/inference_make_models.py`.\n"
        "Research software, not a medical device.\n"
    )


main()
