"""`pacs-watch run` as a campaign drives it."""

import os
import signal
import subprocess
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PROGRAM = PROJECT / ".build/release/pacs-watch"


class Site:
    """A store, its folders and its configuration below one place."""

    def __init__(self, place: Path, model: str, more: str = "", settle: float = 0.1,
                 incomplete_wait: float = 2):
        self.place, self.store = place, place / "store"
        self.left, self.moved = place / "left", place / "moved"
        self.done, self.failed = place / "done", place / "failed"
        self.configuration, self.log = place / "pacs-watch.yaml", place / "daemon.log"
        for path in (self.left, self.moved):
            path.mkdir(parents=True)
        times = f"    settle_seconds: {settle}\n    incomplete_wait_seconds: {incomplete_wait}\n"
        self.configuration.write_text(
            f"store: {self.store}\nmodels: [{model}]\n{more}folders:\n"
            f"  - path: {self.left}\n{times}"
            f"  - path: {self.moved}\n{times}    after: move\n"
            f"    done_folder: {self.done}\n    failed_folder: {self.failed}\n"
        )

    @property
    def database(self) -> Path:
        return self.store / "pacs-watch.sqlite"

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        """One of the program's commands on the store."""
        call = [PROGRAM, *arguments, "--store", self.store]
        return subprocess.run(call, capture_output=True, text=True, check=False)


class Daemon:
    """A running daemon, in a session of its own so that what it leaves behind can be found."""

    def __init__(self, site: Site):
        with site.log.open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "run", "--config", site.configuration],
                stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
            )
        self.started = time.monotonic()

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self) -> None:
        """SIGKILL to the main process alone; its decoders have to notice by themselves."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, timeout: float = 90) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return self.process.wait(timeout)

    def says(self, site: Site, text: str, patience: float = 300) -> float:
        """Waits for a line in the log; seconds since the start."""
        while text not in site.log.read_text(errors="replace"):
            if self.has_ended or time.monotonic() - self.started > patience:
                raise SystemExit(f"the daemon never said '{text}', see {site.log}")
            time.sleep(0.05)
        return time.monotonic() - self.started

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


def session_members(session: int) -> list[int]:
    """The processes of a session, such as the decoders of a daemon."""
    members = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        # Fields 3 and 6 of proc(5): state, session.
        if int(fields[3]) == session and fields[0] not in "ZX":
            members.append(int(entry))
    return members
