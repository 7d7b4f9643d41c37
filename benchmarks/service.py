"""A daemon for a benchmark: a store, one watched folder, everything else as it is when nothing is configured."""
from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from common import WORK


class Service:
    """`pacs-watch run` as long as the block lasts."""

    def __init__(self, program: str, model: Path, more: str = "") -> None:
        WORK.mkdir(parents=True, exist_ok=True)
        self.place = Path(tempfile.mkdtemp(dir=WORK))
        self.folder, self.store, self.log = self.place / "in", self.place / "store", self.place / "log"
        self.folder.mkdir()
        configuration = self.place / "pacs-watch.yaml"
        configuration.write_text(f"store: {self.store}\nmodels: [{model}]\n{more}folders:\n  - path: {self.folder}\n")
        self.command = [program, "run", "--config", str(configuration)]

    def __enter__(self) -> Service:
        self.start()
        return self

    def start(self) -> None:
        """Starts it; `ready` is how many seconds it took until the folder was watched."""
        begin = time.monotonic()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=log)
        while "Watching" not in self.log.read_text(errors="replace"):
            if self.process.poll() is not None or time.monotonic() - begin > 120:
                raise SystemExit(f"the daemon did not start: {self.log.read_text()[-2000:]}")
            time.sleep(0.002)
        self.ready = time.monotonic() - begin

    def stop(self) -> int:
        """Ends it; its exit code. `start` goes on in the same store."""
        self.process.terminate()
        return self.process.wait(60)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        code = self.stop()
        shutil.rmtree(self.place)
        if code and kind is None:
            raise SystemExit(f"the daemon ended with {code}")

    def wait_for_result(self, path: Path, patience: float = 60) -> None:
        """Until a result of the file that came from there can be read, looked for every 2 ms."""
        database = sqlite3.connect(f"file:{self.store / 'pacs-watch.sqlite'}?mode=ro", uri=True, timeout=10)
        sql = "SELECT 1 FROM arrival a JOIN result r ON r.file_id = a.file_id WHERE a.source_path = ?"
        end = time.monotonic() + patience
        while not database.execute(sql, (str(path),)).fetchall():
            if time.monotonic() > end:
                raise SystemExit(f"no result of {path.name}, see {self.log}")
            time.sleep(0.002)
        database.close()


def proportional_bytes(pid: int) -> int:
    """Memory of a process and its children, what several share counted once (PSS)."""
    total = 0
    for one in [pid, *descendants(pid)]:
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found
