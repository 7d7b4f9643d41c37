"""Compares 8-bit renderings with PNG files.

Usage: dicom_expected.py LIST, where each line of LIST is a PNG file, a tab, and a file of 8-bit
grey values. Prints one JSON object a line: the largest difference and how many pixels differ.
"""

import json
import sys

import numpy as np
from PIL import Image

for line in open(sys.argv[1], encoding="utf-8"):
    path, raw = line.rstrip("\n").split("\t")
    theirs = np.array(Image.open(path)).astype(int)
    ours = np.fromfile(raw, dtype=np.uint8).reshape(theirs.shape)
    difference = np.abs(theirs - ours)
    print(json.dumps({"largest": int(difference.max()), "different": int((difference > 0).sum())}))
