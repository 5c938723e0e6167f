"""A database of its own, and workers as processes beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[3]


class Site:
    """A site in a folder, asked through commands only, as another process would."""

    def __init__(self, folder: Path, *, lease: int = 2, migrated: Path | None = None) -> None:
        self.environment = {
            **os.environ,
            "CORDATA_DATA": str(folder),
            "CORDATA_JOB_LEASE": str(lease),
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "web.jobs.counting.settings",
            "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT / 'tests'}",
        }
        if migrated:
            shutil.copy(migrated / "site.sqlite3", folder)
        else:
            self.command("migrate", "--verbosity", "0")

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "cordata_web", *words], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, expression: str) -> Any:
        """The value of an expression over the models, as JSON can tell it."""
        names = "from cordata_web.jobs import enqueue; from cordata_web.jobs.models import Job"
        names += "; from cordata_web.people.models import AuditEntry; import json"
        return json.loads(self.command("shell", "--no-imports", "-c", f"{names}; print(json.dumps({expression}))"))

    def work(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "cordata_web", "work", "--poll", "0.1", *words],
            env=self.environment,
            stderr=subprocess.PIPE,
        )


def wait_until(true: Callable[[], Any], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "It did not come in time."
        time.sleep(0.1)
