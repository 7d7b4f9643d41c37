"""Many files at once, or many old ones: all are found, a new one is noticed, memory stays bounded."""

import argparse
import os
import signal
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from . import invariants
from .daemon import PROJECT, Daemon, Site
from .films import renumbered, sha256
from .usage import idle_percent, look, megabytes

SMALL = (PROJECT / "sample-dicom/report.dcm").read_bytes()


def arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--files", type=int, help="so many small files at once")
    which.add_argument("--old", type=int, help="a folder with so many old files, known but for a few")
    parser.add_argument("--strangers", type=int, default=1000, help="of the old files, so many are not known")
    parser.add_argument("--order", choices=("oldest", "newest"), default="oldest")
    parser.add_argument("--rescan", type=float, default=70, help="seconds of the second look at idle CPU, for a rescan to fall into")
    parser.add_argument("--model", default=str(PROJECT / "Tests/Models/tiny"))


def run(options: argparse.Namespace) -> int:
    place = Path(tempfile.mkdtemp(prefix="pacs-watch-burst-"))
    site = Site(place, options.model, more=f"order: {options.order}\n", settle=1)
    report = invariants.Report()
    truth: dict[str, str] = {}
    if options.files:
        daemon = Daemon(site)
        daemon.says(site, "Watching")
        start = burst(site, daemon, options.files, truth)
        # Late enough not to settle in one round with the burst.
        time.sleep(6)
        print(f"      one that comes 6 s later is taken after {notice(site, truth, 99, 3600):.1f} s", flush=True)
        highest = wait_for(site, daemon, truth, start)
        overflows = site.log.read_text(errors="replace").count("event queue overflowed")
        report.check("the kernel's queue overflowed, and it was healed", [] if overflows else [
            "no overflow was logged; give more --files"], f"{overflows} times in the log")
    else:
        remember(site, options.old - options.strangers, options.strangers, truth)
        start = time.monotonic()
        daemon = Daemon(site)
        print(f"      watching after {daemon.says(site, 'Watching'):.1f} s", flush=True)
        highest = wait_for(site, daemon, truth, start)
    delays = [notice(site, truth, number) for number in range(10)]
    report.check("a new file is noticed within 2 s and the second that it has to lie still", [
        f"{delay:.1f} s" for delay in delays if delay > 3],
        f"median {statistics.median(delays):.1f} s, longest {max(delays):.1f} s")
    time.sleep(5)
    shares = idle_percent(daemon.pid, 20), idle_percent(daemon.pid, options.rescan)
    report.check("idle, it takes less than 1 % of a core", [share for share in shares if share >= 1],
                 f"{shares[0]:.2f} % over 20 s, {shares[1]:.2f} % over {options.rescan:.0f} s")
    highest = max(highest, look(daemon.pid, start).daemon_bytes)
    report.check("memory is bounded: 400 MB", [highest] if highest > 400e6 else [], f"at most {megabytes(highest)}")
    code = daemon.stop()
    report.check("SIGTERM ended with 0", [code] if code else [])
    return invariants.conclude(report, site, truth, place)


def deliver(site: Site, name: str, content: bytes, truth: dict[str, str], age: float = 0) -> None:
    """One file by rename, as most senders do."""
    target = site.left / name
    part = target.with_name(name + ".part")
    part.write_bytes(content)
    if age:
        os.utime(part, (time.time() - age,) * 2)
    part.rename(target)
    truth[str(target)] = sha256(content)


def small(number: int) -> bytes:
    film = renumbered(SMALL, number)
    assert film is not None
    return film


def burst(site: Site, daemon: Daemon, files: int, truth: dict[str, str]) -> float:
    """Delivers while the daemon gets no processor, so that the kernel's queue (16,384 events) overflows."""
    os.kill(daemon.pid, signal.SIGSTOP)
    begin = time.monotonic()
    for number in range(files):
        deliver(site, f"{number:07d}.dcm", small(number), truth)
    os.kill(daemon.pid, signal.SIGCONT)
    print(f"      {files} files delivered in {time.monotonic() - begin:.1f} s", flush=True)
    return time.monotonic()


def remember(site: Site, known: int, strangers: int, truth: dict[str, str]) -> None:
    """A folder of old empty files that the store knows, each a duplicate of the first, and strangers.

    The arrivals are written into the database as an earlier run would have left them: a run that
    really reads a million files takes hours, and is what `--files` measures.
    """
    begin = time.monotonic()
    deliver(site, "first.dcm", b"", truth, age=86400)
    daemon = Daemon(site)
    while not settled(site, 1):
        time.sleep(0.2)
    daemon.stop()
    (site.log).write_text("")
    database = sqlite3.connect(site.database)
    file, arrived = database.execute("SELECT id, received_at FROM file").fetchone()
    rows = []
    for number in range(known):
        path = site.left / f"{number:07d}.dcm"
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))
        os.utime(path, ns=(10**18, 10**18))
        status = os.lstat(path)
        rows.append((file, str(path), 0, status.st_mtime_ns, status.st_ino, status.st_dev, arrived))
        truth[str(path)] = truth[str(site.left / "first.dcm")]
    database.executemany(
        "INSERT INTO arrival (file_id, source_path, size, mtime_ns, inode, device, is_duplicate, arrived_at)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?)", rows)
    database.commit()
    database.close()
    for number in range(strangers):
        deliver(site, f"stranger-{number:07d}.dcm", small(number), truth, age=86400)
    print(f"      {known} known files and {strangers} others prepared in {time.monotonic() - begin:.0f} s",
          flush=True)


def settled(site: Site, files: int) -> bool:
    try:
        facts = invariants.Facts(site)
        arrived = facts.rows("SELECT count(*) FROM arrival")[0][0]
        return arrived >= files and not facts.rows("SELECT 1 FROM file WHERE place = 'spool' LIMIT 1")
    except sqlite3.Error:
        return False


def wait_for(site: Site, daemon: Daemon, truth: dict[str, str], start: float) -> int:
    """Waits until all files are found and settled; the highest resident size on the way."""
    highest, due = 0, time.monotonic() + 30
    while not settled(site, len(truth)):
        highest = max(highest, look(daemon.pid, start).daemon_bytes)
        if daemon.has_ended:
            raise SystemExit(f"the daemon ended, see {site.log}")
        if time.monotonic() > due:
            arrived = invariants.Facts(site).rows("SELECT count(*) FROM arrival")[0][0]
            print(f"      {time.monotonic() - start:.0f} s: {arrived} of {len(truth)} found, "
                  f"{megabytes(highest)}", flush=True)
            due += 30
        time.sleep(0.5)
    print(f"      all {len(truth)} files found and settled after {time.monotonic() - start:.1f} s", flush=True)
    return highest


def notice(site: Site, truth: dict[str, str], number: int, patience: float = 60) -> float:
    """Seconds from the rename to the arrival's row."""
    name, begin = f"new-{number}.dcm", time.monotonic()
    deliver(site, name, small(90_000_000 + number), truth)
    facts = invariants.Facts(site)
    sql = "SELECT 1 FROM arrival WHERE source_path = ? AND id > ?"
    # Behind the newest id there is little to look through.
    last = (facts.rows("SELECT max(id) FROM arrival")[0][0] or 0) - 5
    while not facts.database.execute(sql, (str(site.left / name), last)).fetchall():
        if time.monotonic() - begin > patience:
            return time.monotonic() - begin
        time.sleep(0.02)
    return time.monotonic() - begin
