"""What people do to jobs."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cordata_web.jobs.models import Job, State
from cordata_web.people import audit
from cordata_web.people.models import User


class JobIsOverError(Exception):
    """The job has ended already, so that nothing can be cancelled."""


@transaction.atomic
def cancel(*, job: Job, actor: User) -> Job:
    """Cancel a waiting job at once; ask one that is under way to stop where its handler allows it."""
    fresh = Job.objects.select_for_update().get(pk=job.pk)
    if fresh.is_over:
        raise JobIsOverError(str(fresh))
    if fresh.state == State.QUEUED:
        fresh.state, fresh.finished = State.CANCELLED, timezone.now()
    fresh.stopping = True
    fresh.save(update_fields=["state", "finished", "stopping"])
    audit.record("cancel job", fresh, actor=actor, changes={"kind": fresh.kind, "state": fresh.state})
    return fresh
