"""What both sides of an interest are written. The owner of an anonymous opportunity is not named before it accepts."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cordata_web.exchange.letters import but, tell, title_of
from cordata_web.exchange.models import DeclineReason, Interest, Introduction
from cordata_web.exchange.speakers import speakers_for
from cordata_web.mail import Draft
from cordata_web.people.models import User


def receivers_of(interest: Interest, *, today: date) -> list[User]:
    opportunity = interest.opportunity
    involved = [opportunity.author] if opportunity.author else []
    return speakers_for(opportunity.organisation, today=today, involved=involved)


def senders_of(interest: Interest, *, today: date) -> list[User]:
    involved = [interest.author] if interest.author else []
    return speakers_for(interest.organisation, today=today, involved=involved)


def tell_of_interest(interest: Interest, *, today: date) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("%(organisation)s is interested in “%(title)s”") % _facts(interest),
            paragraphs=[
                _("%(organisation)s has expressed interest in your opportunity “%(title)s”.") % _facts(interest),
                _quoted(interest.why),
                _("Please answer until %(day)s: yes, no, or with a question. A short no helps them more than silence.")
                % {"day": _day(interest)},
            ],
            button=(_("Read and answer"), interest.get_absolute_url()),
        )

    receivers = but(receivers_of(interest, today=today), interest.author)
    return tell(receivers, interest, "interest", write, key=interest.pk)


def tell_of_acceptance(interest: Interest, introduction: Introduction, *, actor: User, today: date) -> int:
    def write(_user: User) -> Draft:
        facts = {**_facts(interest), "owner": interest.opportunity.organisation.name}
        return Draft(
            subject=_("%(owner)s would like to talk to you about “%(title)s”") % facts,
            paragraphs=[
                _("%(owner)s has accepted your interest in “%(title)s”.") % facts,
                _("You are introduced to each other from now on. The conversation is open: say hello."),
            ],
            button=(_("Open the conversation"), introduction.get_absolute_url()),
        )

    return tell(but(senders_of(interest, today=today), actor), interest, "interest_accepted", write, key=interest.pk)


def tell_of_decline(interest: Interest, *, today: date) -> int:
    def write(_user: User) -> Draft:
        paragraphs = [
            _("Thank you for your interest in “%(title)s”. This time the answer is no.") % _facts(interest),
            _("The reason: %(reason)s.") % {"reason": DeclineReason(interest.decline_reason).label},
        ]
        if interest.decline_note:
            paragraphs.append(_quoted(interest.decline_note))
        return Draft(
            subject=_("An answer to your interest in “%(title)s”") % _facts(interest),
            paragraphs=[
                *paragraphs,
                _("This says nothing about the quality of your work. Others may be waiting for it."),
            ],
            button=(_("Read the answer"), interest.get_absolute_url()),
        )

    return tell(senders_of(interest, today=today), interest, "interest_declined", write, key=interest.pk)


def tell_of_question(interest: Interest, text: str, *, today: date) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("A question about your interest in “%(title)s”") % _facts(interest),
            paragraphs=[
                _("Before they answer your interest in “%(title)s”, they would like to know:") % _facts(interest),
                _quoted(text),
                _("Please answer until %(day)s.") % {"day": _day(interest)},
            ],
            button=(_("Answer the question"), interest.get_absolute_url()),
        )

    # A second round of questions is news again: the number of rounds is part of the key.
    key = f"{interest.pk}:{_rounds(interest)}"
    return tell(senders_of(interest, today=today), interest, "interest_asked", write, key=key)


def tell_of_reply(interest: Interest, text: str, *, today: date) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("%(organisation)s has answered your question about “%(title)s”") % _facts(interest),
            paragraphs=[
                _quoted(text),
                _("Please answer until %(day)s: yes, no, or with a question. A short no helps them more than silence.")
                % {"day": _day(interest)},
            ],
            button=(_("Read and answer"), interest.get_absolute_url()),
        )

    key = f"{interest.pk}:{_rounds(interest)}"
    return tell(receivers_of(interest, today=today), interest, "interest_answered", write, key=key)


def tell_of_withdrawal(interest: Interest, *, today: date) -> int:
    def write(_user: User) -> Draft:
        return Draft(
            subject=_("%(organisation)s is no longer interested in “%(title)s”") % _facts(interest),
            paragraphs=[
                _("%(organisation)s has withdrawn its interest in “%(title)s”. You need do nothing.") % _facts(interest)
            ],
            button=(_("See the interest"), interest.get_absolute_url()),
        )

    return tell(receivers_of(interest, today=today), interest, "interest_withdrawn", write, key=interest.pk)


def tell_of_lapse(interest: Interest, *, turn: str, today: date) -> int:
    """To both: whose turn it was, and who waited."""

    def to_receiver(_user: User) -> Draft:
        late = _("%(organisation)s waited for your answer about “%(title)s”; the time for it is over.")
        waited = _("%(organisation)s did not answer your question about “%(title)s” in time.")
        return _lapsed(interest, (late if turn == "sent" else waited) % _facts(interest))

    def to_sender(_user: User) -> Draft:
        waited = _("Your interest in “%(title)s” was not answered in time.")
        late = _("The question about your interest in “%(title)s” was not answered in time.")
        return _lapsed(interest, (waited if turn == "sent" else late) % _facts(interest))

    told = tell(receivers_of(interest, today=today), interest, "interest_lapsed", to_receiver, key=interest.pk)
    return told + tell(senders_of(interest, today=today), interest, "interest_lapsed", to_sender, key=interest.pk)


def _lapsed(interest: Interest, what: str) -> Draft:
    return Draft(
        subject=_("The interest in “%(title)s” has ended without an answer") % _facts(interest),
        paragraphs=[what, _("That happens in busy weeks. If both still want to, a new interest can be expressed.")],
        button=(_("See the interest"), interest.get_absolute_url()),
    )


def remind(interest: Interest, *, mark: int, today: date) -> int:
    """Whoever is to speak next."""
    turn = receivers_of if interest.state == "sent" else senders_of

    def write(_user: User) -> Draft:
        waiting = (
            _("%(organisation)s is waiting for your answer about “%(title)s”.")
            if interest.state == "sent"
            else _("A question about your interest in “%(title)s” is waiting for your answer.")
        )
        return Draft(
            subject=_("Please answer until %(day)s: “%(title)s”") % {**_facts(interest), "day": _day(interest)},
            paragraphs=[waiting % _facts(interest), _("One minute is enough, and a no is an answer too.")],
            button=(_("Read and answer"), interest.get_absolute_url()),
        )

    key = f"{interest.pk}:{interest.respond_by.isoformat()}:{mark}"
    return tell(turn(interest, today=today), interest, "interest_reminder", write, key=key, topic="reminders")


def _rounds(interest: Interest) -> int:
    from cordata_web.people.models import Comment

    return Comment.objects.filter(object_kind=interest._meta.label_lower, object_id=interest.pk).count()


def _facts(interest: Interest) -> dict[str, str]:
    return {"organisation": interest.organisation.name, "title": title_of(interest.opportunity)}


def _quoted(text: str) -> str:
    return _("“%(text)s”") % {"text": text}


def _day(interest: Interest) -> str:
    return date_format(interest.respond_by, "DATE_FORMAT")
