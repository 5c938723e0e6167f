"""How long letters are kept, and what becomes of those of a person who leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from cordata_web.mail.models import Letter, Preference, Received, State
from cordata_web.people.models import User

OVER = (State.SENT, State.FAILED, State.UNSURE)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Forget letters that went out long ago, and the mails that came in."""
    before = now - timedelta(days=settings.CORDATA_KEEP_LETTERS)
    Received.objects.filter(created__lt=before).delete()
    return _forget(Letter.objects.filter(created__lt=before, state__in=OVER).exclude(to_address="", key__isnull=False))


@transaction.atomic
def forget_person(*, user: User) -> int:
    """Forget all letters to somebody, those that wait as well, and the wishes about them."""
    Preference.objects.filter(user=user).delete()
    return _forget(Letter.objects.filter(to_user=user))


def _forget(letters: QuerySet[Letter]) -> int:
    """Of a letter with a key an empty row stays, so that the same letter is never written anew."""
    letters.filter(state=State.QUEUED).update(state=State.FAILED)
    emptied = letters.exclude(key=None).update(
        to_user=None, to_name="", to_address="", subject="", text="", html="", headers={}, error=""
    )
    deleted, _by_table = letters.filter(key=None).delete()
    return emptied + deleted
