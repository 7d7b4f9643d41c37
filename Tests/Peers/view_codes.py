"""Print PS3.16 CID 4010 "DX View" as pydicom ships it: one line a code, SCHEME, VALUE, MEANING by tabs.

The SNOMED RT values of old files come from pydicom's own mapping to SNOMED CT.
"""

from pydicom.sr._cid_dict import cid_concepts
from pydicom.sr._concepts_dict import concepts
from pydicom.sr._snomed_dict import mapping


def main():
    old = {}
    for value, present in mapping["SRT"].items():
        old.setdefault(present, []).append(value)
    for scheme, names in cid_concepts[4010].items():
        for name in names:
            for value, (meaning, contexts) in concepts[scheme][name].items():
                if 4010 in contexts:
                    print(scheme, value, meaning, sep="\t")
                    for before in old.get(value, []):
                        print("SRT", before, meaning, sep="\t")


main()
