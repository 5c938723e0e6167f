"""Deadlines as calendars: of all calls chosen, and of what an organisation's signed address stands for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.funding import Call as Facts
from cordata.funding import Deadline
from cordata.publish.calendar import deadlines_as_calendar
from cordata_web.calls.models import Call
from cordata_web.calls.records import facts_of, shown
from cordata_web.calls.wording import family_name, stage_name
from cordata_web.directory.models import Profile
from cordata_web.mail.sites import absolute
from cordata_web.people.models import RoleAssignment

SALT = "cordata.calls.calendar"


class BadFeedTokenError(Exception):
    """Nobody signed this token here, or its organisation is gone."""


def feed_address(profile: Profile) -> str:
    """The address of an organisation's calendar, for programs that cannot sign in; whoever has it may read it."""
    return absolute(reverse("calls:feed", args=[signing.Signer(salt=SALT).sign(profile.pk)]))


def read_feed_token(token: str) -> Profile:
    try:
        return Profile.objects.get(pk=signing.Signer(salt=SALT).unsign(token), state="published")
    except (signing.BadSignature, Profile.DoesNotExist) as error:
        raise BadFeedTokenError(token) from error


def calls_of(profile: Profile) -> list[Call]:
    """Calls that fit an organisation, and those that its people follow."""
    people = RoleAssignment.objects.filter(profile=profile, until__isnull=True).values("user")
    wanted = Q(fits__profile=profile) | Q(followers__user__in=people)
    return list(shown().filter(wanted).distinct().order_by("pk"))


def calendar_of(rows: Iterable[Call], name: str, language: str, now: datetime) -> bytes:
    """The coming deadlines of calls as an iCalendar file, in the language that is active."""
    return deadlines_as_calendar(
        [facts_of(row, whole=False) for row in rows],
        lambda call, deadline: _words(call, deadline, language),
        name=name,
        now=now,
    )


def _words(call: Facts, deadline: Deadline, language: str) -> tuple[str, str]:
    facts = {"call": call.title(language), "stage": stage_name(deadline.stage, deadline.number)}
    text = [call.topic, family_name(call.family), absolute(reverse("calls:call", args=[call.id])), call.url]
    return _("%(call)s (%(stage)s)") % facts, "\n".join(filter(None, text))
