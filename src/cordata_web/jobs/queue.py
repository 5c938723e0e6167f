"""Asking for work to be done later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone

if TYPE_CHECKING:
    from cordata_web.jobs.models import Job
    from cordata_web.people.models import User


def enqueue(
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    owner: User | None = None,
    key: str | None = None,
    lane: str | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Put a job into the queue, in the caller's transaction: if that is rolled back, the job is gone as well.

    The same key twice gives the job that was made first, whatever has become of it. Jobs of one lane run one after
    another; without a lane, that of the handler counts.
    """
    from cordata_web.jobs.models import Job  # here, as apps import the package before models may be loaded

    values = {
        "kind": kind,
        "arguments": dict(arguments or {}),
        "owner": owner,
        "lane": lane or "",
        "run_after": run_after or timezone.now(),
    }
    if key is None:
        return Job.objects.create(**values)
    job, _made = Job.objects.get_or_create(key=key, defaults=values)
    return job


def enqueue_unless_waiting(
    kind: str, arguments: Mapping[str, Any] | None = None, *, apart: timedelta = timedelta(0)
) -> Job:
    """Put a job into the queue unless the same one waits there already; returns the one that waits.

    Inside a transaction: until it ends, no worker takes that job, so that it will see what was written here. Jobs of
    the kind begin at least so much time ``apart``, so that work asked for again and again is done once for all.
    """
    from cordata_web.jobs.models import Job, State

    wanted = dict(arguments or {})
    now = timezone.now()
    waiting = Job.objects.filter(kind=kind, state=State.QUEUED, run_after__lte=now + apart, stopping=False)
    same = [pk for pk, known in waiting.values_list("pk", "arguments") if known == wanted]
    # Rows that are locked are being taken by a worker, which may look too early to see what is written here.
    job = waiting.filter(pk__in=same).select_for_update(skip_locked=True).first() if same else None
    if job is not None:
        return job
    last = Job.objects.filter(kind=kind).aggregate(last=Max("started"))["last"] if apart else None
    return enqueue(kind, wanted, run_after=max(now, last + apart) if last else now)
