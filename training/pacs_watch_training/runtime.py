"""Run a bundle's ONNX files, by ONNX Runtime or by OpenVINO (the product's engine)."""
from __future__ import annotations

from pathlib import Path

import numpy as np

ENGINES = ("onnxruntime", "openvino")


#: By which int8 networks are measured: the product's own engine. The two round at other places and differ in the second digit.
OF_INT8 = "openvino"


def engine_of(path: Path) -> str:
    """By which a network is measured where nobody says: for FP32 ONNX Runtime, which is not the product's and so checks it."""
    import onnx

    nodes = onnx.load(path, load_external_data=False).graph.node
    return OF_INT8 if any(node.op_type == "QuantizeLinear" for node in nodes) else "onnxruntime"


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
