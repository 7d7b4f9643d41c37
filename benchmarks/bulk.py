"""Films a second of the whole job, pacs-watch and its peers interleaved in the same run on the same films.

    python bulk.py PROGRAM [--films 16] [--rounds 3] [--processes 2]

Each round runs every contender once on every kind of film, in an order that turns from round to round; the figure is
the median over the rounds. The peers' start (imports, loading of networks) is not counted; that of pacs-watch is.
"""
from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from networks import write_bundle

HERE = Path(__file__).resolve().parent
SYNTAXES = {"JPEG lossless": "jpeg-lossless-sv1", "uncompressed": "explicit-le", "JPEG 2000": "jpeg-2000-lossless"}


def films_of(program: str, syntax: str, count: int, folder: Path) -> list[str]:
    """2500 x 3000 phantoms of 12 bits, made once."""
    if not folder.exists():
        subprocess.run([program, "phantom", "--output", str(folder), "--count", str(count), "--view", "PA",
                        "--transfer-syntax", syntax, "--columns", "2500"], check=True, stderr=subprocess.DEVNULL)
    return sorted(str(p) for p in folder.glob("*.dcm"))


def run_peer(kind: str, networks: Path, films: list[str], processes: int, output: Path) -> float:
    """Seconds from the start signal until the last process is done."""
    workers = []
    for index in range(processes):
        command = [sys.executable, str(HERE / "peer.py"), kind, str(networks), str(output / str(index))]
        workers.append(subprocess.Popen(command + films[index::processes], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, cwd=HERE))
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n", f"{kind} did not start"
    begin = time.monotonic()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    if any(worker.wait() for worker in workers):
        raise SystemExit(f"{kind} failed")
    return time.monotonic() - begin


def run_ours(program: str, bundle: Path, films: list[str], processes: int, output: Path) -> float:
    begin = time.monotonic()
    answer = subprocess.run([program, "process", "--store", str(output), "--model", str(bundle), "--workers",
                             str(processes), "--format", "csv", *films], capture_output=True, text=True)
    seconds = time.monotonic() - begin
    if answer.returncode or len(answer.stdout.splitlines()) != len(films) + 1:
        raise SystemExit(f"pacs-watch failed: {answer.stderr}")
    return seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("program")
    options.add_argument("--films", type=int, default=16)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--work", type=Path, default=HERE.parent / ".build/bench-work")
    options.add_argument("--shipped", type=Path, default=HERE.parent / "models/chest-xray-3class")
    options.add_argument("--json", type=Path, help="also write every measured second there")
    given = options.parse_args()
    program = str(Path(given.program).resolve())
    same = given.work / "resnet34-random"
    if not (same / "bundle.yaml").exists():
        write_bundle(same)
    contenders = {
        "pydicom + PyTorch": lambda films, out: run_peer("torch", same, films, given.processes, out),
        "SimpleITK + OpenVINO": lambda films, out: run_peer("openvino", same, films, given.processes, out),
        "pacs-watch, same networks": lambda films, out: run_ours(program, same, films, given.processes, out),
        "pacs-watch, shipped bundle": lambda films, out: run_ours(program, given.shipped, films, given.processes, out),
    }
    seconds: dict[str, dict[str, list[float]]] = {name: {s: [] for s in SYNTAXES} for name in contenders}
    for syntax, uid in SYNTAXES.items():
        films = films_of(program, uid, given.films, given.work / f"films-{uid}-{given.films}")
        for round_ in range(given.rounds):
            names = list(contenders)
            for name in names[round_ % len(names):] + names[:round_ % len(names)]:
                output = Path(tempfile.mkdtemp(dir=given.work))
                seconds[name][syntax].append(contenders[name](films, output))
                shutil.rmtree(output)
    print(f"films/s, {given.films} films of 2500 x 3000, {given.processes} processes or workers, "
          f"median of {given.rounds} interleaved rounds; in brackets times the first row\n")
    print("| | " + " | ".join(SYNTAXES) + " |\n| --- |" + " --- |" * len(SYNTAXES))
    base = {s: statistics.median(seconds["pydicom + PyTorch"][s]) for s in SYNTAXES}
    for name, of in seconds.items():
        cells = [f"{given.films / statistics.median(t):.2f} ({base[s] / statistics.median(t):.1f})" for s, t in of.items()]
        print(f"| {name} | " + " | ".join(cells) + " |")
    if given.json:
        given.json.write_text(json.dumps(seconds, indent=1))


if __name__ == "__main__":
    main()
