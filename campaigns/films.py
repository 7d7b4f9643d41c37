"""Films for campaigns: any number of distinct files out of the samples, and what each must come to."""

import hashlib
import itertools
import re
from pathlib import Path

# SOP Instance UID (0008,0018): implicit or explicit VR little endian, then big endian.
_ELEMENTS = (
    re.compile(rb"\x08\x00\x18\x00(?:UI..|..\x00\x00)([0-9.]{20,64})", re.DOTALL),
    re.compile(rb"\x00\x08\x00\x18UI..([0-9.]{20,64})", re.DOTALL),
)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The DICOM files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.dcm"))}


def renumbered(film: bytes, number: int) -> bytes | None:
    """The same film as another instance: another UID of the same length, in data set and file meta.

    None for files whose UID cannot be seen (deflated, no DICOM).
    """
    for element in _ELEMENTS:
        found = element.search(film)
        if found:
            uid = found.group(1)
            # The root 2.25. and the first digits stay, so that no component begins with a zero.
            return film.replace(uid, uid[:-8] + b"%08d" % number)
    return None


class FilmSource:
    """Names and bytes of files to be delivered: distinct films, and now and then the same bytes again."""

    def __init__(self, films: dict[str, bytes], random, duplicates: float = 0.15):
        self._films = films
        self._order = itertools.cycle(sorted(films, key=lambda name: hashlib.md5(name.encode()).digest()))
        self._random = random
        self._duplicates = duplicates
        self._number = 0
        self._sent: list[tuple[str, bytes]] = []

    def next(self) -> tuple[str, str, bytes]:
        """A new name, the sample that it comes from, and the bytes."""
        self._number += 1
        if self._sent and self._random.random() < self._duplicates:
            base, film = self._random.choice(self._sent)
        else:
            base = next(self._order)
            film = renumbered(self._films[base], self._number) or self._films[base]
            self._sent = self._sent[-200:] + [(base, film)]
        return f"{self._number:06d}-{base}", base, film


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
