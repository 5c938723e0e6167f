"""The way of letters from the outbox to the post: never twice."""

from __future__ import annotations

from django.utils import timezone

from cordata_web.jobs import enqueue
from cordata_web.jobs.models import Job
from cordata_web.jobs.models import State as JobState

KIND = "send_mail"


def ask_for_delivery() -> None:
    """Have the worker look into the outbox soon; one waiting job does for all letters.

    Should that job run before this transaction ends, the letter goes with the next look, a minute later.
    """
    waiting = Job.objects.filter(kind=KIND, state=JobState.QUEUED, run_after__lte=timezone.now())
    if not waiting.exists():
        enqueue(KIND)
