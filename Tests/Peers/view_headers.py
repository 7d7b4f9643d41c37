"""Print the attributes that decide view and gate, as pydicom reads them: JSON, one object a file.

Usage: view_headers.py FILE_OR_FOLDER...
A file that pydicom cannot read, or that holds no SOP class, is printed with "error".
"""

import json
import sys
import warnings
from pathlib import Path

import pydicom
from pydicom.multival import MultiValue

TEXTS = {
    "sopClassUID": "SOPClassUID",
    "sopInstanceUID": "SOPInstanceUID",
    "studyInstanceUID": "StudyInstanceUID",
    "seriesInstanceUID": "SeriesInstanceUID",
    "modality": "Modality",
    "presentationIntentType": "PresentationIntentType",
    "bodyPartExamined": "BodyPartExamined",
    "viewPosition": "ViewPosition",
    "patientPosition": "PatientPosition",
    "seriesDescription": "SeriesDescription",
    "protocolName": "ProtocolName",
    "studyDescription": "StudyDescription",
    "imageComments": "ImageComments",
    "acquisitionDeviceProcessingDescription": "AcquisitionDeviceProcessingDescription",
    "performedProcedureStepDescription": "PerformedProcedureStepDescription",
    "patientAge": "PatientAge",
    "patientBirthDate": "PatientBirthDate",
    "studyDate": "StudyDate",
    "photometricInterpretation": "PhotometricInterpretation",
    "burnedInAnnotation": "BurnedInAnnotation",
    "lossyImageCompression": "LossyImageCompression",
    "fieldOfViewHorizontalFlip": "FieldOfViewHorizontalFlip",
}
NUMBERS = {
    "rows": "Rows",
    "columns": "Columns",
    "samplesPerPixel": "SamplesPerPixel",
    "numberOfFrames": "NumberOfFrames",
    "fieldOfViewRotation": "FieldOfViewRotation",
}
LISTS = {"imageType": "ImageType", "patientOrientation": "PatientOrientation"}


def text(value):
    if value is None:
        return None
    stated = "\\".join(map(str, value)) if isinstance(value, MultiValue) else str(value)
    return stated.strip() or None


def values(value):
    if value in (None, ""):
        return []
    return [str(v).strip() for v in (value if isinstance(value, MultiValue) else [value])]


def codes(items):
    fields = ("CodeValue", "CodingSchemeDesignator", "CodeMeaning")
    return [[str(item.get(field, "") or "").strip() for field in fields] for item in items or []]


def read(path):
    """The data set, and whether Pixel Data is in it; cut-off pixels count as pixels."""
    data = pydicom.dcmread(path, force=True)
    if "SOPClassUID" in data:
        return data, "PixelData" in data
    data = pydicom.dcmread(path, stop_before_pixels=True, force=True)
    return data, b"\xe0\x7f\x10\x00" in path.read_bytes()


def header(path):
    data, has_pixels = read(path)
    if "SOPClassUID" not in data:
        raise ValueError("no SOP class")
    views = data.get("ViewCodeSequence") or []
    modifiers = [code for view in views for code in codes(view.get("ViewModifierCodeSequence"))]
    texts = {name: text(data.get(keyword)) for name, keyword in TEXTS.items()}
    texts["transferSyntaxUID"] = str(data.file_meta.get("TransferSyntaxUID", ""))
    numbers = {name: data.get(keyword) for name, keyword in NUMBERS.items()}
    return {
        "texts": {name: value for name, value in texts.items() if value},
        "numbers": {name: float(v) for name, v in numbers.items() if v not in (None, "")},
        "lists": {name: values(data.get(keyword)) for name, keyword in LISTS.items()},
        "codes": {
            "viewCodes": codes(views),
            "viewModifierCodes": modifiers,
            "anatomicRegions": codes(data.get("AnatomicRegionSequence")),
        },
        "hasPixelData": has_pixels,
    }


def main():
    warnings.simplefilter("ignore")
    for argument in map(Path, sys.argv[1:]):
        for path in sorted(argument.rglob("*")) if argument.is_dir() else [argument]:
            if not path.is_file():
                continue
            try:
                found = header(path)
            except Exception as error:  # whatever a hostile file makes pydicom raise
                found = {"error": type(error).__name__}
            print(json.dumps({"file": path.name, **found}))


main()
