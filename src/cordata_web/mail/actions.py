"""What the secretariat does about letters that got stuck."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cordata_web.mail.models import Letter, State
from cordata_web.mail.outbox import ask_for_delivery
from cordata_web.people import audit
from cordata_web.people.models import User

STUCK = (State.FAILED, State.UNSURE)


class NotStuckError(Exception):
    """The letter is on its way or has arrived; sending it again would double it."""


@transaction.atomic
def send_again(*, letter: Letter, actor: User) -> Letter:
    """Put a letter that failed, or may have failed, back into the outbox."""
    fresh = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if fresh.state not in STUCK:
        raise NotStuckError(str(fresh))
    before, fresh.state = fresh.state, State.QUEUED
    fresh.next_attempt, fresh.attempts, fresh.claim, fresh.error = timezone.now(), 0, "", ""
    fresh.save(update_fields=["state", "next_attempt", "attempts", "claim", "error"])
    audit.record("send letter again", fresh, actor=actor, changes={"state": [before, fresh.state]})
    ask_for_delivery()
    return fresh


@transaction.atomic
def note_arrival(*, letter: Letter, actor: User) -> Letter:
    """Take a letter of which nobody knew for sent, since somebody asked its reader."""
    fresh = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if fresh.state != State.UNSURE:
        raise NotStuckError(str(fresh))
    fresh.state, fresh.sent = State.SENT, timezone.now()
    fresh.save(update_fields=["state", "sent"])
    audit.record("note arrival of letter", fresh, actor=actor, changes={"state": [State.UNSURE, State.SENT]})
    return fresh
