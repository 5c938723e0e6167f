"""The same measurement on SQLite and on a PostgreSQL server of its own, each in a process with its own settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks.live.site import ROOT


def on_both(*words: str) -> Iterator[Any]:
    """What a module prints as JSON, on each database. What it says on the way goes to the terminal."""
    measuring = [sys.executable, "-m", *words]
    without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    for command in (measuring, ["sh", "scripts/postgres.sh", *measuring]):
        done = subprocess.run(command, cwd=ROOT, env=without, stdout=subprocess.PIPE, text=True)
        yield json.loads(done.stdout)
