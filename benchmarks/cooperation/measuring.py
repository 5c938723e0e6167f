"""A program run once in a process of its own: how long it takes, how much processor time, how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "var/benchmarks/peers"
PINNED = ("ecomplexity==0.5.3", "economic-complexity==0.3.0", "pandas==2.3.3", "numpy==2.4.6", "scipy==1.17.1")
"""The peers need pandas before 3, which Cordata does not use at all: they are no requirement of ours."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds and processor seconds of the work itself, peak memory of the whole process, and what else it told."""

    seconds: float
    processor: float
    megabytes: float
    told: dict[str, Any]


def measured(command: list[str], *, threads: int = 1) -> Measured:
    """Run a program that prints its figures as JSON."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return Measured(told.pop("seconds"), told.pop("processor"), told.pop("megabytes"), told)


def peer_python() -> tuple[str, dict[str, str]]:
    """The interpreter of the peers' environment, made where it is missing, and their versions."""
    python = PEERS / "bin/python"
    stamp = PEERS / "installed.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(PINNED):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(PEERS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PINNED], check=True)
        stamp.write_text("\n".join(PINNED))
    return str(python), dict(name.split("==") for name in PINNED)
