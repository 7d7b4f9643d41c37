"""Where the time of a film goes, and what the machine would need at the least for the same.

    python floors.py PROGRAM [--films 8]

Stages are those of `process --profile` with one worker. The floors are measured here: reading the file from the page cache,
its SHA-256, zlib's time to deflate the film (the product's own coder takes less), the multiplications of the networks at the rate of a large matrix product.
"""
from __future__ import annotations

import hashlib
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import shutil
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch

from bundles import bundle
from common import PROJECT, SYNTAXES, WORK, arguments, films, median, save, tool
from networks import built

KINDS = ("uncompressed", "JPEG lossless", "JPEG 2000 lossless")


def profile(program: str, model: Path, paths: list[str]) -> tuple[dict[str, float], np.ndarray]:
    """Median milliseconds of each stage, and one of the pictures."""
    output = Path(tempfile.mkdtemp(dir=WORK))
    answer = subprocess.run([program, "process", "--store", str(output), "--model", str(model), "--workers", "1", "--profile",
                             "--format", "csv", *paths], capture_output=True, text=True, check=True)
    table = [line.split() for line in answer.stderr.splitlines()]
    stages = {cells[0]: float(cells[4]) for cells in table if len(cells) == 6 and cells[1].isdigit()}
    picture = next(path for path in sorted((output / "images").rglob("*.png")) if "heatmap" not in path.name)
    grey = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    assert grey is not None and stages
    shutil.rmtree(output)
    return stages, grey


def least(run: Callable[[], object], times: int = 9) -> float:
    """The least milliseconds of some calls: a floor is what is possible."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - begin))
    return min(taken)


def reading(path: str) -> float:
    """One read(2) of the whole file into memory that is there already."""
    room = bytearray(os.path.getsize(path))
    with open(path, "rb", buffering=0) as file:
        return least(lambda: (file.seek(0), file.readinto(room)))


def hashing(path: str) -> float:
    """SHA-256 of the whole file, by OpenSSL as in the product."""
    content = Path(path).read_bytes()
    return least(lambda: hashlib.sha256(content).digest())


def deflating(grey: np.ndarray) -> float:
    """zlib, level 1, strategy RLE, over the film filtered by the average of its neighbours (ISO/IEC 15948 9.2)."""
    wide = grey.astype(np.uint16)
    left, above = np.zeros_like(wide), np.zeros_like(wide)
    left[:, 1:], above[1:] = wide[:, :-1], wide[:-1]
    filtered = (wide - (left + above) // 2).astype(np.uint8).tobytes()

    def run() -> None:
        compressor = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 8, zlib.Z_RLE)
        compressor.compress(filtered)
        compressor.flush()

    return least(run, 5)


def multiplying() -> float:
    """GFLOP/s of a product of two matrices of 2048 x 2048 in single precision, one thread."""
    matrix = np.random.default_rng(1).normal(size=(2048, 2048)).astype(np.float32)
    return 2 * 2048**3 / least(lambda: matrix @ matrix) / 1e6


def operations() -> float:
    """GFLOP of the convolutions of both networks for one film."""
    count = 0

    def add(layer: torch.nn.Module, _: object, output: torch.Tensor) -> None:
        nonlocal count
        assert isinstance(layer, torch.nn.Conv2d)
        count += 2 * output.numel() * layer.in_channels * layer.kernel_size[0] * layer.kernel_size[1]

    with torch.inference_mode():
        for network, size in zip(built(), (256, 224)):
            for layer in network.modules():
                if isinstance(layer, torch.nn.Conv2d):
                    layer.register_forward_hook(add)
            network(torch.zeros(1, 3, size, size))
    return count / 1e9


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--films", type=int, default=8)
    given = options.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    model, shipped = bundle(WORK / "resnet34-int8", int8=True), PROJECT / "models/chest-xray-3class"
    stages, floors = {}, {}
    for kind in KINDS:
        paths = films(given.program, SYNTAXES[kind], given.films)
        stages[f"{kind}, ResNet-34 int8"], grey = profile(given.program, model, paths)
        stages[f"{kind}, shipped bundle"], _ = profile(given.program, shipped, paths)
        floors[kind] = {"reading": reading(paths[0]), "hashing": hashing(paths[0]), "deflating": deflating(grey)}
    rate, work = multiplying(), operations()
    names = list(next(iter(stages.values())))
    rows = [[name, *(f"{of[stage]:.1f}" if stage in of else "-" for stage in names), f"{sum(of.values()):.0f}"]
            for name, of in stages.items()]
    sandbox = subprocess.run([tool(given.program, "StageBenchmark"), "sandbox"], capture_output=True, text=True, check=True)
    names_of, values = (line.split(",") for line in sandbox.stdout.strip().splitlines()[:2])
    cost = dict(zip(names_of, values))
    remarks = [f"Median milliseconds a stage of {given.films} films of 2500 x 3000, one worker; a stage that waits for a disk counts its waiting.",
               *(f"Floors, {kind}: {of['reading']:.1f} ms to read the file from the page cache, {of['hashing']:.0f} ms for its SHA-256; "
                 f"zlib at its fastest (level 1, RLE) would take {of['deflating']:.0f} ms to deflate its film."
                 for kind, of in floors.items()),
               f"Floor of the networks: {work:.1f} GFLOP of U-Net and ResNet-34 at {rate:.0f} GFLOP/s of a large matrix product on one thread: "
               f"{1000 * work / rate:.0f} ms in FP32; a quarter, {250 * work / rate:.0f} ms, in int8 (VNNI takes four products where FP32 takes one).",
               f"Sandbox: an uncompressed film of 2500 x 3000 x 16 bits takes {cost['in_process_ms']} ms in process, {cost['isolated_ms']} ms "
               f"isolated, {cost['extra_ms']} ms more (median; least of each: {cost['extra_of_the_least_ms']} ms); a header {cost['header_extra_ms']} ms more."]
    save("floors", "Stages and floors", ["ms", *names, "sum"], rows, remarks,
         {"stages": stages, "floors": floors, "gflops": rate, "gflop": work, "sandbox": cost})


if __name__ == "__main__":
    main()
