"""Writes a small CT study and how pydicom shows its slices through a window.

Usage: pipeline_ct_series.py FOLDER CENTER WIDTH. For each file NAME.dcm of the study there is NAME.grey, 8-bit
grey values of 256 x 240 pixels through that window, whatever window the header states.
"""

import sys
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels import apply_modality_lut, apply_windowing
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

ROWS, COLUMNS = 256, 240
AXIAL = [1, 0, 0, 0, 1, 0]
TILT = np.deg2rad(20)
folder, center, width = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
study, series = generate_uid(entropy_srcs=["study"]), generate_uid(entropy_srcs=["series"])


def body(number):
    """Hounsfield units: air, an ellipse of soft tissue, two lungs, a spine, noise."""
    y, x = np.mgrid[-1 : 1 : ROWS * 1j, -1 : 1 : COLUMNS * 1j]
    units = np.full((ROWS, COLUMNS), -1000.0)
    units[(x / 0.9) ** 2 + (y / 0.7) ** 2 < 1] = 40
    for side in (-1, 1):
        units[((x - 0.42 * side) / 0.32) ** 2 + (y / (0.4 + 0.05 * number)) ** 2 < 1] = -820 + 40 * number
    units[(x / 0.1) ** 2 + ((y - 0.5) / 0.12) ** 2 < 1] = 600
    return units + np.random.default_rng(number).normal(0, 25, units.shape)


def write(name, number, orientation=AXIAL, image_type=("ORIGINAL", "PRIMARY", "AXIAL"), rescales=True):
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = CTImageStorage
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = generate_uid(entropy_srcs=[name])
    data.StudyInstanceUID, data.SeriesInstanceUID = study, series
    data.Modality, data.BodyPartExamined, data.PatientID = "CT", "CHEST", "TEST-CT"
    data.SeriesDescription = "Thorax PA topogram, soft tissue"
    data.ImageType, data.InstanceNumber = list(image_type), number
    data.ImageOrientationPatient = [float(f"{c:.6f}") for c in orientation]
    data.Rows, data.Columns, data.SamplesPerPixel = ROWS, COLUMNS, 1
    data.PhotometricInterpretation, data.PixelRepresentation = "MONOCHROME2", 0
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 12, 11
    data.WindowCenter, data.WindowWidth = 40, 400
    if rescales:
        data.RescaleSlope, data.RescaleIntercept = 1, -1024
    stored = np.clip(np.rint(body(number) + 1024), 0, 4095).astype("<u2")
    data.PixelData = stored.tobytes()
    data.save_as(folder / f"{name}.dcm", enforce_file_format=True)
    data.WindowCenter, data.WindowWidth = center, width
    units = apply_modality_lut(stored, data)
    shown = apply_windowing(units.astype(np.float64), data)
    low, high = -1024.0, 4095 - 1024.0
    grey = np.clip((shown - low) / (high - low), 0, 1)
    np.floor(grey * 255 + 0.5).astype(np.uint8).tofile(folder / f"{name}.grey")


for number in (1, 2, 3):
    write(f"slice-{number}", number)
write("derived", 4, image_type=("DERIVED", "SECONDARY", "AXIAL"))
write("tilted", 5, [1, 0, 0, 0, float(np.cos(TILT)), -float(np.sin(TILT))])
write("coronal", 6, [1, 0, 0, 0, 0, -1], image_type=("DERIVED", "SECONDARY", "REFORMATTED"))
write("scout", 7, [1, 0, 0, 0, 0, -1], image_type=("ORIGINAL", "PRIMARY", "LOCALIZER"))
write("raw", 8, rescales=False)
