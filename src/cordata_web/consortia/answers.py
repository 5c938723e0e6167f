"""An introduction that is answered in the exchange answers the invitation that came with it."""

from __future__ import annotations

from cordata_web.consortia.models import ConsortiumPartner
from cordata_web.exchange.answers import follows_answers
from cordata_web.exchange.models import Introduction
from cordata_web.people.models import User
from cordata_web.people.transitions import advance


@follows_answers
def answer_invitations(introduction: Introduction, side: str, agreed: bool, actor: User) -> None:
    """Whoever was invited by this introduction and waits takes part, or has declined."""
    waiting = ConsortiumPartner.objects.filter(
        introduction=introduction, profile=getattr(introduction, side), state="invited", removed__isnull=True
    )
    for partner in waiting.exclude(consortium__state="archived"):
        advance(partner, "accept" if agreed else "decline", actor=actor)
