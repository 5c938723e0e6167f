"""What people are written about introductions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cordata_web.exchange.letters import Write, but, tell
from cordata_web.exchange.models import DeclineReason, Introduction, Participant
from cordata_web.exchange.sides import SIDES, name_seen
from cordata_web.exchange.speakers import acts_now, speakers_for
from cordata_web.mail import Draft
from cordata_web.people.models import User


def speakers_of(introduction: Introduction, side: str, *, today: date) -> list[User]:
    here = [one.user for one in introduction.participants.select_related("user")]
    author = introduction.opportunity.author if introduction.opportunity else None
    return speakers_for(getattr(introduction, side), today=today, involved=[*here, author])


def tell_of_proposal(introduction: Introduction, *, today: date) -> int:
    def writer(other: str) -> Write:
        def write(user: User) -> Draft:
            facts = {**_facts(introduction, other, user), "proposer": _proposer(introduction)}
            paragraphs = [_("%(proposer)s proposes to bring you together with: %(other)s.") % facts]
            if introduction.note:
                paragraphs.append(_("“%(text)s”") % {"text": introduction.note})
            paragraphs.append(
                _("If both sides agree until %(day)s, a conversation opens.") % {"day": _day(introduction)}
            )
            return Draft(
                subject=_("Would you like to meet: %(other)s") % facts,
                paragraphs=paragraphs,
                button=(_("Look at the proposal"), introduction.get_absolute_url()),
            )

        return write

    told = 0
    for side, other in (SIDES, SIDES[::-1]):
        people = but(speakers_of(introduction, side, today=today), introduction.proposed_by)
        told += tell(people, introduction, f"introduction_{side}", writer(other), key=introduction.pk)
    return told


def tell_of_half(introduction: Introduction, *, agreed: str, today: date) -> int:
    """To the side that has not answered yet."""
    waiting = _other(agreed)

    def write(user: User) -> Draft:
        facts = _facts(introduction, agreed, user)
        return Draft(
            subject=_("They would like to meet you: %(other)s") % facts,
            paragraphs=[
                _("The other side has agreed to the introduction: %(other)s.") % facts,
                _("If you agree too until %(day)s, a conversation opens.") % {"day": _day(introduction)},
            ],
            button=(_("Look at the proposal"), introduction.get_absolute_url()),
        )

    return tell(
        speakers_of(introduction, waiting, today=today), introduction, "introduction_half", write, key=introduction.pk
    )


def tell_of_opening(introduction: Introduction, *, actor: User, today: date) -> int:
    people = {user.pk: user for side in SIDES for user in speakers_of(introduction, side, today=today)}
    people |= {one.user_id: one.user for one in introduction.participants.select_related("user")}
    if introduction.proposed_by is not None:
        people[introduction.proposed_by.pk] = introduction.proposed_by

    def write(_user: User) -> Draft:
        facts = _names(introduction)
        return Draft(
            subject=_("Introduced: %(first)s and %(second)s") % facts,
            paragraphs=[
                _("%(first)s and %(second)s have both agreed to meet.") % facts,
                _("The conversation is open: say hello."),
            ],
            button=(_("Open the conversation"), introduction.get_absolute_url()),
        )

    return tell(but(people.values(), actor), introduction, "introduction_open", write, key=introduction.pk)


def tell_of_decline(introduction: Introduction, *, declined: str, today: date) -> int:
    """To the other side where it had agreed, and to whoever proposed it."""
    waiting = _other(declined)
    people = speakers_of(introduction, waiting, today=today) if getattr(introduction, f"agreed_by_{waiting}") else []
    if introduction.proposed_by is not None and introduction.proposed_by.pk not in {one.pk for one in people}:
        people = [*people, introduction.proposed_by]

    def write(user: User) -> Draft:
        facts = _facts(introduction, declined, user)
        return Draft(
            subject=_("An answer to the proposed introduction: %(other)s") % facts,
            paragraphs=[
                _("This time the answer is no: %(other)s.") % facts,
                _("The reason: %(reason)s.") % {"reason": DeclineReason(introduction.decline_reason).label},
            ],
            button=(_("Look at the proposal"), introduction.get_absolute_url()),
        )

    return tell(people, introduction, "introduction_declined", write, key=introduction.pk)


def tell_of_lapse(introduction: Introduction, *, today: date) -> int:
    people = {user.pk: user for side in SIDES for user in speakers_of(introduction, side, today=today)}
    if introduction.proposed_by is not None:
        people[introduction.proposed_by.pk] = introduction.proposed_by

    def write(_user: User) -> Draft:
        return Draft(
            subject=_("A proposed introduction has ended without an answer"),
            paragraphs=[
                _("Not both sides have answered in time."),
                _("That happens in busy weeks. The introduction can be proposed again."),
            ],
            button=(_("Look at the proposal"), introduction.get_absolute_url()),
        )

    return tell(people.values(), introduction, "introduction_lapsed", write, key=introduction.pk)


def tell_managers(introduction: Introduction, brought: Iterable[Participant], *, side: str) -> int:
    def write(user: User) -> Draft:
        facts = {"member": name_seen(introduction, side, user), "other": name_seen(introduction, _other(side), user)}
        return Draft(
            subject=_("%(member)s would like you to take part in a conversation") % facts,
            paragraphs=[_("%(member)s brings you into its conversation with: %(other)s.") % facts],
            button=(_("Open the conversation"), introduction.get_absolute_url()),
        )

    return tell([one.user for one in brought], introduction, "introduction_manager", write, key=introduction.pk)


def remind(introduction: Introduction, *, mark: int, today: date) -> int:
    """The sides that have not answered."""
    told = 0
    for side, other in (SIDES, SIDES[::-1]):
        if getattr(introduction, f"agreed_by_{side}"):
            continue

        def write(user: User, other: str = other) -> Draft:
            facts = {**_facts(introduction, other, user), "day": _day(introduction)}
            return Draft(
                subject=_("Please answer until %(day)s: a proposed introduction") % facts,
                paragraphs=[
                    _("Somebody has proposed to bring you together with: %(other)s.") % facts,
                    _("One minute is enough, and a no is an answer too."),
                ],
                button=(_("Look at the proposal"), introduction.get_absolute_url()),
            )

        people = [
            one for one in speakers_of(introduction, side, today=today) if acts_now(one, getattr(introduction, side))
        ]
        key = f"{introduction.pk}:{side}:{mark}"
        told += tell(people, introduction, "introduction_reminder", write, key=key, topic="reminders")
    return told


def _proposer(introduction: Introduction) -> str:
    """By name; never by the e-mail address."""
    user = introduction.proposed_by
    return user.name if user is not None and user.name else _("Somebody of the network")


def _other(side: str) -> str:
    return SIDES[1 - SIDES.index(side)]


def _facts(introduction: Introduction, side: str, user: User) -> dict[str, str]:
    return {"other": name_seen(introduction, side, user)}


def _names(introduction: Introduction) -> dict[str, str]:
    return {"first": introduction.first.name, "second": introduction.second.name}


def _day(introduction: Introduction) -> str:
    return date_format(introduction.respond_by, "DATE_FORMAT")
