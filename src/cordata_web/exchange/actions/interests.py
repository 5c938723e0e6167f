"""From interest in an opportunity to an introduction, or to a friendly no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.evidence import note_answer
from cordata_web.exchange.actions.introductions import open_after_interest
from cordata_web.exchange.deadlines import answer_by
from cordata_web.exchange.letters import interests as letters
from cordata_web.exchange.models import Interest, Introduction, Opportunity
from cordata_web.people import audit
from cordata_web.people.models import Comment, User
from cordata_web.people.transitions import advance

TOLD = frozenset({"language", "why", "brings", "cooperation", "when", "with_managers"})
PENDING = ("sent", "asked", "accepted")


class InterestRefusedError(ValueError):
    """Interest cannot be expressed."""


class OwnOpportunityError(InterestRefusedError):
    """It is the organisation's own opportunity."""


class NotLiveError(InterestRefusedError):
    """The opportunity is not published, or its time is over."""


class AlreadyInterestedError(InterestRefusedError):
    """The organisation has expressed interest, and it is open or was accepted."""


class NothingSaidError(ValueError):
    """A question or an answer without words."""


@transaction.atomic
def express_interest(
    *, opportunity: Opportunity, organisation: Profile, author: User, answers: Mapping[str, Any], today: date
) -> Interest:
    """Tell the people of the opportunity; ``answers`` are columns of the interest, those of ``TOLD``."""
    unknown = set(answers) - TOLD
    if unknown:
        raise TypeError(f"An interest is not told by {', '.join(sorted(unknown))}.")
    row = Opportunity.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=opportunity.pk)
    demand_possible(row, organisation, today=today)
    made = Interest(opportunity=row, organisation=organisation, author=author, respond_by=answer_by(today), **answers)
    made.is_example = organisation.is_example and row.is_example
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # two people of the organisation at once
        raise AlreadyInterestedError(row.pk) from error
    told = {"opportunity": row.pk, "organisation": organisation.pk}
    audit.record("express", made, actor=author, changes=told)
    note_answer(by=organisation, to=row.organisation, welcome=True, actor=author, opportunity=row)
    letters.tell_of_interest(made, today=today)
    return made


def demand_possible(opportunity: Opportunity, organisation: Profile, *, today: date) -> None:
    """Raise an InterestRefusedError where the organisation cannot express interest."""
    if opportunity.organisation_id == organisation.pk:
        raise OwnOpportunityError(opportunity.pk)
    if not opportunity.is_live(today):
        raise NotLiveError(opportunity.pk)
    if opportunity.interests.filter(organisation=organisation, state__in=PENDING).exists():
        raise AlreadyInterestedError(opportunity.pk)


@transaction.atomic
def accept_interest(*, interest: Interest, actor: User, with_managers: bool, today: date) -> Introduction:
    """Say yes: the two are introduced at once."""
    advance(interest, "accept", actor=actor)
    _note(interest, welcome=True, actor=actor)
    made = open_after_interest(interest=interest, actor=actor, with_managers=with_managers, today=today)
    letters.tell_of_acceptance(interest, made, actor=actor, today=today)
    return made


@transaction.atomic
def decline_interest(*, interest: Interest, actor: User, reason: str, note: str = "", today: date) -> Interest:
    """Say no, with a reason of the list and perhaps a word."""
    advance(interest, "decline", actor=actor, changes={"decline_reason": reason, "decline_note": note.strip()})
    _note(interest, welcome=False, actor=actor, reason=reason)
    letters.tell_of_decline(interest, today=today)
    return interest


@transaction.atomic
def ask_sender(*, interest: Interest, actor: User, text: str, today: date) -> Interest:
    """Ask before answering; the sender gets the whole time for the reply."""
    _comment(interest, actor, "ask", text)
    advance(interest, "ask", actor=actor, changes={"respond_by": answer_by(today), "reminded": None})
    letters.tell_of_question(interest, text.strip(), today=today)
    return interest


@transaction.atomic
def answer_receiver(*, interest: Interest, actor: User, text: str, today: date) -> Interest:
    """Reply to the question; the receiver's time begins anew."""
    _comment(interest, actor, "answer", text)
    advance(interest, "answer", actor=actor, changes={"respond_by": answer_by(today), "reminded": None})
    letters.tell_of_reply(interest, text.strip(), today=today)
    return interest


@transaction.atomic
def withdraw_interest(*, interest: Interest, actor: User, today: date) -> Interest:
    advance(interest, "withdraw", actor=actor)
    letters.tell_of_withdrawal(interest, today=today)
    return interest


@transaction.atomic
def lapse_interest(*, interest: Interest, today: date) -> Interest:
    """The site ends what nobody answered in time, and tells both."""
    turn = interest.state
    advance(interest, "lapse", actor=None)
    letters.tell_of_lapse(interest, turn=turn, today=today)
    return interest


def questions_of(interest: Interest) -> list[Comment]:
    """Questions and answers, in their order."""
    found = Comment.objects.filter(
        object_kind=interest._meta.label_lower, object_id=interest.pk, purpose__in=("ask", "answer")
    )
    return list(found.select_related("author"))


def _comment(interest: Interest, actor: User, purpose: str, text: str) -> None:
    if not text.strip():
        raise NothingSaidError(purpose)
    kind = interest._meta.label_lower
    Comment.objects.create(object_kind=kind, object_id=interest.pk, author=actor, purpose=purpose, text=text.strip())


def _note(interest: Interest, *, welcome: bool, actor: User, reason: str = "") -> None:
    owner = interest.opportunity.organisation
    note_answer(by=owner, to=interest.organisation, welcome=welcome, actor=actor, reason=reason)
