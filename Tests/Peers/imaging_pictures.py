"""Writes PNGs of every kind and the grey values that they mean, and reads ours.

    imaging_pictures.py write OUT     OUT/NAME.png with OUT/NAME.gray, 37 x 29 pixels
    imaging_pictures.py read FILE     mode, size, texts and bytes of the samples, as Pillow sees them
"""
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

ROWS, COLUMNS = 37, 29
# (first row, first column, row step, column step) of the seven passes of Adam7.
ADAM7 = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))


def png(depth: int, color: int, rows: list, interlaced: bool, extra: bytes = b"") -> bytes:
    """A PNG of filter 0 from the bytes of each row of each pass."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", COLUMNS, ROWS, depth, color, 0, 0, int(interlaced))
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def passes(samples: np.ndarray) -> list:
    return [row.tobytes() for r, c, dr, dc in ADAM7 for row in samples[r::dr, c::dc] if row.size]


def luma(rgb: np.ndarray) -> np.ndarray:
    return (rgb.astype(np.int64) @ np.array([4899, 9617, 1868]) + 8192) >> 14


def over_black(values: np.ndarray, alpha: np.ndarray, white: int) -> np.ndarray:
    return (values * alpha.astype(np.int64) + white // 2) // white


def write(out: Path) -> None:
    rng = np.random.default_rng(3)
    grey = rng.integers(0, 256, (ROWS, COLUMNS), np.uint8)
    rgb = rng.integers(0, 256, (ROWS, COLUMNS, 3), np.uint8)
    alpha = rng.integers(0, 256, (ROWS, COLUMNS), np.uint8)
    deep = rng.integers(0, 65536, (ROWS, COLUMNS), np.uint16)
    palette = rng.integers(0, 256, (256, 3), np.uint8)

    def save(name: str, data: Image.Image | bytes, expected: np.ndarray) -> None:
        if isinstance(data, bytes):
            (out / f"{name}.png").write_bytes(data)
        else:
            data.save(out / f"{name}.png")
        (out / f"{name}.gray").write_bytes(expected.astype(np.uint8).tobytes())

    rounded = np.rint(deep / 257)
    save("grey", Image.fromarray(grey), grey)
    save("bilevel", Image.fromarray(np.where(grey > 99, 255, 0).astype(np.uint8)).convert("1"), np.where(grey > 99, 255, 0))
    save("deep", Image.fromarray(deep), rounded)
    save("rgb", Image.fromarray(rgb), luma(rgb))
    save("rgba", Image.fromarray(np.dstack([rgb, alpha])), over_black(luma(rgb), alpha, 255))
    save("grey-alpha", Image.fromarray(np.dstack([grey, alpha])), over_black(grey, alpha, 255))
    indexed = Image.fromarray(grey)
    indexed.putpalette(palette.tobytes())
    save("palette", indexed, luma(palette[grey]))
    save("interlaced", png(8, 0, passes(grey), True), grey)
    save("interlaced-deep", png(16, 0, passes(deep.astype(">u2")), True), rounded)
    save("interlaced-rgb", png(8, 2, passes(rgb), True), luma(rgb))
    nibbles = grey >> 4
    padded = np.pad(nibbles, ((0, 0), (0, COLUMNS % 2)))
    save("four-bits", png(4, 0, [(row[0::2] << 4 | row[1::2]).tobytes() for row in padded], False), nibbles * 17)


def read(path: str) -> None:
    image = Image.open(path)
    image.load()
    samples = list(np.asarray(image).tobytes())
    print(json.dumps({"mode": image.mode, "size": image.size, "text": image.text, "samples": samples}))


if sys.argv[1] == "write":
    write(Path(sys.argv[2]))
else:
    read(sys.argv[2])
