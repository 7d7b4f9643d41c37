"""Damaged films through the daemon: it never ends, and each has a result or a reason."""

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

from . import invariants
from .burst import deliver, wait_for
from .daemon import PROJECT, Daemon, Site, session_members
from .films import read_folder, renumbered


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--films", type=Path, default=PROJECT / "sample-dicom", help="a folder with `syntax-*.dcm`")
    parser.add_argument("--model", default=str(PROJECT / "Tests/Models/tiny"))


def run(options: argparse.Namespace) -> int:
    place = Path(tempfile.mkdtemp(prefix="pacs-watch-fuzz-"))
    site, report, truth = Site(place, options.model), invariants.Report(), {}
    # Films whose UID can be seen: mutants of one that cannot would all be the same instance.
    samples = {name: film for name, film in read_folder(options.films).items()
               if name.startswith("syntax-") and renumbered(film, 0)}
    rng, names = random.Random(options.seed), sorted(samples)
    daemon = Daemon(site)
    daemon.says(site, "Watching")
    start, highest = time.monotonic(), 0
    for number in range(options.files):
        film = renumbered(samples[names[number % len(names)]], number)
        assert film is not None
        deliver(site, f"{number:06d}.dcm", damaged(film, rng), truth, age=3600)
        if number % 500 == 499:
            # Beyond this the disk would hold them all twice.
            highest = max(highest, wait_for(site, daemon, truth, start))
    highest = max(highest, wait_for(site, daemon, truth, start))
    ends = Counter(re.findall(r"ended a decoder's process.*?end=(.*)", site.log.read_text(errors="replace")))
    report.check("the daemon never ended", [daemon.process.returncode] if daemon.has_ended else [],
                 f"{options.files} mutants, seed {options.seed}, {time.monotonic() - start:.0f} s, "
                 f"at most {highest / 1e6:.0f} MB, restarts 0")
    print(f"      decoders that a file ended: {sum(ends.values())}{''.join(f'; {n} by {end}' for end, n in ends.items())}")
    print(f"      {dict(invariants.Facts(site).rows('SELECT status, count(*) FROM result GROUP BY status'))}")
    members, code = len(session_members(daemon.pid)), daemon.stop()
    report.check("SIGTERM ended with 0", [code] if code else [], f"{members - 1} decoders beside it at the end")
    return invariants.conclude(report, site, truth, place)


def damaged(film: bytes, rng: random.Random) -> bytes:
    """A stretch removed, doubled, zeroed or cut off, bits turned or bytes replaced; half of it in the first 2 kB."""
    data = bytearray(film)
    reach = rng.choice((min(2048, len(data)), len(data)))
    start = rng.randrange(reach)
    end = min(len(data), start + rng.randint(1, 64))
    kind = rng.randrange(7)
    if kind == 0:
        del data[start:end]
    elif kind == 1:
        data[start:start] = data[start:end]
    elif kind == 2:
        data[start:end] = bytes(end - start)
    elif kind == 3:
        del data[start:]
    elif kind == 4:
        data[start:start] = bytes((0xFF, rng.randrange(256)))
    elif kind == 5:
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(reach)] ^= 1 << rng.randrange(8)
    else:
        for _ in range(rng.randint(1, 8)):
            data[rng.randrange(reach)] = rng.randrange(256)
    return bytes(data)
