"""Inviting a partner through the exchange, and answering."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from cordata.exchange import TransitionRefusedError
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.exchange.actions.introductions import (
    UNDER_WAY,
    agree_to_introduction,
    between,
    decline_introduction,
    propose_introduction,
)
from cordata_web.exchange.models import DeclineReason, Introduction
from cordata_web.people.models import User
from cordata_web.people.transitions import advance


class NoProfileError(ValueError):
    """Whoever has no profile is asked by other means."""


class HasProfileError(ValueError):
    """Whoever has a profile answers for itself."""


@transaction.atomic
def invite(*, partner: ConsortiumPartner, actor: User, note: str, today: date) -> ConsortiumPartner:
    """Ask the organisation: an introduction is proposed to it, to which the owner has agreed already.

    Where the two have an introduction that is open or waits, that one is used.
    """
    if partner.profile is None:
        raise NoProfileError(partner.pk)
    owner = partner.consortium.owner
    known = between(owner, partner.profile).filter(state__in=UNDER_WAY).first()
    if owner.pk != partner.profile_id:
        known = known or _proposed(partner, actor, note, today)
    advance(partner, "invite", actor=actor, changes={"introduction": known, "invited": timezone.now()})
    row = Consortium.objects.get(pk=partner.consortium_id)
    if row.state == "draft":
        advance(row, "begin_inviting", actor=actor)
    return partner


def _proposed(partner: ConsortiumPartner, actor: User, note: str, today: date) -> Introduction:
    made = propose_introduction(
        first=partner.consortium.owner, second=partner.profile, proposer=actor, note=note, today=today
    )
    return agree_to_introduction(introduction=made, side="first", actor=actor, with_managers=False, today=today)


@transaction.atomic
def answer(
    *, partner: ConsortiumPartner, step: str, actor: User, today: date, reason: str = DeclineReason.OTHER
) -> ConsortiumPartner:
    """Accept, or decline with a reason of the list; an introduction that waits is answered along with it."""
    advance(partner, step, actor=actor)
    introduction = partner.introduction
    side = _side_that_waits(partner, introduction) if introduction else ""
    if introduction is None or not side:
        return partner
    if step == "accept":
        agree_to_introduction(introduction=introduction, side=side, actor=actor, with_managers=False, today=today)
    else:
        decline_introduction(introduction=introduction, side=side, actor=actor, reason=reason, today=today)
    return partner


def confirm(*, partner: ConsortiumPartner, actor: User) -> ConsortiumPartner:
    """Note that an organisation without a profile has said yes."""
    if partner.profile_id is not None:
        raise HasProfileError(partner.pk)
    return advance(partner, "confirm", actor=actor)


def _side_that_waits(partner: ConsortiumPartner, introduction: Introduction) -> str:
    if introduction.state not in ("proposed", "half_agreed"):
        return ""
    side = "first" if introduction.first_id == partner.profile_id else "second"
    return "" if getattr(introduction, f"agreed_by_{side}") else side


__all__ = ["HasProfileError", "NoProfileError", "TransitionRefusedError", "answer", "confirm", "invite"]
