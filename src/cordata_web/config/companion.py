"""The worker as a child of the server: for the demo, where nobody opens a second terminal."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

log = logging.getLogger(__name__)
WORK = (sys.executable, "-m", "cordata_web", "work")
SECONDS_BEFORE_ANEW = 1.0
SECONDS_TO_END = 15.0


@contextmanager
def beside(command: Sequence[str] = WORK) -> Iterator[None]:
    """Keep the command running as a child process for as long as the block takes; it begins anew when it dies."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(command, ending), name="keeper of the worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(command: Sequence[str], ending: threading.Event) -> None:
    while not ending.is_set():
        # The child looks for its parent itself, as a parent that is killed can tell nobody.
        child = subprocess.Popen([*command, "--parent", str(os.getpid())])  # noqa: S603 - our own command
        while child.poll() is None and not ending.wait(0.2):
            continue
        if child.poll() is None:
            _end(child)
        elif not ending.wait(SECONDS_BEFORE_ANEW):
            log.warning("The worker ended (%s); it is started anew.", child.returncode)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        log.warning("The worker did not end in time and is killed; its job is done anew later.")
        child.kill()
        child.wait()
