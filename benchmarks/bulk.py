"""Films a second of the whole job, pacs-watch and its peers interleaved in the same run on the same films.

    python bulk.py PROGRAM [--films 12] [--rounds 3] [--processes 2]

One process a core for the peers, one worker a core for pacs-watch. The peers' start (imports, loading of networks) is
not counted; that of pacs-watch is.
"""
from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bundles import bundle
from common import HERE, PROJECT, SYNTAXES, WORK, arguments, films, in_turns, median, save, versions

KINDS = ("JPEG lossless", "uncompressed", "JPEG 2000 lossless")
NAIVE, STRONG = "pydicom, PyTorch FP32", ("SimpleITK, OpenVINO int8", "imagecodecs, OpenVINO int8")


def run_peer(kind: str, reader: str, networks: Path, paths: list[str], processes: int, output: Path) -> float:
    """Seconds from the start signal until the last process is done."""
    workers = []
    for index in range(processes):
        command = [sys.executable, str(HERE / "peer.py"), kind, reader, str(networks), str(output / str(index))]
        workers.append(subprocess.Popen(command + paths[index::processes], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, cwd=HERE))
    for worker in workers:
        assert worker.stdout is not None and worker.stdout.readline() == "ready\n", f"{kind} did not start"
    begin = time.monotonic()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    if any(worker.wait() for worker in workers):
        raise SystemExit(f"{kind} failed")
    return time.monotonic() - begin


def run_ours(program: str, model: Path, paths: list[str], processes: int, output: Path) -> float:
    """Seconds of the whole command."""
    begin = time.monotonic()
    answer = subprocess.run([program, "process", "--store", str(output), "--model", str(model), "--workers",
                             str(processes), "--format", "csv", *paths], capture_output=True, text=True, check=False)
    seconds = time.monotonic() - begin
    if answer.returncode or len(answer.stdout.splitlines()) != len(paths) + 1:
        raise SystemExit(f"pacs-watch failed: {answer.stderr}")
    return seconds


def main() -> None:
    options = arguments(__doc__)
    options.set_defaults(rounds=3)
    options.add_argument("--films", type=int, default=12)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--shipped", type=Path, default=PROJECT / "models/chest-xray-3class")
    options.add_argument("--kind", action="append", choices=KINDS, help="only films of this kind; may be repeated")
    given = options.parse_args()
    kinds = given.kind or KINDS
    WORK.mkdir(parents=True, exist_ok=True)
    f32, int8 = bundle(WORK / "resnet34-f32", int8=False), bundle(WORK / "resnet34-int8", int8=True)
    peers = {NAIVE: ("torch", "pydicom", f32), STRONG[0]: ("openvino", "simpleitk", int8),
             STRONG[1]: ("openvino", "imagecodecs", int8)}
    ours = {"pacs-watch, the same in FP32": f32, "pacs-watch, the same in int8": int8, "pacs-watch, shipped bundle": given.shipped}
    seconds: dict[str, dict[str, list[float]]] = {}
    for syntax in kinds:
        paths = films(given.program, SYNTAXES[syntax], given.films)

        def in_new_folder(run, *more):  # type: ignore[no-untyped-def]
            output = Path(tempfile.mkdtemp(dir=WORK))
            try:
                return run(*more, paths, given.processes, output)
            finally:
                shutil.rmtree(output)

        contenders = {name: lambda how=how: in_new_folder(run_peer, *how) for name, how in peers.items()}
        contenders |= {name: lambda model=model: in_new_folder(run_ours, given.program, model) for name, model in ours.items()}
        seconds[syntax] = in_turns(contenders, given.rounds)
        print(syntax, {name: round(given.films / median(times), 2) for name, times in seconds[syntax].items()},
              file=sys.stderr, flush=True)
    rates = {syntax: {name: given.films / median(times) for name, times in of.items()} for syntax, of in seconds.items()}
    rows = []
    for name in [*peers, *ours]:
        cells = [f"{rates[s][name]:.2f} ({rates[s][name] / rates[s][NAIVE]:.1f}, "
                 f"{rates[s][name] / max(rates[s][peer] for peer in STRONG):.1f})" for s in kinds]
        rows.append([name, *cells])
    save("bulk", "Whole job", ["films/s", *kinds], rows, [
        f"{given.films} films of 2500 x 3000 and 12 bits, {given.processes} processes or workers, median of {given.rounds} interleaved "
        f"rounds; in brackets times {NAIVE}, and times the faster of the two OpenVINO stacks.",
        "Networks: U-Net on ResNet-34 at 256 and ResNet-34 at 224, random weights; the shipped bundle has EfficientNet-Lite0.",
        versions("pydicom", "torch", "SimpleITK", "imagecodecs", "opencv-python-headless", "openvino")],
        {"films": given.films, "seconds": seconds})


if __name__ == "__main__":
    main()
