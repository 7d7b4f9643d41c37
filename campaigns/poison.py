"""Hostile and enormous files first, ordinary films behind them: how long do these wait for their results?"""

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from . import invariants
from .burst import deliver
from .daemon import PROJECT, Daemon, Site
from .films import read_folder, renumbered


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--giant", type=int, default=1000, help="megabytes of the largest file")
    parser.add_argument("--each", type=int, default=4, help="copies of each hostile sample")
    parser.add_argument("--films", type=int, default=60, help="ordinary films, two a second")
    parser.add_argument("--limit", type=float, default=30, help="seconds that none may take longer")
    parser.add_argument("--order", choices=("oldest", "newest"), default="oldest")
    parser.add_argument("--model", default=str(PROJECT / "Tests/Models/tiny"))


def run(options: argparse.Namespace) -> int:
    place = Path(tempfile.mkdtemp(prefix="pacs-watch-poison-"))
    site = Site(place, options.model, more=f"order: {options.order}\n")
    report, truth = invariants.Report(), {}
    samples = read_folder(PROJECT / "sample-dicom")
    daemon = Daemon(site)
    daemon.says(site, "Watching")
    calm = waits(site, samples, truth, range(10))
    begin = time.monotonic()
    poison(site, samples, truth, options)
    print(f"      {len(truth) - 10} hostile files, the largest of {options.giant} MB, "
          f"written in {time.monotonic() - begin:.1f} s", flush=True)
    behind = waits(site, samples, truth, range(10, 10 + options.films))
    late = [f"{wait:.1f} s" for wait in behind if wait > options.limit]
    report.check(f"each ordinary film has its result within {options.limit:.0f} s", late,
                 f"median {statistics.median(behind):.2f} s, longest {max(behind):.2f} s; "
                 f"before the hostile files {statistics.median(calm):.2f} s")
    while not all_settled(site, len(truth)):
        if daemon.has_ended or time.monotonic() - begin > 1800:
            report.check("the hostile files are finished too", [f"see {site.log}"])
            break
        time.sleep(1)
    print(f"      everything was settled after {time.monotonic() - begin:.0f} s", flush=True)
    code = daemon.stop()
    report.check("SIGTERM ended with 0", [code] if code else [])
    return invariants.conclude(report, site, truth, place)


def poison(site: Site, samples: dict[str, bytes], truth: dict[str, str], options: argparse.Namespace) -> None:
    """A film that claims to go on for a gigabyte, slow JPEG 2000, every broken header."""
    giant = bytearray(samples["broken-endless-pixel-data.dcm"])
    giant.extend(bytes(options.giant * 1_000_000 - len(giant)))
    deliver(site, "giant.dcm", bytes(giant), truth)
    for name, film in samples.items():
        if not name.startswith(("broken-", "large-")):
            continue
        for number in range(options.each):
            other = renumbered(film, 80_000_000 + number) or film + bytes(number)
            deliver(site, f"{number}-{name}", other, truth)


def waits(site: Site, samples: dict[str, bytes], truth: dict[str, str], numbers: range) -> list[float]:
    """Delivers two films a second; how long each took from its rename to its result."""
    rng, sent, found = random.Random(1), {}, {}
    names = [name for name in samples if name.startswith(("syntax-", "voi-", "view-position"))
             and renumbered(samples[name], 0)]
    queue, due = list(numbers), time.monotonic()
    while queue or len(found) < len(sent):
        if queue and time.monotonic() >= due:
            name = rng.choice(names)
            film, number = samples[name], queue.pop(0)
            deliver(site, f"film-{number}.dcm", renumbered(film, number) or film, truth)
            sent[str(site.left / f"film-{number}.dcm")] = time.monotonic()
            due += 0.5
        for path in recorded(site) & sent.keys() - found.keys():
            found[path] = time.monotonic() - sent[path]
        time.sleep(0.02)
    return list(found.values())


def recorded(site: Site) -> set[str]:
    """The ordinary films that have a result."""
    try:
        return {row[0] for row in invariants.Facts(site).rows(
            "SELECT a.source_path FROM arrival a JOIN result r ON r.file_id = a.file_id"
            " WHERE a.source_path LIKE '%/film-%'")}
    except invariants.sqlite3.Error:
        return set()


def all_settled(site: Site, files: int) -> bool:
    facts = invariants.Facts(site)
    return (facts.rows("SELECT count(*) FROM arrival")[0][0] >= files
            and not facts.rows("SELECT 1 FROM file WHERE place = 'spool'"))
