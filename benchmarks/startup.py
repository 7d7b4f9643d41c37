"""Start to ready, and memory with one bundle, beside a Python worker with the same networks.

    python startup.py PROGRAM [--rounds 7]

Ready: the daemon watches its folder, the worker could take a film. The first start on a store compiles the networks and keeps
them; later ones take them up. Memory is proportional (PSS), decoders included; once when
ready, once after a film.
"""
from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bundles import bundle
from common import HERE, PROJECT, SYNTAXES, WORK, arguments, films, in_turns, median, save, versions
from service import Service, proportional_bytes

Figures = tuple[float, float, float]


def ours(program: str, model: Path, film: str, first: bool = False) -> Figures:
    with Service(program, model) as service:
        if not first:
            service.stop()
            service.start()
        idle = proportional_bytes(service.process.pid)
        target = service.folder / "film.dcm"
        shutil.copy(film, target)
        service.wait_for_result(target)
        return service.ready, idle / 1e6, proportional_bytes(service.process.pid) / 1e6


def peer(kind: str, reader: str, model: Path, film: str) -> Figures:
    output, begin = Path(tempfile.mkdtemp(dir=WORK)), time.monotonic()
    command = [sys.executable, str(HERE / "peer.py"), kind, reader, str(model), str(output), film, "-"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE)
    assert worker.stdout is not None and worker.stdin is not None
    assert worker.stdout.readline() == "ready\n"
    ready, idle = time.monotonic() - begin, proportional_bytes(worker.pid)
    worker.stdin.write("go\n")
    worker.stdin.flush()
    assert worker.stdout.readline() == "paused\n"
    used = proportional_bytes(worker.pid)
    worker.communicate("\n")
    shutil.rmtree(output)
    return ready, idle / 1e6, used / 1e6


def main() -> None:
    options = arguments(__doc__)
    options.set_defaults(rounds=7)
    options.add_argument("--shipped", type=Path, default=PROJECT / "models/chest-xray-3class")
    given = options.parse_args()
    f32, int8 = bundle(WORK / "resnet34-f32", int8=False), bundle(WORK / "resnet34-int8", int8=True)
    film = films(given.program, SYNTAXES["uncompressed"], 4)[0]
    turns: dict[str, list[Figures]] = in_turns({  # type: ignore[assignment]
        "pydicom, PyTorch FP32": lambda: peer("torch", "pydicom", f32, film),
        "SimpleITK, OpenVINO FP32": lambda: peer("openvino", "simpleitk", f32, film),
        "SimpleITK, OpenVINO int8": lambda: peer("openvino", "simpleitk", int8, film),
        "pacs-watch, the same in FP32": lambda: ours(given.program, f32, film),
        "pacs-watch, the same in int8": lambda: ours(given.program, int8, film),
        "pacs-watch, shipped bundle": lambda: ours(given.program, given.shipped, film),
        "pacs-watch, shipped bundle, first start": lambda: ours(given.program, given.shipped, film, first=True),
    }, given.rounds)  # type: ignore[arg-type]
    middle = {name: [median([one[part] for one in of]) for part in range(3)] for name, of in turns.items()}
    base = middle["pydicom, PyTorch FP32"]
    rows = [[name, *(f"{value:.{digits}f} ({value / of:.2f})" for value, of, digits in zip(values, base, (2, 0, 0)))]
            for name, values in middle.items()]
    save("startup", "Start and memory", ["", "start to ready, s", "memory when ready, MB", "after a film, MB"], rows, [
        f"Median of {given.rounds} interleaved rounds, files in the page cache; in brackets the share of the first row. "
        "Ours: a store that has been started once, where nothing else is said.",
        versions("torch", "openvino", "SimpleITK")], turns)


if __name__ == "__main__":
    main()
