"""The worker: does the jobs of the queue beside the site."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cordata_web.jobs.registry import load_handlers
from cordata_web.jobs.worker import Worker

SECONDS_BETWEEN_LOOKS = 0.5


@contextmanager
def ending_on_signals(ending: threading.Event) -> Iterator[None]:
    """Set the event on SIGTERM and SIGINT: jobs end at their next step, and go back into the queue where they can."""
    names = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, lambda *_signal: ending.set()) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


class Command(BaseCommand):
    help = "Do the jobs of the queue until stopped; several workers may run beside each other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due, then end")
        parser.add_argument("--poll", type=float, default=1.0, help="seconds between looks into an empty queue (1.0)")
        parser.add_argument("--threads", type=int, default=2, help="jobs done at the same time (2)")
        parser.add_argument("--nice", type=int, default=10, help="how far it stands back behind other processes (10)")
        parser.add_argument("--parent", type=int, default=0, help="end when this parent process has ended")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        if options["threads"] < 1 or options["poll"] <= 0:
            raise CommandError("--threads has to be 1 or more, --poll above 0.")
        if hasattr(os, "nice"):  # somebody waits for a page; for a job, nobody
            os.nice(options["nice"])
        load_handlers()
        ending = threading.Event()
        if options["once"]:
            with ending_on_signals(ending):
                Worker(ending=ending).work_off()
            return
        workers = [
            threading.Thread(target=Worker(ending=ending, poll=options["poll"]).work, name=f"worker {number}")
            for number in range(1, options["threads"] + 1)
        ]
        with ending_on_signals(ending):
            self._look_after(workers, ending, options["parent"])

    def _look_after(self, workers: list[threading.Thread], ending: threading.Event, parent: int) -> None:
        for worker in workers:
            worker.start()
        while not ending.wait(SECONDS_BETWEEN_LOOKS):
            if parent and os.getppid() != parent:
                ending.set()
            if not all(worker.is_alive() for worker in workers):
                ending.set()
                raise CommandError("A thread of the worker ended by an error, see above.")
        for worker in workers:
            worker.join()
