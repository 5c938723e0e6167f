"""What a round-up tells of calls: deadlines of those that somebody follows, and calls that fit anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cordata.funding import next_deadline, status_at
from cordata_web.calls.models import FittingCall, FollowedCall
from cordata_web.calls.records import facts_of
from cordata_web.calls.wording import days_left
from cordata_web.people.models import User
from cordata_web.people.policy import Standing

REMINDED_BEFORE = (30, 14, 7, 3, 1)
"""Days before a deadline; a round-up tells the nearest that has not been told."""
NEW_CALLS = 5
Item = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A line of the round-up, and the mark by which it is told once."""

    followed: FollowedCall
    mark: str
    item: Item


def reminders(user: User, now: datetime) -> list[Reminder]:
    """For each followed call whose next deadline has come nearer than was told."""
    found = []
    rows = FollowedCall.objects.filter(user=user, call__withdrawn__isnull=True).select_related("call")
    for followed in rows.prefetch_related("call__deadlines"):
        deadline = next_deadline(facts_of(followed.call), now)
        days = (deadline.at - now).days if deadline else REMINDED_BEFORE[0] + 1
        step = min((one for one in REMINDED_BEFORE if days <= one), default=None)
        mark = f"{deadline.at:%Y-%m-%d}/{step}" if deadline else ""
        if step is None or mark in followed.reminded:
            continue
        when = {"day": date_format(timezone.localtime(deadline.at), "DATE_FORMAT"), "left": days_left(days)}
        text = _("The next deadline is on %(day)s, %(left)s") % when
        found.append(Reminder(followed, mark, (followed.call.title, followed.call.get_absolute_url(), text)))
    return found


def note_reminders(told: Sequence[Reminder]) -> None:
    """Keep that they were told."""
    for one in told:
        one.followed.reminded = [*one.followed.reminded, one.mark]
        one.followed.save(update_fields=["reminded"])


def new_fitting_calls(standing: Standing, since: datetime, now: datetime) -> list[Item]:
    """Calls found since then that fit an organisation of the person and are not over."""
    rows = FittingCall.objects.filter(profile__in=standing.acts_for, found__gt=since, call__withdrawn__isnull=True)
    rows = rows.select_related("call", "profile").prefetch_related("call__deadlines").order_by("-score", "pk")
    items: dict[str, Item] = {}
    for one in rows:
        if one.call_id not in items and status_at(facts_of(one.call), now) != "closed":
            text = _("A call that may fit: %(organisation)s") % {"organisation": one.profile.name}
            items[one.call_id] = (one.call.title, one.call.get_absolute_url(), text)
    return list(items.values())[:NEW_CALLS]
