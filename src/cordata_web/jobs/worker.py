"""Doing jobs: one after another, each held by a heartbeat, with an ending for whatever a handler does."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django.utils.translation import override

from cordata_web.jobs import leases
from cordata_web.jobs.models import Job
from cordata_web.jobs.periods import Periods
from cordata_web.jobs.registry import handler_of
from cordata_web.jobs.run import CancelledError, InterruptedRunError, LostLeaseError, Refused, Run

log = logging.getLogger(__name__)
BEATS_A_LEASE = 4
DATABASE_IS_AWAY = (OperationalError, InterfaceError)


class Worker:
    """Does what is due until ``ending`` is set."""

    def __init__(self, *, ending: threading.Event, poll: float = 1.0) -> None:
        self._ending = ending
        self._poll = poll
        self._periods = Periods()

    def work(self) -> None:
        """Until the end; a database that is away for a while is waited for."""
        try:
            while not self._ending.is_set():
                if not self._work_if_possible():
                    self._ending.wait(self._poll)
        finally:
            connections.close_all()

    def work_off(self) -> None:
        """What is due, and then no more."""
        while not self._ending.is_set() and self._turn():
            continue

    def _work_if_possible(self) -> bool:
        try:
            close_old_connections()
            return self._turn()
        except DATABASE_IS_AWAY:
            log.exception("The worker cannot reach the database and tries again.")
            connections.close_all()
            return False

    def _turn(self) -> bool:
        now = timezone.now()
        for job in leases.release_lost(now=now):
            log.warning("The worker that did %s has vanished; the job goes on.", job)
        self._periods.enqueue_due(now=now)
        job = leases.claim(now=now)
        if job is None:
            return False
        with heartbeat(job):
            execute(job, ending=self._ending)
        return True


def execute(job: Job, *, ending: threading.Event | None = None) -> None:
    """Let the handler do the job, and write down how it ended."""
    try:
        _handle(job, ending or threading.Event())
    except LostLeaseError:
        log.warning("%s was taken away; nothing more is written to it.", job)


def _handle(job: Job, ending: threading.Event) -> None:
    run = Run(job, ending=ending.is_set)
    try:
        with override(job.owner.language if job.owner else settings.LANGUAGE_CODE):
            result = handler_of(job.kind).function(run)
        if not run.finished:
            run.finish(result)
    except LostLeaseError:
        raise
    except CancelledError:
        leases.mark_cancelled(job, now=timezone.now())
    except InterruptedRunError:
        leases.put_back(job, now=timezone.now())
    except Refused as refusal:
        leases.refuse(job, str(refusal), now=timezone.now())
    except Exception:  # whatever a handler raises: the job needs an end, the worker goes on
        log.exception("%s failed.", job)
        leases.fail(job, traceback.format_exc(limit=-20), now=timezone.now())


@contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own for as long as the block takes."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, over), name=f"heartbeat of {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, over: threading.Event) -> None:
    pause = leases.lease().total_seconds() / BEATS_A_LEASE
    try:
        while not over.wait(pause):
            if not _renewed(job, timezone.now()):
                return
    finally:
        connections.close_all()


def _renewed(job: Job, now: datetime) -> bool:
    try:
        return leases.renew(job, now=now)
    except DATABASE_IS_AWAY:
        log.exception("The lease of %s could not be renewed this time.", job)
        return True
