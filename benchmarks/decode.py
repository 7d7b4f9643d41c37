"""Milliseconds a film from DICOM to full-size 8-bit PNG, one film at a time on one core.

    python decode.py PROGRAM [--films 4] [--rounds 5]

Everyone is held to the same one core: GDCM, and so SimpleITK, decodes JPEG 2000 with as many threads as it is given cores.
No start is counted but that of DCMTK's tools, which read one file a call. Films: phantoms of 2500 x 3000, 12 bits (8 where
the syntax has no more), one window. Before anything is timed, all pictures of the first film are compared.
"""
from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

from common import HERE, SYNTAXES, WORK, arguments, films, in_turns, median, save, timed, tool, versions

OURS = "pacs-watch"
READERS = {"pydicom, pylibjpeg": "pydicom", "SimpleITK": "simpleitk", "pydicom, imagecodecs, table": "imagecodecs"}
TOOL = "DCMTK's tool"


class Loop:
    """A process that works through its films when it is told a folder."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, cwd=HERE)
        assert self.process.stdout is not None
        self.is_ready = self.process.stdout.readline() == "ready\n"

    def run(self, folder: Path) -> float:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def end(self) -> str:
        """Ends it; the last line that it said on standard error."""
        said = self.process.communicate()[1].strip().splitlines()
        return said[-1][:120] if said else ""


class Calls:
    """A call a film of the one of DCMTK's tools that reads the syntax: dcmj2pnm, for JPEG-LS dcml2pnm."""

    def __init__(self, paths: list[str]) -> None:
        self.paths, self.tool = paths, next((name for name in ("dcmj2pnm", "dcml2pnm") if subprocess.run(
            [name, "--quiet", "--write-png", paths[0], "/dev/null"], capture_output=True, check=False).returncode == 0), "")
        self.is_ready = bool(self.tool)

    def run(self, folder: Path) -> float:
        return sum(timed([self.tool, "--use-window", "1", "--write-png", path, str(folder / f"{Path(path).stem}.png")])
                   for path in self.paths)

    def end(self) -> str:
        return "neither dcmj2pnm nor dcml2pnm reads it"


def differences(contenders: dict[str, Loop | Calls], stem: str) -> dict[str, int]:
    """The largest difference of each contender's picture of a film to ours, in grey levels."""
    pictures: dict[str, np.ndarray] = {}
    for name, contender in contenders.items():
        folder = Path(tempfile.mkdtemp(dir=WORK))
        contender.run(folder)
        picture = cv2.imread(str(folder / f"{stem}.png"), cv2.IMREAD_GRAYSCALE)
        assert picture is not None, f"{name} wrote no picture"
        pictures[name] = picture.astype(int)
        shutil.rmtree(folder)
    return {name: int(abs(picture - pictures[OURS]).max()) for name, picture in pictures.items()}


def main() -> None:
    options = arguments(__doc__)
    options.add_argument("--films", type=int, default=4)
    options.add_argument("--syntax", action="append", choices=SYNTAXES, help="only this one; may be repeated")
    given = options.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    WORK.mkdir(parents=True, exist_ok=True)
    order = [OURS, *READERS, TOOL]
    rows, remarks, measured = [], [], {}
    for syntax in given.syntax or SYNTAXES:
        paths = films(given.program, SYNTAXES[syntax], given.films)
        everyone: dict[str, Loop | Calls] = {OURS: Loop([tool(given.program, "StageBenchmark"), "films", *paths])}
        everyone |= {name: Loop([sys.executable, "decode_peer.py", reader, *paths]) for name, reader in READERS.items()}
        everyone[TOOL] = Calls(paths)
        contenders = {name: one for name, one in everyone.items() if one.is_ready}
        apart = differences(contenders, Path(paths[0]).stem)
        folder = Path(tempfile.mkdtemp(dir=WORK))
        turns = in_turns({name: lambda one=one: one.run(folder) for name, one in contenders.items()}, given.rounds)
        shutil.rmtree(folder)
        refused = {name: one.end() for name, one in everyone.items()}
        remarks += [f"{syntax}: {name} gives none ({refused[name]})." for name in everyone if name not in contenders]
        remarks += [f"{syntax}: the picture of {name} differs from ours by up to {levels} levels."
                    for name, levels in apart.items() if levels > 1 and name != "pydicom, pylibjpeg"]
        times = {name: 1000 * median(turns[name]) / given.films if name in turns else math.nan for name in order}
        best = min((name for name in turns if name != OURS), key=lambda name: times[name])
        rows.append([syntax, *(f"{times[name]:.0f}" if name in turns else "-" for name in order),
                     f"{times[best] / times[OURS]:.2f} ({best})"])
        measured[syntax] = turns
        print(rows[-1], file=sys.stderr, flush=True)
    save("decode", "Decode, grey values, PNG", ["", *order, "best peer / ours"], rows, [
        f"Milliseconds a film, all on one core, median of {given.rounds} interleaved rounds over {given.films} films of 2500 x 3000; "
        "ours in the sandboxed process.",
        f"pydicom as documented scales by the values that occur, so its pictures are others. {TOOL}: a call a film, its start included.",
        *remarks, versions("pydicom", "pylibjpeg-libjpeg", "pylibjpeg-openjpeg", "SimpleITK", "imagecodecs", "opencv-python-headless")
        + ", dcmtk " + subprocess.run(["dcmj2pnm", "--version"], capture_output=True, text=True, check=False).stdout.split()[2]], measured)


if __name__ == "__main__":
    main()
