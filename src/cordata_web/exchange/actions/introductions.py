"""Bringing two organisations together: opened, or proposed and agreed to by both."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.evidence import note_answer
from cordata_web.exchange.answers import tell_of_answer
from cordata_web.exchange.deadlines import answer_by
from cordata_web.exchange.letters import introductions as letters
from cordata_web.exchange.models import Interest, Introduction, Match, Opportunity, Participant
from cordata_web.exchange.speakers import acts_now, managers_of, people_of
from cordata_web.people import audit, policy
from cordata_web.people.models import User
from cordata_web.people.transitions import advance

SIDES = ("first", "second")
UNDER_WAY = ("proposed", "half_agreed", "open")


class IntroductionRefusedError(ValueError):
    """The two cannot be introduced."""


class SameOrganisationError(IntroductionRefusedError):
    """An organisation is not introduced to itself."""


class AlreadyUnderWayError(IntroductionRefusedError):
    """The two have an introduction that is proposed or open."""


class AlreadyAgreedError(ValueError):
    """The side has agreed before; it is the other side's turn."""


class NotASideError(ValueError):
    """Only "first" and "second" stand in an introduction."""


@transaction.atomic
def open_after_interest(*, interest: Interest, actor: User, with_managers: bool, today: date) -> Introduction:
    """The introduction that follows an accepted interest, with those who wrote and those who answered."""
    opportunity = interest.opportunity
    made = Introduction.objects.create(
        interest=interest,
        opportunity=opportunity,
        first=opportunity.organisation,
        second=interest.organisation,
        state="open",
        opened=timezone.now(),
        proposed_by=actor,
        is_example=interest.is_example,
    )
    audit.record("open", made, actor=actor, changes={"interest": interest.pk})
    add_participant(made, actor, made.first)
    if acts_now(opportunity.author, made.first):
        add_participant(made, opportunity.author, made.first)
    _bring_senders(made, interest.author, today=today)
    if with_managers:
        bring_in_clusters(introduction=made, side="first", actor=actor, today=today)
    if interest.with_managers:
        bring_in_clusters(introduction=made, side="second", actor=interest.author, today=today)
    return made


def _bring_senders(made: Introduction, author: User | None, *, today: date) -> None:
    """Whoever wrote; where they are gone, the others of the organisation."""
    if author is not None and acts_now(author, made.second):
        add_participant(made, author, made.second)
        return
    for user in people_of(made.second, today=today):
        add_participant(made, user, made.second)


@transaction.atomic
def propose_introduction(
    *,
    first: Profile,
    second: Profile,
    proposer: User,
    note: str,
    today: date,
    opportunity: Opportunity | None = None,
) -> Introduction:
    """Ask both whether they want to meet."""
    if first.pk == second.pk:
        raise SameOrganisationError(first.pk)
    # Of two people who propose the same at once, the second waits here and finds the first's.
    list(Profile.objects.select_for_update(of=("self",)).filter(pk__in=(first.pk, second.pk)).order_by("pk"))
    if between(first, second).filter(state__in=UNDER_WAY).exists():
        raise AlreadyUnderWayError(f"{first.pk} {second.pk}")
    made = Introduction.objects.create(
        opportunity=opportunity,
        first=first,
        second=second,
        proposed_by=proposer,
        note=note.strip(),
        respond_by=answer_by(today),
        is_example=first.is_example and second.is_example,
    )
    audit.record("propose", made, actor=proposer, changes={"first": first.pk, "second": second.pk})
    letters.tell_of_proposal(made, today=today)
    return made


def propose_from_match(*, match: Match, proposer: User, note: str, today: date) -> Introduction:
    """Bring together whose opportunity it is with the organisation that could be the partner.

    A partner that was found by an anonymous opportunity of its own is introduced by that one, and stays anonymous.
    """
    opportunity, partner = match.opportunity, match.profile
    own = match.counterpart
    if own is not None and own.anonymous and not opportunity.anonymous and policy.can(proposer, "see_identity", own):
        opportunity, partner = own, match.opportunity.organisation
    return propose_introduction(
        first=opportunity.organisation,
        second=partner,
        opportunity=opportunity,
        proposer=proposer,
        note=note,
        today=today,
    )


def between(one: Profile, other: Profile) -> Any:
    """The introductions of two organisations, whichever stands first."""
    both = (one.pk, other.pk)
    return Introduction.objects.filter(first__in=both, second__in=both)


