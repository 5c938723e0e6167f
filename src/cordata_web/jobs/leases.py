"""Taking jobs, holding them, and letting go of them.

A worker holds a job by a token that is new each time, until ``lease_until``. All writes ask for the token, so that
a worker that was thought dead cannot write to what is another one's by now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction

from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import ATTEMPTS, HANDLERS
from cordata_web.jobs.run import LostLeaseError
from cordata_web.people.ids import new_id

LOSSES = 20
"""So many workers may vanish while they do a job, until the job itself is thought to be what kills them."""
FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=10), timedelta(hours=1)
TRIES = 5


def lease() -> timedelta:
    return timedelta(seconds=settings.CORDATA_JOB_LEASE)


def claim(*, now: datetime) -> Job | None:
    """The job that has waited longest among those that may run now; it is the caller's until its lease is over."""
    if not _due(now).exists():  # most often so, and reading keeps nobody waiting
        return None
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return _take(now)
        except IntegrityError as error:
            if not lane_was_taken(error):
                raise
    return None  # other workers are begun with what there is; the next look comes soon


def lane_was_taken(error: IntegrityError) -> bool:
    """Whether another worker has just begun a job of the same lane: SQLite names the column, PostgreSQL the rule."""
    return any(sign in str(error) for sign in ("jobs_job.lane", "one_running_job_a_lane"))


def renew(job: Job, *, now: datetime) -> bool:
    """Hold the job longer; false when it is over, or another one's."""
    return job.held().update(lease_until=now + lease()) > 0


def release_lost(*, now: datetime) -> list[Job]:
    """Put back what was held by workers that have not been heard of for too long."""
    over = Job.objects.filter(state=State.RUNNING, lease_until__lt=now)
    if not over.exists():
        return []
    with transaction.atomic():
        # Rows that are locked belong to somebody who is writing them right now: alive after all.
        lost = list(over.select_for_update(skip_locked=True))
        for job in lost:
            _let_go(job, losses=job.losses + 1, **_after_loss(job, now))
    return lost


def put_back(job: Job, *, now: datetime) -> None:
    """Give an unfinished job to the next worker; this one is about to end."""
    _let_go(job, state=State.QUEUED, run_after=now)


def mark_cancelled(job: Job, *, now: datetime) -> None:
    _let_go(job, state=State.CANCELLED, finished=now)


def refuse(job: Job, reason: str, *, now: datetime) -> None:
    """The job cannot be done, for a reason that its owner is told."""
    _let_go(job, state=State.FAILED, finished=now, refusal=reason)


def fail(job: Job, error: str, *, now: datetime) -> None:
    """After an error: wait and try again, longer each time, until the handler's number of attempts is used up."""
    failures = job.attempts + 1
    handler = HANDLERS.get(job.kind)
    if failures < (handler.attempts if handler else ATTEMPTS):
        after = {"state": State.QUEUED, "run_after": now + delay(failures)}
    else:
        after = {"state": State.FAILED, "finished": now}
    _let_go(job, attempts=failures, error=error, **after)


def delay(failures: int) -> timedelta:
    """How long to wait after so many failures: ten seconds, a minute, six minutes... an hour at most."""
    return min(FIRST_DELAY * 6 ** min(failures - 1, 10), LONGEST_DELAY)


def _due(now: datetime) -> models.QuerySet[Job]:
    return Job.objects.filter(state=State.QUEUED, run_after__lte=now)


def _take(now: datetime) -> Job | None:
    busy = set(Job.objects.filter(state=State.RUNNING).exclude(lane="").values_list("lane", flat=True))
    of_busy_lanes = [kind for kind, handler in HANDLERS.items() if handler.lane in busy]
    free = _due(now).exclude(lane__in=busy).exclude(lane="", kind__in=of_busy_lanes)
    # On SQLite the transaction began IMMEDIATE and is alone; PostgreSQL steps over rows that others are taking.
    job = free.order_by("run_after", "created", "pk").select_for_update(skip_locked=True).first()
    if job is None:
        return None
    handler = HANDLERS.get(job.kind)
    job.lane = job.lane or (handler.lane if handler else "")
    job.state, job.token, job.lease_until = State.RUNNING, new_id(), now + lease()
    job.started = job.started or now
    job.save(update_fields=["lane", "state", "token", "lease_until", "started"])
    return job


def _after_loss(job: Job, now: datetime) -> dict[str, Any]:
    if job.stopping:
        return {"state": State.CANCELLED, "finished": now}
    if job.losses + 1 >= LOSSES:
        return {"state": State.FAILED, "finished": now, "error": f"{LOSSES} workers vanished while they did this job."}
    return {"state": State.QUEUED, "run_after": now}


def _let_go(job: Job, **changes: Any) -> None:
    if not job.held().update(token="", lease_until=None, **changes):
        raise LostLeaseError(str(job))
