"""What people's answers say about how good the matching is."""

from __future__ import annotations

from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Match, Opportunity
from cordata_web.people import audit
from cordata_web.people.models import User


def note_answer(
    *,
    by: Profile,
    to: Profile,
    welcome: bool,
    actor: User | None,
    reason: str = "",
    opportunity: Opportunity | None = None,
) -> int:
    """Keep with each match of ``by`` with an opportunity of ``to`` what the people of ``by`` answered; how many.

    A match holds the answer of its own profile only: what the other side says stands with the match that it has. An
    answer about one opportunity is kept with it alone; otherwise anonymous ones are left out: an answer that went to
    all of ``to`` would say whose they are.
    """
    found = Match.objects.select_for_update(of=("self",)).filter(profile=by, opportunity__organisation=to)
    if opportunity is not None:
        found = found.filter(opportunity=opportunity)
    else:
        found = found.filter(opportunity__anonymous=False)
    answer = Match.Answer.INTERESTED if welcome else Match.Answer.DISMISSED
    noted = 0
    for match in found:
        told = {"answer": [match.answer, answer.value]}
        match.answer, match.dismiss_reason, match.answered = answer, "" if welcome else reason, timezone.now()
        match.save(update_fields=["answer", "dismiss_reason", "answered"])
        audit.record("answer", match, actor=actor, changes=told)
        noted += 1
    return noted
