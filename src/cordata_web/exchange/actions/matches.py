"""What an organisation says to its matches: evidence of how good the matching is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cordata_web.exchange.models import DismissReason, Match
from cordata_web.people import audit
from cordata_web.people.models import User


class UnknownReasonError(ValueError):
    """A reason that is not on the list."""


class AnsweredError(ValueError):
    """Interest was expressed already; that is taken back where it was said."""


@transaction.atomic
def dismiss_match(*, match: Match, reason: str, actor: User) -> Match:
    """Not for us. What is dismissed is neither shown nor told again until somebody undoes it."""
    if reason not in DismissReason.values:
        raise UnknownReasonError(reason)
    return _answer(match, Match.Answer.DISMISSED, actor=actor, reason=reason)


@transaction.atomic
def undo_dismissal(*, match: Match, actor: User) -> Match:
    """As if nobody had answered."""
    return _answer(match, "", actor=actor)


def _answer(match: Match, answer: str, *, actor: User, reason: str = "") -> Match:
    row = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if row.answer == Match.Answer.INTERESTED:
        raise AnsweredError(row.pk)
    told = {"answer": [row.answer, str(answer)], "score": row.score, **({"reason": str(reason)} if reason else {})}
    row.answer, row.dismiss_reason = answer, reason
    row.answered = timezone.now() if answer else None
    row.save(update_fields=["answer", "dismiss_reason", "answered"])
    audit.record("answer", row, actor=actor, changes=told)
    return row
