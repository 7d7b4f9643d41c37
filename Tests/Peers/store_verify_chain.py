"""Recomputes the audit chain and the results' digests with hashlib and sqlite3 alone.

Usage: store_verify_chain.py DATABASE. Prints one JSON object: entries, head, and for each
result its digest as computed here from the columns in the documented order.
"""

import hashlib
import json
import sqlite3
import struct
import sys

RESULT_COLUMNS = """id file_id version processed_at study_uid series_uid sop_instance_uid
sop_class_uid modality accession_number patient_id patient_name study_date patient_sex patient_age
pixel_hash view view_evidence status reason outcome_status outcome_reason detail finding
probability probabilities segmentation_confidence heatmap_in_lungs flags model model_version
image_file heatmap_file image_sha256 heatmap_sha256 provenance""".split()

# The tables of schema 002: the columns, the entry that holds a row's digest, its key there.
BOUND = {
    "shadow": (
        """id result_id promised_at bundle_hash model model_version status recorded_at reason
        detail finding probability probabilities segmentation_confidence flags milliseconds
        provenance""".split(),
        "shadow-recorded",
        "shadow",
        " WHERE status <> 'promised'",
    ),
    "acceptance": (
        """id accepted_at signed_by model model_version bundle_seal file_hashes labels_hash films
        figures demands program_version engine engine_version precision machine_class""".split(),
        "model-accepted",
        "acceptance",
        "",
    ),
}


def canonical(values):
    """Each value as a netstring, none as a hyphen."""
    pieces = []
    for value in values:
        if value is None:
            pieces.append(b"-")
            continue
        if isinstance(value, float):
            value = struct.pack(">d", value).hex()
        text = str(value).encode()
        pieces.append(b"%d:%s," % (len(text), text))
    return b"".join(pieces)


def digest(values):
    return hashlib.sha256(canonical(values)).hexdigest()


def main(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    previous = hashlib.sha256(b"pacs-watch audit 1").hexdigest()
    entries = 0
    recorded = {}
    for row in database.execute(
        "SELECT sequence, recorded_at, actor, event, subject, study_uid, details, previous_hash, "
        "hash FROM audit ORDER BY sequence"
    ):
        entries += 1
        assert row[0] == entries, f"sequence {row[0]} at place {entries}"
        assert row[7] == previous, f"entry {entries} does not follow"
        assert digest(("pacs-watch audit 1",) + row[:8]) == row[8], f"entry {entries} was changed"
        previous = row[8]
        if row[3] == "result-recorded":
            details = json.loads(row[6])
            recorded[details["result"]] = details["digest"]
    assert database.execute("SELECT sequence, hash FROM audit_head").fetchall() == [
        (entries, previous)
    ], "the head is another"
    columns = ", ".join("r." + name for name in RESULT_COLUMNS)
    computed = {
        row[1]: digest(("pacs-watch result 1",) + row)
        for row in database.execute(
            f"SELECT f.content_hash, {columns} FROM result r JOIN file f ON f.id = r.file_id"
        )
    }
    assert computed == recorded, "results and their entries differ"
    for table, (columns, event, key, condition) in BOUND.items():
        said = {}
        for (text,) in database.execute("SELECT details FROM audit WHERE event = ?", (event,)):
            details = json.loads(text)
            said[details[key]] = details["digest"]
        computed_rows = {
            row[0]: digest((f"pacs-watch {table} 1",) + row)
            for row in database.execute(f"SELECT {', '.join(columns)} FROM {table}{condition}")
        }
        assert computed_rows == said, f"{table} rows and their entries differ"
    print(json.dumps({"entries": entries, "head": previous, "results": len(computed)}))


if __name__ == "__main__":
    main(sys.argv[1])
