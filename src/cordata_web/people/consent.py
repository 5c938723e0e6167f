"""Giving a consent and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cordata_web.people import audit
from cordata_web.people.models import Consent, User

PRIVACY_VERSION = "2026-11"
"""The wording of the privacy page; a change that matters to people gets a new version."""


class NoSuchConsentError(LookupError):
    """Somebody withdraws what was not given, or was withdrawn already."""


@transaction.atomic
def give(*, user: User, what: str, version: str = PRIVACY_VERSION) -> Consent:
    """Note that the person agrees; what is agreed to already stays as it is."""
    consent, is_new = Consent.objects.get_or_create(user=user, what=what, version=version, withdrawn_at=None)
    if is_new:
        audit.record("give consent", consent, actor=user, changes={"what": what, "version": version})
    return consent


@transaction.atomic
def withdraw(*, user: User, what: str) -> None:
    """Note that the person agrees no longer, whichever versions it agreed to."""
    standing = list(Consent.objects.select_for_update().filter(user=user, what=what, withdrawn_at=None))
    if not standing:
        raise NoSuchConsentError(f"There is no consent to {what!r} that could be withdrawn.")
    for consent in standing:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        audit.record("withdraw consent", consent, actor=user, changes={"what": what, "version": consent.version})
