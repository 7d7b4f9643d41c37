"""Compares stored values with pydicom's.

Usage: dicom_pixels.py LIST, where each line of LIST is a DICOM file, a tab, and a file of the
samples of frame 0 as 32-bit little-endian integers. Prints one JSON object a line: the largest
difference and how many samples differ, or pydicom's error.
"""

import json
import sys
import warnings

import numpy as np
import pydicom

warnings.simplefilter("ignore")

for line in open(sys.argv[1], encoding="utf-8"):
    path, raw = line.rstrip("\n").split("\t")
    try:
        dataset = pydicom.dcmread(path, force=True)
        theirs = dataset.pixel_array
        if int(getattr(dataset, "NumberOfFrames", 1) or 1) > 1:
            theirs = theirs[0]
        ours = np.fromfile(raw, dtype="<i4").reshape(theirs.shape)
        difference = np.abs(theirs.astype(np.int64) - ours)
        result = {"largest": int(difference.max()), "different": int((difference > 0).sum())}
    except Exception as error:  # whatever pydicom or a plugin throws is a result here
        result = {"error": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(result))
