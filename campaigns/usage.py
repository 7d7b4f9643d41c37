"""What a daemon and its decoders use, by proc(5)."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from .daemon import session_members

_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")


@dataclass
class Usage:
    """One look."""

    seconds: float
    daemon_bytes: int
    decoder_bytes: int
    daemon_descriptors: int
    decoder_descriptors: int
    decoders: int


def look(daemon: int, start: float) -> Usage:
    """Resident bytes and open descriptors, of the daemon and of its decoders together."""
    sizes, descriptors = {}, {}
    for pid in session_members(daemon):
        try:
            sizes[pid] = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
            descriptors[pid] = len(os.listdir(f"/proc/{pid}/fd"))
        except OSError:
            continue
    own, fds = sizes.pop(daemon, 0), descriptors.pop(daemon, 0)
    return Usage(time.monotonic() - start, own, sum(sizes.values()), fds, sum(descriptors.values()), len(sizes))


def processor_seconds(daemon: int) -> float:
    """User and system time of the daemon and of its living decoders."""
    total = 0
    for pid in session_members(daemon):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def idle_percent(daemon: int, seconds: float) -> float:
    """The share of one core that is used while nothing arrives."""
    before, start = processor_seconds(daemon), time.monotonic()
    time.sleep(seconds)
    return 100 * (processor_seconds(daemon) - before) / (time.monotonic() - start)


def megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
