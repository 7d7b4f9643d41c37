"""Reads phantoms with pydicom and compares them with what they were made of.

usage: phantoms_pixels.py DICOM_FOLDER EXPECTED_FOLDER NAME...

EXPECTED_FOLDER holds, for each NAME, NAME.stored (16-bit little endian bit patterns of Bits Stored
bits) and NAME.shown (8-bit grey, 0 black, 255 white). Prints one line a file:
NAME <largest difference of stored values> <largest difference of shown grey> <mean of the latter>
"""

import sys
from pathlib import Path

import numpy as np
import pydicom
from pydicom.pixels import apply_modality_lut, apply_voi, apply_windowing


def read(path):
    dataset = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = pydicom.uid.ImplicitVRLittleEndian
    return dataset


def stored_patterns(dataset):
    """The bits that count. pydicom masks the lowest Bits Stored bits whatever High Bit says, so the
    retired layout is read from the bytes."""
    bits = dataset.BitsStored
    shift = dataset.HighBit + 1 - bits
    if shift:
        cells = np.frombuffer(dataset.PixelData, "<u2")[: dataset.Rows * dataset.Columns]
        values = cells.reshape(dataset.Rows, dataset.Columns).astype(np.int64) >> shift
    else:
        values = dataset.pixel_array.astype(np.int64)
    return values & ((1 << bits) - 1)


def signed(dataset, patterns):
    if dataset.PixelRepresentation == 0:
        return patterns.astype(np.int32)
    sign = 1 << (dataset.BitsStored - 1)
    return ((patterns ^ sign) - sign).astype(np.int32)


def shown(dataset, patterns):
    """PS3.4 N.2: modality, VOI, presentation; to 0...1."""
    bits = dataset.BitsStored
    values = apply_modality_lut(signed(dataset, patterns), dataset)
    if "VOILUTSequence" in dataset:
        grey = apply_voi(values.astype(np.int32), dataset)
        grey = grey / float((1 << int(dataset.VOILUTSequence[0].LUTDescriptor[2])) - 1)
    elif "WindowCenter" in dataset:
        grey = windowed(values, dataset)
    else:
        low = -(1 << (bits - 1)) if dataset.PixelRepresentation else 0
        grey = (values - low) / float((1 << bits) - 1)
    inverted = (
        dataset.PhotometricInterpretation == "MONOCHROME1"
        or dataset.get("PresentationLUTShape") == "INVERSE"
    )
    return 1 - grey if inverted else grey


def windowed(values, dataset):
    """pydicom's formulas, on values it gives an output range of its own choice.

    It takes that range from the header and turns it around for a negative slope, so the rescale
    attributes are hidden from it: the values have been rescaled already.
    """
    plain = pydicom.Dataset()
    for name in ("WindowCenter", "WindowWidth", "VOILUTFunction", "PhotometricInterpretation"):
        if name in dataset:
            setattr(plain, name, dataset.get(name))
    plain.BitsStored = 16
    plain.PixelRepresentation = 0
    return apply_windowing(values.astype(np.float64), plain) / 65535.0


def main():
    files, expected, names = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    for name in names:
        dataset = read(files / f"{name}.dcm")
        size = (dataset.Rows, dataset.Columns)
        patterns = stored_patterns(dataset)
        wanted = np.fromfile(expected / f"{name}.stored", "<u2").astype(np.int64).reshape(size)
        grey = np.fromfile(expected / f"{name}.shown", np.uint8).astype(float).reshape(size)
        difference = np.abs(signed(dataset, patterns) - signed(dataset, wanted)).max()
        error = np.abs(255 * shown(dataset, patterns) - grey)
        print(name, int(difference), f"{error.max():.3f}", f"{error.mean():.4f}")


main()
