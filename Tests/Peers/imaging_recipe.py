"""OpenCV's answers to every image operation, as raw bytes.

    imaging_recipe.py OUT FILM...

For film I: OUT/I-decoded.raw as cv2.imread reads it; the rest is of its part without some edge pixels, so that no size
is a multiple of 8 by accident. The first line printed for each film is its rows and columns; then the part's; then the
Otsu threshold and, for each component of the Otsu picture, area, left, top, width, height.
"""
import sys
from pathlib import Path

import cv2
import numpy as np

out = Path(sys.argv[1])


def resized(image: np.ndarray, rows: int, columns: int) -> np.ndarray:
    shrinks = rows <= image.shape[0] and columns <= image.shape[1]
    return cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


for index, path in enumerate(sys.argv[2:]):

    def write(name: str, values: np.ndarray) -> None:
        (out / f"{index}-{name}.raw").write_bytes(np.ascontiguousarray(values).tobytes())

    film = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    part = np.ascontiguousarray(film[3 : -7 - index, 5 + index : -9])
    enhanced = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(part)
    blurred = cv2.medianBlur(enhanced, 5)
    threshold, otsu = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(otsu, connectivity=8)
    write("decoded", film)
    write("clahe", enhanced)
    write("clahe-fine", cv2.createCLAHE(clipLimit=2.0, tileGridSize=(5, 5)).apply(part))
    write("median", blurred)
    write("median-wide", cv2.medianBlur(part, 9))
    write("adaptive", cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 11, 2))
    write("otsu", otsu)
    write("small", resized(part, 224, 224))
    write("odd", resized(part, 97, 131))
    write("large", resized(part, 500, 700))
    write("mixed", resized(part, 100, 700))
    write("map", resized(resized(part, 7, 7).astype(np.float32) / 255, 229, 301))
    write("labels", labels.astype(np.int32))
    write("jet", cv2.cvtColor(cv2.applyColorMap(part, cv2.COLORMAP_JET), cv2.COLOR_BGR2RGB))
    print(*film.shape)
    print(*part.shape)
    print(threshold, *[value for row in stats[1:] for value in (row[4], row[0], row[1], row[2], row[3])])
