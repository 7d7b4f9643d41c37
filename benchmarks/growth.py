"""Cost of the commands as the store grows to a million studies of one film each.

    python growth.py PROGRAM [--sizes 1000 10000 100000 1000000]

Inserts go through the product's own store (StageBenchmark growth), a hundred studies a transaction but for the last 200 of
each size; everything else is the program's commands.
"""
from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from common import WORK, arguments, median, save, tool

FIRST = 1_767_225_600


def seconds(command: list[str], output: Path) -> float:
    with output.open("wb") as file:
        begin = time.monotonic()
        subprocess.run(command, stdout=file, check=True)
        return time.monotonic() - begin


def main() -> None:
    options = arguments(__doc__)
    options.set_defaults(rounds=3)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000, 1_000_000])
    given = options.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=WORK))
    store, output, measured, before = place / "store", place / "out", {}, 0
    for size in given.sizes:
        answer = subprocess.run([tool(given.program, "StageBenchmark"), "growth", str(store), "--from", str(before), "--to", str(size)],
                                capture_output=True, text=True, check=True)
        figures = json.loads(answer.stdout)
        since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(FIRST + size - 1000))
        commands = {
            "list_last_1000_s": ["list", "--since", since, "--format", "csv"],
            "show_s": ["show", f"2.25.1000000{size // 2}"],
            "list_s": ["list", "--format", "csv"],
            "export_s": ["export", "--output", "-"],
            "verify_s": ["audit", "verify"],
        }
        for name, command in commands.items():
            call = [given.program, *command, "--store", str(store)]
            # What takes minutes is measured once.
            times = [seconds(call, output)]
            while times[0] < 20 and len(times) < given.rounds:
                times.append(seconds(call, output))
            figures[name] = median(times)
        figures["database_bytes"] = sum(path.stat().st_size for path in store.glob("pacs-watch.sqlite*"))
        measured[size], before = figures, size
        print(size, figures, flush=True)
    shutil.rmtree(place)
    rows = [[f"{size:,}", f"{f['single_ms_a_study']:.2f}", f"{1000 * f['list_last_1000_s']:.0f}", f"{1000 * f['show_s']:.0f}",
             f"{f['list_s']:.2f} ({1e6 * f['list_s'] / size:.0f})", f"{f['export_s']:.2f} ({1e6 * f['export_s'] / size:.0f})",
             f"{f['verify_s']:.2f} ({1e6 * f['verify_s'] / size:.0f})", f"{f['database_bytes'] / 1e6:.0f}"]
            for size, f in measured.items()]
    save("growth", "The store as it grows", ["studies", "insert, ms", "list the last 1,000, ms", "show one, ms", "list all, s (µs a study)",
                                             "export all, s (µs a study)", "verify, s (µs a study)", "database, MB"], rows, [
        "Insert: the four durable transactions of one film, median of 200. Commands: with their start."], measured)


if __name__ == "__main__":
    main()
