"""Which jobs a person may see."""

from __future__ import annotations

from django.db.models import QuerySet

from cordata_web.jobs.models import Job
from cordata_web.people.models import User


def visible_to(user: User) -> QuerySet[Job]:
    """One's own; the secretariat sees all."""
    if not user.is_authenticated:
        return Job.objects.none()
    jobs = Job.objects.select_related("owner")
    return jobs if user.is_staff else jobs.filter(owner=user)
