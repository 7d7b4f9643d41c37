"""What must hold of a store once everything is drained, whatever happened before."""

import hashlib
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

from .daemon import Site


class Report:
    """Invariants as they are found, printed one a line."""

    def __init__(self):
        self.has_failed = False

    def check(self, what: str, violations: list, context: str = "") -> None:
        verdict = "FAIL" if violations else "PASS"
        self.has_failed |= bool(violations)
        print(f"{verdict}  {what}{f' ({context})' if context else ''}", flush=True)
        for violation in violations[:5]:
            print(f"      {violation}")
        if len(violations) > 5:
            print(f"      and {len(violations) - 5} more")


class Facts:
    """One state of the database, read past the program."""

    def __init__(self, site: Site):
        self.database = sqlite3.connect(f"file:{site.database}?mode=ro", uri=True, timeout=10)

    def rows(self, sql: str) -> list[tuple]:
        return self.database.execute(sql).fetchall()


def conclude(report: Report, site: Site, truth: dict[str, str], place: Path, with_sources: bool = False) -> int:
    """The invariants of every campaign, and its exit code; `place` is kept where one fails."""
    facts = Facts(site)
    check_rows(report, facts, truth)
    check_files(report, site, facts)
    if with_sources:
        check_sources(report, site, truth)
    check_commands(report, site)
    if report.has_failed:
        print(f"kept: {place}")
        return 1
    shutil.rmtree(place)
    return 0


def check_rows(report: Report, facts: Facts, truth: dict[str, str]) -> None:
    """Every accepted file has one current result or one reason; `truth` is SHA-256 by path."""
    arrivals = facts.rows(
        "SELECT a.source_path, f.content_hash FROM arrival a JOIN file f ON f.id = a.file_id")
    counts = Counter(path for path, _ in arrivals)
    seen = set(arrivals)
    report.check("every delivered file arrived once, with its own bytes", [
        path for path in truth if counts[path] != 1 or (path, truth[path]) not in seen
    ], f"{len(truth)} files")
    report.check("nothing arrived that was not delivered", [path for path in counts if path not in truth])
    contents = set(truth.values())
    files = facts.rows("SELECT content_hash, state, place FROM file")
    report.check("every content is one file", sorted(contents ^ {row[0] for row in files}),
                 f"{len(contents)} contents")
    report.check("every file is finished and settled", [
        row for row in files if (row[1], row[2]) not in {("done", "archive"), ("quarantined", "quarantine")}])
    report.check("every file has exactly one current result or reason", facts.rows(
        "SELECT f.id, count(r.id) FROM file f LEFT JOIN result r ON r.file_id = f.id"
        " AND r.superseded_by IS NULL GROUP BY f.id HAVING count(r.id) <> 1"))
    report.check("no result was recorded twice", facts.rows(
        "SELECT file_id, count(*) FROM result GROUP BY file_id HAVING count(*) <> 1"))
    report.check("what was not read says why", facts.rows(
        "SELECT file_id, status FROM result WHERE status IN ('skipped', 'quarantined') AND reason IS NULL"))
    report.check("nobody owes a second reading", facts.rows(
        "SELECT result_id FROM shadow WHERE status = 'promised'"))
    report.check("the audit trail tells of each arrival and result once", facts.rows(
        "SELECT event, subject, count(*) FROM audit WHERE event IN ('received', 'result-recorded')"
        " GROUP BY event, subject HAVING count(*) <> 1"))
    report.check("the database is sound", [
        row for row in facts.rows("PRAGMA integrity_check") if row != ("ok",)
    ] + facts.rows("PRAGMA foreign_key_check"))


def check_outcomes(report: Report, facts: Facts, bases: dict[str, str], usual: dict[str, tuple]) -> None:
    """Each file came to what its sample comes to undisturbed: `bases` is the sample by content."""
    outcomes = facts.rows(
        "SELECT f.content_hash, r.outcome_status, r.outcome_reason FROM result r JOIN file f ON f.id = r.file_id")
    report.check("every outcome is that of an undisturbed run", [
        (bases[digest], (status, reason), usual[bases[digest]])
        for digest, status, reason in outcomes if (status, reason) != usual[bases[digest]]
    ], f"{len(outcomes)} results")


def check_files(report: Report, site: Site, facts: Facts) -> None:
    """What lies in the store is what the database says, byte by byte, and nothing else."""
    kept = {path.name: path for place in ("archive", "quarantine")
            for path in (site.store / place).rglob("*") if path.is_file()}
    named = {row[0] for row in facts.rows("SELECT content_hash FROM file")}
    report.check("every original is kept, and nothing else", sorted(named ^ set(kept)), f"{len(kept)} originals")
    report.check("every original bears the hash of its bytes", [
        name for name, path in kept.items() if digest(path) != name])
    report.check("the spool is empty", sorted(path.name for path in (site.store / "spool").iterdir()))
    pictures = {str(path.relative_to(site.store)): path
                for path in (site.store / "images").rglob("*") if path.is_file()}
    wanted = dict(row for pair in ("image", "heatmap") for row in facts.rows(
        f"SELECT {pair}_file, {pair}_sha256 FROM result WHERE {pair}_file IS NOT NULL"))
    report.check("no picture without a result, no result without its picture",
                 sorted(set(wanted) ^ set(pictures)), f"{len(pictures)} pictures")
    report.check("every picture is whole: the bytes that the result names", [
        name for name, path in pictures.items() if name in wanted and digest(path) != wanted[name]])
    report.check("no temporary name is left", [
        str(path) for path in site.store.rglob(".*") if path.is_file()])


def check_sources(report: Report, site: Site, truth: dict[str, str]) -> None:
    """Sources stayed, or were moved once, with the bytes that they had."""
    left = {path: digest(Path(path)) if Path(path).exists() else None
            for path in truth if path.startswith(f"{site.left}/")}
    report.check("sources that stay are untouched", [p for p, d in left.items() if d != truth[p]],
                 f"{len(left)} files")
    moving = {Path(path).name: sha for path, sha in truth.items() if path.startswith(f"{site.moved}/")}
    places = [path for folder in (site.done, site.failed, site.moved) if folder.exists()
              for path in folder.rglob("*") if path.is_file()]
    counts = Counter(path.name for path in places)
    report.check("sources that move exist once, with their bytes", [
        name for name, sha in moving.items() if counts[name] != 1
    ] + [path.name for path in places if digest(path) != moving.get(path.name)], f"{len(moving)} files")
    report.check("sources that move have moved", sorted(
        path.name for path in site.moved.rglob("*") if path.is_file()))


def check_commands(report: Report, site: Site) -> None:
    """The program's own word."""
    answer = site.command("audit", "verify")
    report.check("the audit chain verifies", [] if answer.returncode == 0 else [answer.stdout + answer.stderr],
                 answer.stdout.strip().splitlines()[0] if answer.stdout.strip() else "")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
