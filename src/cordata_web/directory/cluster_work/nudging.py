"""Reminding members of their profiles, and asking them to let the cluster act for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata_web.directory.advice import advice_for
from cordata_web.directory.cluster_work.roster import Member, freshness_of, last_nudges, percent_of
from cordata_web.directory.models import Profile
from cordata_web.exchange.speakers import people_of
from cordata_web.mail import Draft, absolute, post
from cordata_web.mail.topics import Topic
from cordata_web.people import audit
from cordata_web.people.models import User

NUDGE, ASK = "nudge", "ask to act"


class RemindedLatelyError(ValueError):
    """Somebody has reminded them within the last weeks."""


class NobodyThereError(ValueError):
    """The member has no people of its own here who could be written to."""


@transaction.atomic
def nudge(*, member: Profile, cluster: Profile, actor: User, today: date) -> int:
    """Write to the member's people what to do; how many letters that makes, none where they wish for no reminders."""
    write = _reminder(member, cluster, freshness_of(member, percent_of(member), today=today))
    return _write_to(member, NUDGE, write, actor=actor, today=today)


@transaction.atomic
def ask_to_act(*, member: Profile, cluster: Profile, actor: User, today: date) -> int:
    """Ask the member's people to let the cluster prepare or do things for them."""
    return _write_to(member, ASK, _question(member, cluster), actor=actor, today=today)


def nudge_stale(*, members: Iterable[Member], cluster: Profile, actor: User, today: date) -> int:
    """Remind all that are stale and can be reminded; how many members were written to. Each in its own transaction."""
    reminded = 0
    for one in members:
        if not one.is_stale or not one.people or one.nudged:
            continue
        try:
            reminded += nudge(member=one.profile, cluster=cluster, actor=actor, today=today) > 0
        except (RemindedLatelyError, NobodyThereError):
            continue  # since the list was read, a colleague was faster or the last of its people has left
    return reminded


def _write_to(member: Profile, action: str, write: Callable[[], Draft], *, actor: User, today: date) -> int:
    # Of two managers who remind at once, the second waits here and finds the first's entry.
    list(Profile.objects.select_for_update(of=("self",)).filter(pk=member.pk).values_list("pk"))
    if last_nudges([member.pk], action=action):
        raise RemindedLatelyError(member.pk)
    people = people_of(member, today=today)
    if not people:
        raise NobodyThereError(member.pk)
    letters = 0
    for user in people:
        key = f"{action}:{member.pk}:{user.pk}:{today}"
        letters += post("nudge", to=user, write=write, key=key, topic=Topic.REMINDERS) is not None
    audit.record(action, member, actor=actor, changes={"letters": letters})
    return letters


def _reminder(member: Profile, cluster: Profile, freshness: str) -> Callable[[], Draft]:
    def write() -> Draft:
        names = {"member": member.name, "cluster": cluster.name}
        why = {
            "expired": _("It is not public any more, because its time was over. One click brings it back."),
            "ending": _("It ends soon. One click, and it stays public."),
            "old": _("Nobody has touched it for half a year. Is it all still true?"),
        }
        missing = advice_for(member).missing
        return Draft(
            subject=_("Please look at the profile of %(member)s") % names,
            paragraphs=[
                _("Your cluster %(cluster)s asks you to look at the profile of %(member)s.") % names,
                why.get(freshness, _("Partners across the Alps find you better when it is complete.")),
                *([_("What would help most:")] if missing else []),
                *missing,
            ],
            button=(_("Open the profile"), absolute(reverse("directory:manage", args=[member.pk]))),
        )

    return write


def _question(member: Profile, cluster: Profile) -> Callable[[], Draft]:
    def write() -> Draft:
        names = {"member": member.name, "cluster": cluster.name}
        return Draft(
            subject=_("May %(cluster)s do something for you?") % names,
            paragraphs=[
                _("Your cluster %(cluster)s offers to look after the profile and the opportunities of %(member)s.")
                % names,
                _("You choose: nothing, drafts that you then publish, or everything. You can change it at any time."),
            ],
            button=(_("Choose"), absolute(reverse("directory:people", args=[member.pk]))),
        )

    return write
