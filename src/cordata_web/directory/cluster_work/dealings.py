"""What the members of a cluster offer and seek, whom they meet, and what came of it; as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cordata.exchange import COLLABORATION
from cordata_web.directory.models import Membership
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Match, Opportunity
from cordata_web.exchange.sides import is_hidden
from cordata_web.people import policy
from cordata_web.people.policy import Standing

WORTH_AT_MOST = 10
UNDER_WAY = ("proposed", "half_agreed", "open")


def opportunities_of(members: Iterable[str], standing: Standing, today: date) -> QuerySet[Opportunity]:
    """Those that are public today, the newest first; without those of members that do not give their name.

    To be on this list would say of an anonymous opportunity whose it may be.
    """
    live = Opportunity.objects.filter(state="published", valid_until__gte=today)
    named = live.filter(_named("", standing), organisation__in=list(members))
    return named.select_related("organisation")


def _named(path: str, standing: Standing) -> Q:
    """Opportunities of which the reader may know whose they are; ``path`` leads to them."""
    if standing.reads_all:
        return Q()
    own = standing.acts_for | standing.prepares
    return Q(**{f"{path}anonymous": False}) | Q(**{f"{path}organisation__in": own})


def matches_to_introduce(members: Iterable[str], standing: Standing, today: date) -> list[Match]:
    """The best matches of members with whom the other has not been brought together, nor one of them said no.

    A cluster and a member of its own know each other.
    """
    ids = list(members)
    rows = Match.objects.filter(
        Q(profile__in=ids) | (Q(opportunity__organisation__in=ids) & _named("opportunity__", standing)),
        answer="",
        opportunity__state="published",
        opportunity__valid_until__gte=today,
        opportunity__organisation__state="published",
        profile__state="published",
    )
    there = Q(first=OuterRef("profile"), second=OuterRef("opportunity__organisation"))
    back = Q(first=OuterRef("opportunity__organisation"), second=OuterRef("profile"))
    met = Introduction.objects.filter(there | back)
    said = Interest.objects.filter(opportunity=OuterRef("opportunity"), organisation=OuterRef("profile"))
    of_cluster = Q(cluster=OuterRef("profile"), member=OuterRef("opportunity__organisation"))
    for_cluster = Q(member=OuterRef("profile"), cluster=OuterRef("opportunity__organisation"))
    related = Membership.objects.filter(of_cluster | for_cluster)
    known = rows.exclude(Exists(met)).exclude(Exists(said)).exclude(Exists(related))
    best = known.select_related("opportunity__organisation", "profile", "counterpart").order_by("-score", "pk")
    found: dict[tuple[str, str], Match] = {}
    for match in best[: 5 * WORTH_AT_MOST]:
        if policy.can(standing, "introduce", match):
            found.setdefault((match.opportunity.organisation_id, match.profile_id), match)
    return list(found.values())[:WORTH_AT_MOST]


def introductions_of(members: Iterable[str], standing: Standing) -> QuerySet[Introduction]:
    """Those of members that the reader may see, the newest first."""
    return _of_members(Introduction, members, standing).select_related("first", "second", "opportunity__organisation")


def known_introductions(members: Iterable[str], standing: Standing) -> list[Introduction]:
    """Those in which the reader may know that the member is one of the two."""
    ids = set(members)
    return [
        one
        for one in introductions_of(ids, standing)
        if any(side.pk in ids and not is_hidden(one, side, standing) for side in (one.first, one.second))
    ]


def collaborations_of(members: Iterable[str], standing: Standing) -> QuerySet[Collaboration]:
    return _of_members(Collaboration, members, standing).select_related("first", "second")


def results_in(members: Iterable[str], standing: Standing, year: int) -> dict[str, dict[str, int]]:
    """Introductions begun in the year by state; collaborations begun by stage; those ended by outcome and value."""
    ids = list(members)
    begun = collaborations_of(ids, standing).filter(created__year=year)
    ended = collaborations_of(ids, standing).filter(ended__year=year, state__in=COLLABORATION.closed)
    return {
        "introductions": _counted(introductions_of(ids, standing).filter(created__year=year), "state"),
        "collaborations": _counted(begun, "state"),
        "outcomes": _counted(ended, "outcome"),
        "values": _counted(ended.exclude(value_band=""), "value_band"),
    }


def _counted(rows: QuerySet[Any], column: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in rows.order_by().values_list(column, flat=True):
        counts[value] = counts.get(value, 0) + 1
    return counts


def _of_members(model: Any, members: Iterable[str], standing: Standing) -> QuerySet[Any]:
    ids = list(members)
    shown: QuerySet[Any] = policy.visible_to(standing, model.objects.filter(Q(first__in=ids) | Q(second__in=ids)))
    return shown.order_by("-created", "pk")
