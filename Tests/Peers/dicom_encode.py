"""Writes one picture in every lossless transfer syntax and several depths, by encoders of others.

Usage: dicom_encode.py FOLDER. Writes FOLDER/NAME.dcm and FOLDER/NAME.raw (stored values as 32-bit
little-endian integers) and prints one NAME a line. HTJ2K comes from OpenJPH and lossless JPEG from
imagecodecs; JPEG 2000, JPEG-LS and RLE from pydicom's plugins.
"""

import sys
from pathlib import Path

import imagecodecs
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, JPEG2000Lossless, JPEGLSLossless, RLELossless

HTJ2K = ["1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"]
JPEG_LOSSLESS = ["1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"]
ROWS, COLUMNS = 61, 83


def picture(bits, is_signed):
    """A ramp with noise that touches both ends of the range."""
    random = np.random.default_rng(bits)
    ramp = np.linspace(0, 2**bits - 1, ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    values = np.clip(ramp + random.normal(0, 2 ** (bits - 5), ramp.shape), 0, 2**bits - 1)
    values = values.round().astype(np.int64) - (2 ** (bits - 1) if is_signed else 0)
    kind = ("i" if is_signed else "u") + ("1" if bits <= 8 else "2")
    return values.astype("<" + kind)


def dataset(values, bits, is_signed):
    result = Dataset()
    result.file_meta = FileMetaDataset()
    result.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    result.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    result.SOPInstanceUID = "2.25.1"
    result.SamplesPerPixel = 1
    result.PhotometricInterpretation = "MONOCHROME2"
    result.Rows, result.Columns = values.shape
    result.BitsAllocated = values.dtype.itemsize * 8
    result.BitsStored = bits
    result.HighBit = bits - 1
    result.PixelRepresentation = int(is_signed)
    result.PixelData = values.tobytes()
    return result


def encapsulated(values, bits, is_signed, syntax, codestream):
    result = dataset(values, bits, is_signed)
    result.file_meta.TransferSyntaxUID = UID(syntax)
    result.PixelData = encapsulate([codestream])
    result["PixelData"].VR = "OB"
    result["PixelData"].is_undefined_length = True
    return result


def compressed(values, bits, is_signed, syntax):
    result = dataset(values, bits, is_signed)
    result.compress(syntax)
    return result


def variants(values, bits, is_signed):
    yield "native", dataset(values, bits, is_signed)
    yield "rle", compressed(values, bits, is_signed, RLELossless)
    yield "j2k", compressed(values, bits, is_signed, JPEG2000Lossless)
    yield "jls", compressed(values, bits, is_signed, JPEGLSLossless)
    if values.dtype.itemsize * 8 == bits:
        for syntax in HTJ2K:
            codestream = imagecodecs.htj2k_encode(values, reversible=True)
            yield "htj2k" + syntax[-3:], encapsulated(values, bits, is_signed, syntax, codestream)
    if not is_signed:
        for syntax in JPEG_LOSSLESS:
            codestream = imagecodecs.ljpeg_encode(values, bitspersample=bits)
            yield "jll" + syntax[-2:], encapsulated(values, bits, is_signed, syntax, codestream)


folder = Path(sys.argv[1])
for bits, is_signed in [(8, False), (10, False), (12, False), (12, True), (16, False), (16, True)]:
    values = picture(bits, is_signed)
    for kind, file in variants(values, bits, is_signed):
        name = f"{kind}-{bits}{'s' if is_signed else 'u'}"
        file.save_as(folder / f"{name}.dcm", enforce_file_format=True)
        values.astype("<i4").tofile(folder / f"{name}.raw")
        print(name)
