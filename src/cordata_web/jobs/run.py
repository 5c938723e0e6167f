"""What a handler sees of its job, and the only way it writes to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

if TYPE_CHECKING:
    from cordata_web.jobs.models import Job

LOG_LINES = 500
SECONDS_BETWEEN_WRITES = 0.5


class LostLeaseError(Exception):
    """The job was cancelled for good or is another worker's by now; nothing of it may be written any more."""


class CancelledError(Exception):
    """Somebody asked the job to stop."""


class InterruptedRunError(Exception):
    """The worker is about to end; the job goes back into the queue."""


class Refused(Exception):  # noqa: N818 - an answer rather than an error
    """The job cannot be done, however often it is tried; the text is a sentence for its owner."""


def never() -> bool:
    return False


class Run:
    """One attempt at a job. Every write is made only as long as this worker holds the job."""

    def __init__(self, job: Job, *, ending: Callable[[], bool] = never) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.finished = False
        self._ending = ending
        self._written = 0.0

    def progress(self, done: int, total: int | None = None) -> None:
        """Show how far the job is; calls that follow each other closely are not all written."""
        self.job.done = done
        self.job.total = self.job.total if total is None else total
        now = time.monotonic()
        if now - self._written >= SECONDS_BETWEEN_WRITES or done >= self.job.total:
            self._write(done=self.job.done, total=self.job.total)
            self._written = now

    def say(self, line: str) -> None:
        """Add a line to the log, in the language of the job's owner; the oldest lines make room."""
        entry = {"at": timezone.now().isoformat(timespec="seconds"), "text": line}
        self.job.log = [*self.job.log, entry][-LOG_LINES:]
        self._write(log=self.job.log)

    def stop_if_cancelled(self) -> None:
        """Leave the handler here if somebody asked the job to stop, or if the worker is about to end."""
        asked = self.job.held().values_list("stopping", flat=True).first()
        if asked is None:
            raise LostLeaseError(str(self.job))
        if asked:
            raise CancelledError(str(self.job))
        if self._ending():
            raise InterruptedRunError(str(self.job))

    @contextmanager
    def step(self, done: int, total: int | None = None) -> Iterator[None]:
        """A transaction that writes the progress along with what the block writes: both or neither.

        A job that is taken again finds in ``run.job.done`` how many steps are behind it.
        """
        total = self.job.total if total is None else total
        with self._locked():
            yield
            self._write(done=done, total=total)
        self.job.done, self.job.total = done, total

    @contextmanager
    def finish_with(self, result: Mapping[str, Any] | None = None) -> Iterator[None]:
        """A transaction that marks the job as done along with what the block writes: both or neither."""
        with self._locked():
            yield
            self.finish(result)
        self.finished = True

    def finish(self, result: Mapping[str, Any] | None) -> None:
        """Mark the job as done; the worker does so for handlers that did not."""
        result = None if result is None else dict(result)
        self._write(state="done", result=result, finished=timezone.now(), token="", lease_until=None, error="")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with transaction.atomic():
            if self.job.held().select_for_update().first() is None:
                raise LostLeaseError(str(self.job))
            yield

    def _write(self, **changes: Any) -> None:
        if not self.job.held().update(**changes):
            raise LostLeaseError(str(self.job))
