"""Compares 8-bit renderings with pydicom's own LUT functions.

Usage: dicom_render.py LIST, where each line of LIST is a DICOM file, a tab, and a file of 8-bit
grey values; a third column, where it is there, is a file of stored values as 32-bit little-endian
integers to use in place of pydicom's own decoding (lossy decoders may differ by one, and a narrow
window multiplies that). Prints one JSON object a line: the largest difference and how many pixels differ by
more than one level, or pydicom's error.

pydicom gives values, not grey levels: they are scaled here from the nominal range of its output
(apply_windowing's y_min and y_max; a VOI LUT's bits) to 0..255, and inverted for MONOCHROME1 or
Presentation LUT Shape INVERSE.
"""

import json
import sys
import warnings

import numpy as np
import pydicom
from pydicom.pixels import apply_modality_lut, apply_voi_lut

warnings.simplefilter("ignore")


def nominal_range(dataset):
    """What the modality transform can give, by bits stored; as apply_windowing computes it."""
    bits = int(dataset.BitsStored)
    if dataset.get("ModalityLUTSequence"):
        return 0.0, 2.0 ** dataset.ModalityLUTSequence[0].LUTDescriptor[2] - 1
    low, high = (0, 2**bits - 1)
    if dataset.PixelRepresentation == 1:
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    slope = float(dataset.get("RescaleSlope") or 1)
    intercept = float(dataset.get("RescaleIntercept") or 0)
    return low * slope + intercept, high * slope + intercept


def stored_values(dataset, given):
    if given:
        return np.fromfile(given[0], dtype="<i4").reshape(dataset.Rows, dataset.Columns)
    stored = dataset.pixel_array
    return stored[0] if int(getattr(dataset, "NumberOfFrames", 1) or 1) > 1 else stored


def without_empty_attributes(dataset):
    """pydicom trips over empty rescales and LUT sequences whose item is empty: no transform."""
    for keyword in ("RescaleSlope", "RescaleIntercept", "WindowCenter", "WindowWidth"):
        if keyword in dataset and dataset.get(keyword) is None:
            delattr(dataset, keyword)
    for keyword in ("ModalityLUTSequence", "VOILUTSequence"):
        items = dataset.get(keyword)
        if items and items[0].get("LUTDescriptor") is None:
            delattr(dataset, keyword)
    return dataset


def rendered(dataset, stored):
    values = apply_voi_lut(apply_modality_lut(stored, dataset), dataset, index=0)
    if dataset.get("VOILUTSequence"):
        low, high = 0.0, 2.0 ** dataset.VOILUTSequence[0].LUTDescriptor[2] - 1
    else:
        low, high = nominal_range(dataset)
    grey = np.clip((values.astype(np.float64) - low) / (high - low), 0, 1)
    is_inverted = (
        dataset.PhotometricInterpretation == "MONOCHROME1"
        or dataset.get("PresentationLUTShape") == "INVERSE"
    )
    return np.floor((1 - grey if is_inverted else grey) * 255 + 0.5)


for line in open(sys.argv[1], encoding="utf-8"):
    path, raw, *given = line.rstrip("\n").split("\t")
    try:
        dataset = without_empty_attributes(pydicom.dcmread(path, force=True))
        theirs = rendered(dataset, stored_values(dataset, given))
        ours = np.fromfile(raw, dtype=np.uint8).reshape(theirs.shape)
        difference = np.abs(theirs - ours)
        result = {"largest": int(difference.max()), "different": int((difference > 1).sum())}
    except Exception as error:  # whatever pydicom or a plugin throws is a result here
        result = {"error": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(result))
