"""Clearing away old jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import HANDLERS, every
from cordata_web.jobs.run import Run

DAYS_OF_PERIODIC_JOBS = 2


@every(minutes=60, kind="jobs.forget")
def forget(_run: Run) -> Mapping[str, Any]:
    """Delete what ended long ago; jobs that came by the clock and went well are kept for a short time only."""
    now = timezone.now()
    periodic = [kind for kind, handler in HANDLERS.items() if handler.period]
    old = Q(finished__lt=now - timedelta(days=settings.CORDATA_KEEP_JOBS))
    uninteresting = Q(
        kind__in=periodic, state=State.DONE, owner=None, finished__lt=now - timedelta(days=DAYS_OF_PERIODIC_JOBS)
    )
    deleted, _by_table = Job.objects.filter(old | uninteresting).delete()
    return {"deleted": deleted}
