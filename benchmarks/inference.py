"""Milliseconds of one inference on one thread, the same ONNX files in pacs-watch, ONNX Runtime and OpenVINO's Python; PyTorch
on the networks that they were exported from.

    python inference.py PROGRAM [--rounds 9] [--calls 20]

Ours includes scaling a film of the network's size to its range, the mask's components and the choice of the box.
"""
from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import openvino
import torch

from bundles import bundle
from common import WORK, arguments, in_turns, median, save, tool, versions
from networks import built

NETWORKS = {"lungs.onnx": 256, "classifier.onnx": 224}
Timing = Callable[[], tuple[float, float]]


def per_call(calls: int, run: Callable[[], object]) -> float:
    """The median milliseconds of some calls."""
    times = []
    for _ in range(calls):
        begin = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def film(size: int) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 0.7, (1, 3, size, size)).astype(np.float32)


def onnx_runtime(folder: Path, calls: int) -> Timing:
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    sessions = [(onnxruntime.InferenceSession(folder / name, settings, providers=["CPUExecutionProvider"]), film(size))
                for name, size in NETWORKS.items()]
    return lambda: tuple(per_call(calls, lambda: s.run(None, {"film": x})) for s, x in sessions)  # type: ignore[return-value]


def openvino_python(folder: Path, calls: int) -> Timing:
    settings = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32"}
    compiled = [(openvino.Core().compile_model(folder / name, "CPU", settings), film(size)) for name, size in NETWORKS.items()]
    return lambda: tuple(per_call(calls, lambda: m(x)) for m, x in compiled)  # type: ignore[return-value]


def pytorch(calls: int) -> Timing:
    torch.set_num_threads(1)
    networks = list(zip(built(), (torch.from_numpy(film(size)) for size in NETWORKS.values())))

    def run() -> tuple[float, float]:
        with torch.inference_mode():
            first, second = (per_call(calls, lambda: network(x)) for network, x in networks)
        return first, second

    return run


def ours(program: str, folder: Path, calls: int) -> Timing:
    process = subprocess.Popen([tool(program, "StageBenchmark"), "networks", str(folder)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    source, sink = process.stdout, process.stdin
    assert source.readline() == "ready\n", f"{folder} does not load"

    def run() -> tuple[float, float]:
        sink.write(f"{calls}\n")
        sink.flush()
        first, second = source.readline().split()
        return float(first), float(second)

    return run


def main() -> None:
    options = arguments(__doc__)
    options.set_defaults(rounds=9)
    options.add_argument("--calls", type=int, default=20)
    given = options.parse_args()
    folders = {"FP32": bundle(WORK / "resnet34-f32", int8=False), "int8": bundle(WORK / "resnet34-int8", int8=True)}
    timings: dict[str, Timing] = {"PyTorch FP32": pytorch(given.calls)}
    for precision, folder in folders.items():
        timings[f"ONNX Runtime {precision}"] = onnx_runtime(folder, given.calls)
        timings[f"OpenVINO in Python {precision}"] = openvino_python(folder, given.calls)
        timings[f"pacs-watch {precision}"] = ours(given.program, folder, given.calls)
    turns: dict[str, list[tuple[float, float]]] = in_turns(timings, given.rounds)  # type: ignore[arg-type,assignment]
    middle = {name: [median([one[part] for one in of]) for part in (0, 1)] for name, of in turns.items()}
    both = {name: sum(of) for name, of in middle.items()}
    rows = [[name, *(f"{part:.1f}" for part in middle[name]), f"{both[name]:.1f}",
             f"{both['ONNX Runtime FP32'] / both[name]:.2f}", f"{both['ONNX Runtime ' + name.split()[-1]] / both[name]:.2f}"]
            for name in timings]
    save("inference", "Inference only", ["ms", "U-Net ResNet-34 @256", "ResNet-34 @224", "both", "times ORT FP32",
                                         "times ORT of equal precision"], rows, [
        f"One thread, median of {given.rounds} interleaved rounds of {given.calls} calls each; random weights.",
        versions("onnxruntime", "openvino", "torch")], turns)


if __name__ == "__main__":
    main()
