"""Kills the daemon again and again under load, and looks at what must hold at the end."""

import argparse
import os
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from . import invariants
from .daemon import PROJECT, Daemon, Site, session_members
from .films import FilmSource, read_folder, sha256
from .undisturbed import usual_outcomes


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=0.05, help="seconds after the start")
    parser.add_argument("--most", type=float, default=2.5, help="seconds after the start")
    parser.add_argument("--backlog", type=int, default=12, help="files that wait at any time")
    parser.add_argument("--model", default=str(PROJECT / "Tests/Models/tiny"))
    parser.add_argument("--films", type=Path, help="a further folder of DICOM files")
    parser.add_argument("--keep", action="store_true", help="leave the store for a look")


class Feeder(threading.Thread):
    """A sender that keeps a backlog: whole files by rename, files written in pieces, links."""

    def __init__(self, site: Site, source: FilmSource, rng: random.Random, backlog: int,
                 slow: frozenset[str] = frozenset(), pause: float = 0.02):
        """`slow` are samples that do not count as backlog: broken ones have to wait before they are taken,
        longer than some lives, and would in the end be all that waits. `pause` is the least time between
        two files, in seconds."""
        super().__init__(daemon=True)
        self.slow, self.counted, self.pause = slow, 0, pause
        self.site, self.source, self.rng, self.backlog = site, source, rng, backlog
        self.begin, self.times = time.monotonic(), []
        self.truth: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set():
            waiting = self.counted - self._finished()
            if waiting < 4 * self.backlog:
                self._deliver()
            # Beyond the backlog a trickle, so that something arrives in every life of the daemon.
            self.stopping.wait(self.pause if waiting < self.backlog else max(self.pause, 0.3))

    def delivered_since(self, seconds: float) -> int:
        """How many files came that long after the beginning, or later."""
        return sum(when - self.begin > seconds for when in self.times)

    def _finished(self) -> int:
        """Arrivals whose file is finished; 0 while there is no database."""
        states = "'done'" if self.slow else "'done', 'quarantined'"
        try:
            return invariants.Facts(self.site).rows(
                "SELECT count(*) FROM arrival a JOIN file f ON f.id = a.file_id"
                f" WHERE f.state IN ({states})")[0][0]
        except invariants.sqlite3.Error:
            return 0

    def _deliver(self) -> None:
        name, base, film = self.source.next()
        target = self.rng.choice((self.site.left, self.site.moved)) / name
        self.times.append(time.monotonic())
        self.counted += base not in self.slow
        manner = self.rng.random()
        self.truth[str(target)], self.bases[sha256(film)] = sha256(film), base
        if manner < 0.6:
            part = target.with_name(target.name + ".part")
            part.write_bytes(film)
            # As a sender that keeps times does: what looks old needs a shorter wait to count as settled.
            os.utime(part, (time.time() - 3600,) * 2)
            part.rename(target)
        else:
            with target.open("wb") as file:
                for start in range(0, len(film), 65536):
                    file.write(film[start:start + 65536])
                    if manner > 0.9:
                        file.flush()
                        time.sleep(0.01)


def run(options: argparse.Namespace) -> int:
    rng = random.Random(options.seed)
    place = Path(tempfile.mkdtemp(prefix="pacs-watch-crash-"))
    films = read_folder(PROJECT / "sample-dicom")
    if options.films:
        films |= read_folder(options.films)
    # Conflicts depend on who came first; a giant takes the time of fifty others.
    films = {name: film for name, film in films.items()
             if not name.startswith(("conflict-", "large-")) and len(film) < 2_000_000}
    usual = usual_outcomes(films, options.model, place / "undisturbed")
    slow = frozenset(name for name, (status, _) in usual.items() if status == "quarantined")
    site = Site(place, options.model, incomplete_wait=0.6)
    source = FilmSource(films, random.Random(options.seed + 1))
    feeder = Feeder(site, source, rng, options.backlog, slow)
    feeder.start()
    start, orphans, codes = time.monotonic(), Counter(), Counter()
    for number in range(1, options.kills + 1):
        daemon = Daemon(site)
        time.sleep(rng.uniform(options.least, options.most))
        if daemon.has_ended:
            codes[daemon.process.returncode] += 1
        else:
            daemon.kill()
        orphans[outlived(daemon)] += 1
        if number % 50 == 0:
            elapsed = time.monotonic() - start
            print(f"{number} kills, {len(feeder.truth)} files delivered, {elapsed:.0f} s", flush=True)
    feeder.stopping.set()
    feeder.join()
    drained, code = drain(site, len(feeder.truth))
    report = invariants.Report()
    report.check("the daemon never ended by itself", [f"exit code {c}: {n} times" for c, n in codes.items()],
                 f"{options.kills} kills, seed {options.seed}, {time.monotonic() - start:.0f} s")
    report.check("no decoder outlived its daemon by 2 s", [f"{n} times {c}" for c, n in orphans.items() if c])
    report.check("everything drained, and SIGTERM ended with 0", [] if drained and code == 0 else [
        f"drained: {drained}, exit code {code}"])
    facts = invariants.Facts(site)
    invariants.check_rows(report, facts, feeder.truth)
    invariants.check_outcomes(report, facts, feeder.bases, usual)
    invariants.check_files(report, site, facts)
    invariants.check_sources(report, site, feeder.truth)
    invariants.check_commands(report, site)
    if options.keep or report.has_failed:
        print(f"kept: {place}")
    else:
        shutil.rmtree(place)
    return 1 if report.has_failed else 0


def outlived(daemon: Daemon) -> int:
    """How many decoders are still there 2 s after their daemon's end."""
    end = time.monotonic() + 2
    while members := session_members(daemon.pid):
        if time.monotonic() > end:
            return len(members)
        time.sleep(0.01)
    return 0


def drain(site: Site, files: int) -> tuple[bool, int]:
    """Lets a last daemon finish everything; whether it did, and its exit code."""
    daemon = Daemon(site)
    return drain_running(site, daemon, files), daemon.stop()


def drain_running(site: Site, daemon: Daemon, files: int, patience: float = 120) -> bool:
    """Waits until nothing is left to be done; false if nothing happens for that long."""
    last, end = None, time.monotonic() + patience
    while time.monotonic() < end and not daemon.has_ended:
        time.sleep(0.5)
        try:
            facts = invariants.Facts(site)
            arrived = facts.rows("SELECT count(*) FROM arrival")[0][0]
            waiting = facts.rows(
                "SELECT count(*) FROM file WHERE state IN ('spooled', 'processing') OR place = 'spool'")[0][0]
        except invariants.sqlite3.Error:
            continue
        still = sum(path.is_file() for path in site.moved.rglob("*"))
        if arrived >= files and not waiting and not still:
            return True
        if (arrived, waiting, still) != last:
            last, end = (arrived, waiting, still), time.monotonic() + patience
    return False