@transaction.atomic
def agree_to_introduction(
    *, introduction: Introduction, side: str, actor: User, with_managers: bool, today: date
) -> Introduction:
    """Say yes for one side; when the other has done so before, the conversation opens."""
    row = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    if getattr(row, f"agreed_by_{demand_side(side)}"):
        raise AlreadyAgreedError(side)
    changes: dict[str, Any] = {f"agreed_by_{side}": True}
    step = "agree" if row.agreed_by_first or row.agreed_by_second else "agree_first"
    if step == "agree":
        changes["opened"] = timezone.now()
    advance(introduction, step, actor=actor, changes=changes)
    _note(introduction, side, welcome=True, actor=actor)
    add_participant(introduction, actor, getattr(introduction, side))
    if with_managers:
        bring_in_clusters(introduction=introduction, side=side, actor=actor, today=today)
    if introduction.state == "open":
        letters.tell_of_opening(introduction, actor=actor, today=today)
    else:
        letters.tell_of_half(introduction, agreed=side, today=today)
    tell_of_answer(introduction, side, True, actor)
    return introduction


@transaction.atomic
def decline_introduction(
    *, introduction: Introduction, side: str, actor: User, reason: str, today: date
) -> Introduction:
    """Say no for one side, with a reason of the list."""
    demand_side(side)
    advance(introduction, "decline", actor=actor, changes={"decline_reason": reason})
    _note(introduction, side, welcome=False, actor=actor, reason=reason)
    letters.tell_of_decline(introduction, declined=side, today=today)
    tell_of_answer(introduction, side, False, actor)
    return introduction


@transaction.atomic
def lapse_introduction(*, introduction: Introduction, today: date) -> Introduction:
    advance(introduction, "lapse", actor=None)
    letters.tell_of_lapse(introduction, today=today)
    return introduction


def close_introduction(*, introduction: Introduction, actor: User) -> Introduction:
    """Nobody writes any more; those who took part go on reading."""
    return advance(introduction, "close", actor=actor)


def reopen_introduction(*, introduction: Introduction, actor: User) -> Introduction:
    return advance(introduction, "reopen", actor=actor)


def add_participant(
    introduction: Introduction, user: User, profile: Profile, *, as_manager: bool = False
) -> Participant:
    """Somebody takes part for the profile; who had left comes back. Whoever is there already stays as they are."""
    found, is_new = Participant.objects.get_or_create(
        introduction=introduction, user=user, defaults={"profile": profile, "as_manager": as_manager}
    )
    if not is_new and (found.left is not None or not acts_now(user, found.profile)):
        found.profile, found.as_manager, found.left = profile, as_manager, None
        found.save(update_fields=["profile", "as_manager", "left"])
    return found


@transaction.atomic
def join_introduction(*, introduction: Introduction, user: User, side: str) -> Participant:
    """Somebody who acts for one of the two comes in."""
    joined = add_participant(introduction, user, getattr(introduction, demand_side(side)))
    audit.record("join", introduction, actor=user, changes={"user": user.pk})
    return joined


@transaction.atomic
def leave_introduction(*, introduction: Introduction, user: User) -> None:
    """Somebody reads and writes no more; what they wrote stays."""
    introduction.participants.filter(user=user, left__isnull=True).update(left=timezone.now())
    audit.record("leave", introduction, actor=user, changes={"user": user.pk})


@transaction.atomic
def bring_in_clusters(*, introduction: Introduction, side: str, actor: User | None, today: date) -> list[Participant]:
    """The managers of one side's clusters come in; those who are there already stay as they are."""
    profile = getattr(introduction, demand_side(side))
    here = set(introduction.participants.filter(left__isnull=True).values_list("user_id", flat=True))
    new = [(user, cluster) for user, cluster in managers_of(profile, today=today) if user.pk not in here]
    brought = [add_participant(introduction, user, cluster, as_manager=True) for user, cluster in new]
    if brought:
        people = [one.user_id for one in brought]
        audit.record("bring in clusters", introduction, actor=actor, changes={"side": side, "people": people})
        letters.tell_managers(introduction, brought, side=side)
    return brought


def demand_side(side: str) -> str:
    if side not in SIDES:
        raise NotASideError(side)
    return side


def other_side(side: str) -> str:
    return SIDES[1 - SIDES.index(demand_side(side))]


def _note(introduction: Introduction, side: str, *, welcome: bool, actor: User, reason: str = "") -> None:
    by, to = getattr(introduction, side), getattr(introduction, other_side(side))
    asked = introduction.opportunity
    about = asked if asked is not None and asked.anonymous and asked.organisation_id == to.pk else None
    note_answer(by=by, to=to, welcome=welcome, actor=actor, reason=reason, opportunity=about)
