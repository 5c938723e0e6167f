"""Which jobs a person may see."""

from __future__ import annotations

from django.db.models import QuerySet

from cordata_web.jobs.models import Job
from cordata_web.people import policy
from cordata_web.people.policy import Reader


def visible_to(user: Reader) -> QuerySet[Job]:
    """One's own; secretariat and auditors see all."""
    if not user.is_authenticated:
        return Job.objects.none()
    return policy.visible_to(user, Job.objects.select_related("owner"))
