"""Deadlines as calendars: of all calls chosen, and of what an organisation's signed address stands for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _

from cordata.funding import Call as Facts
from cordata.funding import Deadline
from cordata.publish.calendar import deadlines_as_calendar
from cordata_web.calls.models import SECRET_LENGTH, CalendarKey, Call
from cordata_web.calls.records import facts_of, shown
from cordata_web.calls.wording import family_name, stage_name
from cordata_web.directory.models import Profile
from cordata_web.mail.sites import absolute
from cordata_web.people import audit
from cordata_web.people.models import RoleAssignment, User

SALT = "cordata.calls.calendar"
APART = "."
"""No identifier of an organisation holds it."""


class BadFeedTokenError(Exception):
    """Nobody signed this token here, or its organisation is gone."""


def feed_address(profile: Profile) -> str:
    """The address of an organisation's calendar, for programs that cannot sign in; whoever has it may read it."""
    return absolute(reverse("calls:feed", args=[signing.Signer(salt=SALT).sign(_named(profile))]))


def read_feed_token(token: str) -> Profile:
    """The organisation of a token; one of an address that was replaced is none."""
    try:
        told = signing.Signer(salt=SALT).unsign(token)
        found = Profile.objects.get(pk=told.partition(APART)[0], state="published")
    except (signing.BadSignature, Profile.DoesNotExist) as error:
        raise BadFeedTokenError(token) from error
    if not constant_time_compare(told, _named(found)):
        raise BadFeedTokenError(token)
    return found


@transaction.atomic
def renew_feed_address(*, profile: Profile, actor: User) -> None:
    """Give the calendar another address; whoever has the old one reads nothing any more."""
    secret = {"secret": get_random_string(SECRET_LENGTH), "made": timezone.now()}
    CalendarKey.objects.update_or_create(profile=profile, defaults=secret)
    audit.record("renew calendar", profile, actor=actor, changes={})


def _named(profile: Profile) -> str:
    """What is signed: the organisation, and the secret of its newest address where one was asked for."""
    secret = CalendarKey.objects.filter(profile=profile).values_list("secret", flat=True).first()
    return profile.pk if secret is None else f"{profile.pk}{APART}{secret}"


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
