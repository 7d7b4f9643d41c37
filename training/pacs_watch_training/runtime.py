"""Run a bundle's ONNX files, by ONNX Runtime or by OpenVINO (the product's engine)."""
from __future__ import annotations

from pathlib import Path

import numpy as np

ENGINES = ("onnxruntime", "openvino")


class Network:
    """One ONNX file. `run` takes `film` [N,3,H,W] float32 and gives its outputs by name."""

    def __init__(self, path: Path, engine: str = "onnxruntime", threads: int = 1) -> None:
        if engine == "onnxruntime":
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            names = [output.name for output in session.get_outputs()]
            self._run = lambda film: dict(zip(names, session.run(names, {"film": film}), strict=True))
        elif engine == "openvino":
            import openvino

            # Without the hint OpenVINO takes bf16 on a CPU that has it, and the figures would depend on the machine.
            settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": threads}
            compiled = openvino.Core().compile_model(str(path), "CPU", settings)
            names = [output.get_any_name() for output in compiled.outputs]
            self._run = lambda film: _copied(compiled({"film": film}), names)
        else:
            raise ValueError(f"unknown engine {engine}, one of {ENGINES}")

    def run(self, film: np.ndarray) -> dict[str, np.ndarray]:
        return self._run(np.ascontiguousarray(film, np.float32))


def _copied(results: object, names: list[str]) -> dict[str, np.ndarray]:
    # OpenVINO's results are views of memory that the next call reuses.
    return {name: np.array(results[name]) for name in names}
