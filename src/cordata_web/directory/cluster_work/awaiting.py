"""What there is to do for a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from cordata_web.directory.cluster_work import dealings, roster
from cordata_web.directory.models import Profile
from cordata_web.people.policy import Standing


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A sentence, and the page where it is done."""

    text: str
    url: str


def awaiting(cluster: Profile, standing: Standing, today: date) -> tuple[int, list[Awaiting]]:
    """How many members there are, and what awaits."""
    everybody = roster.roster_of(cluster, today)
    return len(everybody), awaiting_for(cluster, everybody, standing, today)


def awaiting_for(cluster: Profile, everybody: list[roster.Member], standing: Standing, today: date) -> list[Awaiting]:
    ids = [one.profile.pk for one in everybody]
    matches = len(dealings.matches_to_introduce(ids, standing, today))
    stale = sum(one.is_stale for one in everybody)
    asked = roster.open_requests(cluster).count()
    members = reverse("directory:cluster_members", args=[cluster.pk])
    introduce = ngettext(
        "%(number)s match is worth an introduction.", "%(number)s matches are worth an introduction.", matches
    )
    fresh = ngettext(
        "The profile of %(number)s member is stale.", "The profiles of %(number)s members are stale.", stale
    )
    answers = ngettext(
        "%(number)s organisation has not said yet whether it is a member.",
        "%(number)s organisations have not said yet whether they are members.",
        asked,
    )
    exchange = reverse("directory:cluster_exchange", args=[cluster.pk])
    sentences = ((matches, introduce, exchange), (stale, fresh, members), (asked, answers, members))
    return [Awaiting(text % {"number": number}, url) for number, text, url in sentences if number]
