"""Seconds from a sender's last byte to the row, the daemon idle and set up as it comes (events, default settle time).

    python latency.py PROGRAM [--films 40]

Films of 2500 x 3000 come by three ways: renamed when complete, written at once, and written in 64 kB pieces.
"""
from __future__ import annotations

import random
import time
from pathlib import Path

from common import PROJECT, SYNTAXES, arguments, films, median, percentile, save
from service import Service

PEERS = "mercure waits 60 s for a series to be complete, Orthanc's stable age is 60 s, MONAI Deploy's timeout 5 s, by their defaults."


def renamed(target: Path, content: bytes) -> None:
    part = target.with_suffix(".part")
    part.write_bytes(content)
    part.rename(target)


def written(target: Path, content: bytes) -> None:
    target.write_bytes(content)


def in_pieces(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        for start in range(0, len(content), 65536):
            file.write(content[start:start + 65536])
            file.flush()


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--films", type=int, default=40, help="by each way")
    options.add_argument("--model", type=Path, default=PROJECT / "models/chest-xray-3class")
    given = options.parse_args()
    rng, waits = random.Random(1), {}
    paths = films(given.program, SYNTAXES["JPEG lossless"], 4)
    ways = {"renamed when complete": renamed, "written at once": written, "written in pieces": in_pieces}
    with Service(given.program, given.model) as service:
        for name, deliver in ways.items():
            waits[name] = []
            for number in range(given.films):
                # Trailing bytes make another content of the same film.
                content = Path(paths[number % len(paths)]).read_bytes() + f"{name} {number}".encode().ljust(64)
                target = service.folder / f"{name.replace(' ', '-')}-{number}.dcm"
                time.sleep(rng.uniform(0.2, 1.2))
                deliver(target, content)
                begin = time.monotonic()
                service.wait_for_result(target)
                waits[name].append(time.monotonic() - begin)
    rows = [[name, *(f"{value:.2f}" for value in (median(of), percentile(of, 0.95), max(of)))] for name, of in waits.items()]
    save("latency", "Last byte to row", ["s", "p50", "p95", "longest"], rows, [
        f"{given.films} films of 2500 x 3000 in JPEG lossless by each way, one at a time, shipped bundle.", PEERS], waits)


if __name__ == "__main__":
    main()
