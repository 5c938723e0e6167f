"""Doing jobs in the test's own process."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cordata_web.jobs import leases
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import load_handlers
from cordata_web.jobs.worker import execute

MOST = 1000


def run_jobs(*, now: datetime | None = None, may_fail: bool = False) -> list[Job]:
    """Do all that is due, and what that puts into the queue; jobs in the order in which they were done.

    Tests that want a job to fail say so; in all others an error of a handler is an error of the test.
    """
    load_handlers()
    done: list[Job] = []
    while job := leases.claim(now=now or timezone.now()):
        execute(job)
        job.refresh_from_db()
        assert may_fail or job.state in (State.DONE, State.CANCELLED), f"{job}: {job.refusal or job.error}"
        done.append(job)
        assert len(done) < MOST, "The queue does not get empty."
    return done
