"""The site as in production: a server with several processes and a worker, on a folder and a database of its own.

Every process is in a process group of its own, so that it can be killed with all its children, and nothing else is.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SECONDS_TO_ANSWER = 120
WSGI = "cordata_web.config.wsgi:application"
READY = "/en/about/"
SMALL = "small"
FORGET_THE_REAL = """
from cordata_web.directory.models import Profile
Profile.objects.filter(is_example=False).delete()
"""


class NoAnswerError(Exception):
    """The server did not answer in time, or ended."""


@dataclass
class Site:
    """Where it is, how it is set, and what runs of it."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "CORDATA_DATA": str(self.folder),
            "CORDATA_DEMO": "true",
            "CORDATA_SITE_URL": f"http://localhost:{self.port}",
            "DJANGO_SETTINGS_MODULE": "cordata_web.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        return {**os.environ, **own, **self.settings}

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def database(self) -> str:
        return "PostgreSQL" if self.environment.get("DATABASE_URL", "").startswith("postgres") else "SQLite"

    def run(self, *words: str, given: str = "") -> str:
        """What a module of Python says that is run with the settings of the site."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment,
            cwd=ROOT,
            input=given,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def fill(self, *, small: bool, load: bool) -> None:
        """Make the tables, and load the demo's data and index them; small is without the real organisations."""
        if load and small:
            self.run("cordata_web", "demo", "--no-serve", "--no-load")
            self.run("cordata_web", "load_network", "--no-index")
            self.run("cordata_web", "shell", "--no-imports", "-c", FORGET_THE_REAL)
            self.run("cordata_web", "load_examples")
            self.run("cordata_web", "rebuild_index")
        else:
            self.run("cordata_web", "demo", "--no-serve", *(() if load else ("--no-load",)))

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            made = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.running.append(made)
        return made

    def start_server(self, *command: str) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        made = self.start(*command)
        self.wait_for_answer(made)
        return made

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self.start(sys.executable, "-m", "cordata_web", "work")

    def wait_for_answer(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                raise NoAnswerError(self.log.read_text("utf-8", "replace")[-3000:])
            time.sleep(0.1)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", READY)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the process and all its children."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            print(f"{process.args} had ended before it was killed", file=sys.stderr)
        process.wait()
        self.running.remove(process)

    def stop(self) -> None:
        for process in list(self.running):
            self.kill(process)


def granian(port: int, *, workers: int = 2, threads: int = 1) -> tuple[str, ...]:
    """The command of docs/how-to/run-a-site.md."""
    return (
        *(str(BIN / "granian"), "--interface", "wsgi", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(threads), "--respawn-failed-workers", "--log-level", "warning", WSGI),
    )


def gunicorn(port: int) -> tuple[str, ...]:
    """With its defaults: one process that answers one request at a time."""
    return (str(BIN / "gunicorn"), "--bind", f"127.0.0.1:{port}", WSGI)


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return [int(one) for one in told.split()]


def seconds_computed(process: subprocess.Popen[bytes]) -> float:
    """The processor's time that a process and its children have used; what else the machine does hardly changes it."""
    fields = [Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split() for pid in
              (process.pid, *children_of(process))]  # fmt: skip
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def fresh_site(prepared: Path, **settings: str) -> Iterator[Site]:
    """A site on a copy of the prepared folder; on PostgreSQL the database is filled anew.

    Nothing of it is left behind, even if the measurement is asked to end (SIGTERM).
    """
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="cordata-live.") as name:
        folder = Path(name) / "data"
        shutil.copytree(prepared, folder)
        site = Site(folder, settings, port=free_port())
        try:
            site.fill(small=(folder / SMALL).exists(), load=site.database == "PostgreSQL")
            yield site
        finally:
            site.stop()


def prepare(folder: Path, *, small: bool = False) -> Path:
    """The demo's data and index on SQLite, made once: a minute for all, some seconds for the invented firms alone."""
    if not (folder / "prepared").exists():
        folder.mkdir(parents=True, exist_ok=True)
        site = Site(folder, {"DATABASE_URL": f"sqlite:///{folder / 'cordata.sqlite3'}"})
        site.fill(small=small, load=True)
        if small:
            (folder / SMALL).touch()
        (folder / "prepared").touch()
    return folder


def told_to(stream: IO[str], line: str) -> None:
    print(f"    {line}", file=stream, flush=True)
