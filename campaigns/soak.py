"""Mixed load for minutes or hours; memory and descriptors must not rise."""

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from . import invariants
from .crash import Feeder, drain_running
from .daemon import PROJECT, Daemon, Site
from .films import FilmSource, read_folder
from .usage import Usage, look, megabytes


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--backlog", type=int, default=6, help="files that wait at any time")
    parser.add_argument("--rate", type=float, default=50, help="files a second at most")
    parser.add_argument("--model", default=str(PROJECT / "Tests/Models/tiny"))
    parser.add_argument("--films", type=Path, help="a further folder of DICOM files")


def run(options: argparse.Namespace) -> int:
    place = Path(tempfile.mkdtemp(prefix="pacs-watch-soak-"))
    films = read_folder(PROJECT / "sample-dicom")
    if options.films:
        films |= read_folder(options.films)
    films = {name: film for name, film in films.items() if not name.startswith("conflict-")}
    rng = random.Random(options.seed)
    site, report = Site(place, options.model), invariants.Report()
    feeder = Feeder(site, FilmSource(films, random.Random(options.seed + 1)), rng, options.backlog,
                    pause=1 / options.rate)
    daemon = Daemon(site)
    daemon.says(site, "Watching")
    feeder.start()
    start, looks = time.monotonic(), []
    print("      minute    files   daemon  decoders  descriptors", flush=True)
    due = 0.0
    while time.monotonic() - start < options.minutes * 60 and not daemon.has_ended:
        looks.append(look(daemon.pid, start))
        if looks[-1].seconds >= due:
            show(looks[-1], len(feeder.truth))
            due += max(30.0, options.minutes * 3)
        time.sleep(1)
    feeder.stopping.set()
    feeder.join()
    show(looks[-1], len(feeder.truth))
    late = feeder.delivered_since(options.minutes * 30)
    report.check("files kept coming over the second half", [] if late else ["none came"], f"{late} files")
    half = [one for one in looks if one.seconds > options.minutes * 30]
    for what, values in {
        "the daemon's memory": [one.daemon_bytes for one in half],
        "the daemon's descriptors": [one.daemon_descriptors for one in half],
        # A decoder that has had its 2,000 questions is gone until the next file needs one.
        "the memory of a decoder": [one.decoder_bytes / max(1, one.decoders) for one in half],
        "the descriptors of a decoder": [one.decoder_descriptors / max(1, one.decoders) for one in half],
    }.items():
        rise = trend([one.seconds for one in half], values)
        report.check(f"{what} does not rise by more than 5 % over the second half",
                     [] if rise <= 0.05 else [f"{rise:.1%}"], f"{rise:+.1%}")
    drained = drain_running(site, daemon, len(feeder.truth))
    code = daemon.stop()
    report.check("everything drained, and SIGTERM ended with 0", [] if drained and code == 0 else [
        f"drained: {drained}, exit code {code}"])
    return invariants.conclude(report, site, feeder.truth, place, with_sources=True)


def show(one: Usage, files: int) -> None:
    print(f"      {one.seconds / 60:6.1f} {files:8} {megabytes(one.daemon_bytes):>8} "
          f"{megabytes(one.decoder_bytes):>9}  {one.daemon_descriptors} + {one.decoder_descriptors} "
          f"in {one.decoders} decoders", flush=True)


def trend(times: list[float], values: list[float]) -> float:
    """How much of its mean the fitted line rises from the first time to the last."""
    mean = statistics.fmean(values) if values else 0
    if len(values) < 10 or not mean:
        return 0.0
    slope = statistics.linear_regression(times, values).slope
    return slope * (times[-1] - times[0]) / mean
