"""Prints what pydicom reads from headers.

Usage: dicom_headers.py LIST, a DICOM file a line. Prints one JSON object a line, keyed like
DicomHeader's properties, or pydicom's error.
"""

import json
import sys
import warnings

import pydicom
from pydicom.multival import MultiValue

warnings.simplefilter("ignore")

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
    "performedProcedureStepDescription": "PerformedProcedureStepDescription",
    "patientName": "PatientName",
    "patientID": "PatientID",
    "patientBirthDate": "PatientBirthDate",
    "patientAge": "PatientAge",
    "patientSex": "PatientSex",
    "accessionNumber": "AccessionNumber",
    "studyDate": "StudyDate",
    "studyTime": "StudyTime",
    "manufacturer": "Manufacturer",
    "stationName": "StationName",
    "photometricInterpretation": "PhotometricInterpretation",
    "burnedInAnnotation": "BurnedInAnnotation",
    "lossyImageCompression": "LossyImageCompression",
}
NUMBERS = {
    "rows": "Rows",
    "columns": "Columns",
    "samplesPerPixel": "SamplesPerPixel",
    "bitsAllocated": "BitsAllocated",
    "bitsStored": "BitsStored",
    "highBit": "HighBit",
    "pixelRepresentation": "PixelRepresentation",
    "numberOfFrames": "NumberOfFrames",
}
LISTS = {"imageType": "ImageType", "patientOrientation": "PatientOrientation"}


def text(dataset, keyword):
    value = dataset.get(keyword)
    if isinstance(value, MultiValue):
        value = "\\".join(str(part) for part in value)
    stripped = "" if value is None else str(value).strip(" \0")
    return stripped or None


def values(dataset, keyword):
    value = dataset.get(keyword)
    if value is None or value == "":
        return []
    # Spaces around a value of a code string are padding (PS3.5 6.2); pydicom leaves inner ones.
    return [str(part).strip() for part in (value if isinstance(value, MultiValue) else [value])]


def concepts(dataset, keyword):
    return [
        [item.get("CodeValue", ""), item.get("CodingSchemeDesignator", ""), item.get("CodeMeaning", "")]
        for item in dataset.get(keyword) or []
    ]


def header(path):
    dataset = pydicom.dcmread(path, force=True, defer_size=4096)
    dataset.decode()
    result = {key: text(dataset, keyword) for key, keyword in TEXTS.items()}
    # A DICOMDIR states its class in the file meta information only.
    if result["sopClassUID"] is None:
        result["sopClassUID"] = text(getattr(dataset, "file_meta", pydicom.Dataset()), "MediaStorageSOPClassUID")
    for key, keyword in NUMBERS.items():
        value = dataset.get(keyword)
        result[key] = None if value in (None, "") else str(int(value))
    for key, keyword in LISTS.items():
        result[key] = "|".join(values(dataset, keyword)) or None
    for key, keyword in {"viewCodes": "ViewCodeSequence", "anatomicRegions": "AnatomicRegionSequence"}.items():
        result[key] = "|".join(",".join(code) for code in concepts(dataset, keyword)) or None
    result["hasPixelData"] = str(any(k in dataset for k in ("PixelData", "FloatPixelData", "DoubleFloatPixelData"))).lower()
    return result


for line in open(sys.argv[1], encoding="utf-8"):
    try:
        print(json.dumps(header(line.rstrip("\n"))))
    except Exception as error:  # whatever pydicom throws is a result here
        print(json.dumps({"error": f"{type(error).__name__}: {error}"[:200]}))
