"""What every benchmark shares: films, turns, figures with their circumstances."""
from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import platform
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
RESULTS = PROJECT / ".build/bench-results"
WORK = PROJECT / ".build/bench-work"
#: The transfer syntaxes that `pacs-watch phantom` writes, by the names of the tables.
SYNTAXES = {
    "uncompressed": "explicit-le",
    "deflated": "deflated",
    "RLE": "rle",
    "JPEG baseline": "jpeg-baseline",
    "JPEG extended": "jpeg-extended",
    "JPEG lossless": "jpeg-lossless-sv1",
    "JPEG-LS": "jpeg-ls",
    "JPEG-LS near": "jpeg-ls-near",
    "JPEG 2000 lossless": "jpeg-2000-lossless",
    "JPEG 2000": "jpeg-2000",
}


def arguments(text: str | None) -> argparse.ArgumentParser:
    """The options of every benchmark."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda text: str(Path(text).resolve()), help="the release pacs-watch")
    parser.add_argument("--rounds", type=int, default=5, help="turns of every contender")
    return parser


def tool(program: str, name: str) -> str:
    """One of the benchmarks' own Swift programs, built beside the product."""
    path = Path(program).with_name(name)
    if not path.exists():
        raise SystemExit(f"{path} is missing: swift build -c release --product {name}")
    return str(path)


def films(program: str, syntax: str, count: int) -> list[str]:
    """Chest phantoms of 2500 x 3000 samples, drawn once: the same films whichever benchmark asks."""
    folder = WORK / f"films-{syntax}"
    if len(list(folder.glob("*.dcm"))) < count:
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run([program, "phantom", "--output", str(part), "--count", str(count), "--view", "PA",
                        "--transfer-syntax", syntax, "--columns", "2500"], check=True, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    return sorted(str(path) for path in folder.glob("*.dcm"))[:count]


def in_turns(contenders: Mapping[str, Callable[[], float]], rounds: int, seed: int = 1) -> dict[str, list[float]]:
    """Every contender once a round, each round in another order; what each call gave."""
    order, given = random.Random(seed), {name: [] for name in contenders}
    for _ in range(rounds):
        for name in order.sample(list(contenders), len(contenders)):
            given[name].append(contenders[name]())
    return given


def timed(command: Sequence[str], **options: object) -> float:
    """Seconds that a command takes; it has to succeed."""
    begin = time.monotonic()
    answer = subprocess.run(list(command), capture_output=True, text=True, **options)  # type: ignore[call-overload]
    seconds = time.monotonic() - begin
    if answer.returncode:
        raise SystemExit(f"{command[0]} failed with {answer.returncode}: {answer.stderr[-2000:]}")
    return seconds


def percentile(values: Iterable[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def machine() -> str:
    """The processor and how busy it was, in one line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    cores = len(os.sched_getaffinity(0))
    return f"{cores} core{'s' if cores > 1 else ''} of {model}, load {os.getloadavg()[0]:.1f} at the end"


def versions(*packages: str) -> str:
    """The peers' names and versions, in one line."""
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)


def save(name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], remarks: Sequence[str],
         measured: object) -> None:
    """Prints a table, and keeps it with everything that was measured for docs/performance.md."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"title": title, "header": list(header), "rows": [list(row) for row in rows],
               "remarks": [*remarks, machine() + time.strftime(", %Y-%m-%d")], "measured": measured}
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
    print(markdown(content), flush=True)


def markdown(content: Mapping[str, object]) -> str:
    """A saved result as a table with its remarks."""
    header, rows, remarks = (list(content[key]) for key in ("header", "rows", "remarks"))  # type: ignore[call-overload]
    lines = ["| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows]]
    return "\n".join([*lines, "", *(f"{remark}  " for remark in remarks)])


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
