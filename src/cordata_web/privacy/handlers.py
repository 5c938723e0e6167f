"""What is forgotten day by day, after the periods that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from cordata_web.directory.models import Claim
from cordata_web.jobs import Run, every
from cordata_web.people.models import IdempotencyKey, Invitation


@every(minutes=24 * 60, kind="privacy.forget")
def forget(_run: Run) -> Mapping[str, int]:
    """Delete sessions that are over, invitations that nobody took, claims that were refused, answers to programs."""
    now = timezone.now()
    before = now - timedelta(days=settings.CORDATA_KEEP_UNANSWERED)
    old = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "invitations": Invitation.objects.filter(accepted__isnull=True, expires__lt=before.date()),
        "requests": IdempotencyKey.objects.filter(created__lt=now - timedelta(days=settings.CORDATA_KEEP_REQUESTS)),
        "claims": Claim.objects.filter(state=Claim.State.REFUSED, decided__lt=before),
    }
    return {name: rows.delete()[0] for name, rows in old.items()}
