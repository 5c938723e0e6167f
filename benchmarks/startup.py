"""How long it takes from a command to its end: the terminal and the site, each beside the least that Python needs.

The peer of the terminal is an interpreter that imports numpy, onnxruntime, click and rich; that of the site is
``check`` in a project that ``django-admin startproject`` has just made.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.tables import markdown

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
TEXT = "pressofusione di leghe leggere per l'automotive"
RUNS = 7


def run() -> str:
    """The table of start-up times."""
    cordata, python = str(BIN / "cordata"), sys.executable
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([str(BIN / "django-admin"), "startproject", "peer", folder], check=True)
        floor = [python, "-c", "import numpy, onnxruntime, click, rich.console"]
        empty = [python, str(Path(folder) / "manage.py"), "check"]
        rows = [
            _row("cordata --version", [cordata, "--version"], "Python and click", [python, "-c", "import click"]),
            _row(f"cordata match '{TEXT}'", [cordata, "match", TEXT], "imports alone", floor),
            _row("cordata_web check", [python, "-m", "cordata_web", "check"], "an empty Django project's check", empty),
        ]
    headings = ["Command", "median of 7", "Peer", "median of 7", "ratio"]
    return f"## Start-up\n\n{(__doc__ or '').strip()}\n\n{markdown(headings, rows)}"


def _row(name: str, command: list[str], peer_name: str, peer: list[str]) -> list[str]:
    pairs = np.array([(_seconds(command), _seconds(peer)) for _ in range(RUNS + 1)][1:])
    ours, theirs = np.median(pairs, axis=0)
    return [f"`{name}`", f"{ours:.2f} s", peer_name, f"{theirs:.2f} s", f"{ours / theirs:.1f}"]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start
