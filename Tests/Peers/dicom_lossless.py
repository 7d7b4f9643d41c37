"""Writes lossless JPEG by every predictor, point transform and restart interval that T.81 annex H has.

Usage: dicom_lossless.py FOLDER. Writes FOLDER/NAME.dcm and FOLDER/NAME.raw (stored values as 32-bit little-endian integers)
and prints one NAME a line. Predictors and point transforms come from DCMTK's dcmcjpeg. It writes no restart markers, so those
codestreams are put together here, and libjpeg (pylibjpeg) must read them as they were meant before they are written.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
from libjpeg import decode
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian

ROWS, COLUMNS = 24, 37


def picture(bits):
    """Noise over a ramp, with jumps over the whole range: differences of every size."""
    random = np.random.default_rng(bits)
    values = np.linspace(0, 2**bits - 1, ROWS * COLUMNS).reshape(ROWS, COLUMNS) + random.normal(0, 2 ** (bits - 6), (ROWS, COLUMNS))
    values[5:7, ::3], values[11, 1::2] = 2**bits - 1, 0
    return np.clip(values.round(), 0, 2**bits - 1).astype(np.uint16)


def dataset(values, bits):
    result = Dataset()
    result.file_meta = FileMetaDataset()
    result.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    result.SOPClassUID, result.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.1.1", "2.25.1"
    result.StudyInstanceUID, result.SeriesInstanceUID, result.PatientID = "2.25.2", "2.25.3", ""
    result.SamplesPerPixel, result.PhotometricInterpretation = 1, "MONOCHROME2"
    result.Rows, result.Columns = values.shape
    result.BitsAllocated, result.BitsStored, result.HighBit, result.PixelRepresentation = 16, bits, bits - 1, 0
    result.PixelData = values.tobytes()
    return result


def predicted(values, x, y, predictor, bits, is_first_row):
    if is_first_row:
        return int(values[y, x - 1]) if x else 1 << (bits - 1)
    if not x:
        return int(values[y - 1, 0])
    left, up, corner = int(values[y, x - 1]), int(values[y - 1, x]), int(values[y - 1, x - 1])
    return [left, up, corner, left + up - corner, left + (up - corner >> 1), up + (left - corner >> 1), left + up >> 1][predictor - 1]


def with_restarts(values, bits, predictor, rows_between):
    """Codes of five bits, the category itself, so that no table has to be found."""
    codestream = b"\xff\xd8\xff\xc3" + bytes([0, 11, bits, 0, ROWS, 0, COLUMNS, 1, 1, 0x11, 0])
    codestream += b"\xff\xc4" + bytes([0, 2 + 17 + 17, 0, *[0] * 4, 17, *[0] * 11, *range(17)])
    codestream += b"\xff\xdd" + bytes([0, 4]) + (rows_between * COLUMNS).to_bytes(2, "big")
    codestream += b"\xff\xda" + bytes([0, 8, 1, 1, 0, predictor, 0, 0])
    text = ""
    for y in range(ROWS):
        is_first_row = y % rows_between == 0
        if is_first_row and y:
            codestream += stuffed(text) + bytes([0xFF, 0xD0 + (y // rows_between - 1) % 8])
            text = ""
        for x in range(COLUMNS):
            difference = (int(values[y, x]) - predicted(values, x, y, predictor, bits, is_first_row) + 32767) % 65536 - 32767
            category = abs(difference).bit_length()
            text += f"{category:05b}"
            if 0 < category < 16:
                text += f"{difference if difference > 0 else difference + (1 << category) - 1:0{category}b}"
    return codestream + stuffed(text) + b"\xff\xd9"


def stuffed(text):
    text += "1" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)).replace(b"\xff", b"\xff\x00")


def keep(folder, name, values):
    values.astype("<i4").tofile(folder / f"{name}.raw")
    print(name)


folder = Path(sys.argv[1])
for bits in (10, 12, 16):
    values = picture(bits)
    plain = folder / "plain"
    dataset(values, bits).save_as(plain, enforce_file_format=True)
    for predictor in range(1, 8):
        for transform in (0, 3):
            name = f"sv{predictor}-pt{transform}-{bits}"
            # True lossless: without it dcmcjpeg renders the picture anew.
            subprocess.run(["dcmcjpeg", "+el", "+tl", "+sv", str(predictor), "+pt", str(transform), plain, folder / f"{name}.dcm"], check=True)
            keep(folder, name, values >> transform << transform)
        name = f"restart-sv{predictor}-{bits}"
        codestream = with_restarts(values, bits, predictor, 1 + predictor % 3)
        assert np.array_equal(np.squeeze(decode(codestream)), values), name
        file = dataset(values, bits)
        file.file_meta.TransferSyntaxUID = UID("1.2.840.10008.1.2.4.57")
        file.PixelData = encapsulate([codestream])
        file["PixelData"].VR, file["PixelData"].is_undefined_length = "OB", True
        file.save_as(folder / f"{name}.dcm", enforce_file_format=True)
        keep(folder, name, values)
