"""Film to PNG in Python, one film at a time; answers as `StageBenchmark films` does.

    python decode_peer.py READER FILM...

Each line of standard input is a folder to write to; the answer is the seconds for all films.
"""
from __future__ import annotations

import sys
import time
from pathlib import Path

import cv2

from readers import READERS, write_png


def main() -> None:
    read, films = READERS[sys.argv[1]], sys.argv[2:]
    cv2.setNumThreads(1)
    read(films[0])
    print("ready", flush=True)
    for line in sys.stdin:
        folder, begin = Path(line.strip()), time.monotonic()
        for film in films:
            write_png(str(folder / f"{Path(film).stem}.png"), read(film))
        print(time.monotonic() - begin, flush=True)


if __name__ == "__main__":
    main()
