"""A synchronised call worked out for the organisations of the network: who may apply where, and who with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser

from cordata.cooperation.pairing import ClusterView, Pair, complement, complement_scores
from cordata.funding import Difference, differences, overlapping
from cordata.funding.instruments import EVERYWHERE
from cordata.funding.synchronised import (
    Applicants,
    Group,
    Organisation,
    Reach,
    Theme,
    applicants_of,
    covered_together,
    groups_of,
    reach_of,
    worth_of_pairs,
)
from cordata.kernel.regions import NUTS2_LENGTH
from cordata_web.cooperation.clusters import near, views_of
from cordata_web.cooperation.potentials import potential_of_regions
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import with_narrower
from cordata_web.funding.joint_choice import Choice

GROUPS = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is told of a choice; ``potential`` of pairs of regions is empty where it was not computed."""

    choice: Choice
    reach: Reach
    differences: tuple[Difference, ...]
    overlaps: tuple[tuple[str, str], ...]
    applicants: tuple[Applicants, ...]
    groups: tuple[Group, ...]
    profiles: Mapping[str, Profile]
    views: Mapping[str, ClusterView]
    potential: Mapping[tuple[str, str], float]

    def pairs_of(self, group: Group) -> list[Pair]:
        """How each two members of a group complement each other."""
        told = ((self.views[one], self.views[other]) for one, other in combinations(group.members, 2))
        return [complement(one, other, near()) for one, other in told]

    def potential_of(self, pair: Pair) -> float | None:
        """That of the regions of two, 0 to 100; None where it was not computed."""
        one, other = self.views[pair.cluster].region, self.views[pair.other].region
        return self.potential.get((one, other), self.potential.get((other, one)))


def plan_of(choice: Choice) -> Plan:
    """Everything about a choice of two instruments or more."""
    rows = _organisations(choice)
    views = {view.id: view for view in views_of(rows)}
    known = [_plain(row, views[row.pk]) for row in rows]
    wanted = [with_narrower(concept) for concept in choice.concepts]
    theme = Theme(frozenset().union(*wanted), cast(Any, frozenset(choice.sectors)))
    applicants = tuple(applicants_of(one, known, theme) for one in choice.instruments)
    sides = [_ids(one, unsure=choice.unsure) for one in applicants]
    potential = potential_of_regions()
    worth = _worth(sides, views, potential, wanted)
    return Plan(
        choice=choice,
        reach=reach_of(choice.sides),
        differences=differences(choice.instruments),
        overlaps=overlapping(choice.instruments),
        applicants=applicants,
        groups=tuple(groups_of(sides, worth, top=GROUPS, having=choice.having)),
        profiles={row.pk: row for row in rows},
        views=views,
        potential=potential,
    )


def _organisations(choice: Choice) -> list[Profile]:
    """Published ones of the countries that the instruments pay in."""
    countries = {territory[:2] for one in choice.instruments for territory in one.territories}
    found = queries.listed_for(AnonymousUser()).exclude(status="ended")
    if EVERYWHERE not in countries:
        found = found.filter(country__in=countries)
    if choice.real:
        found = found.filter(is_example=False)
    return list(found.prefetch_related("concepts").defer("search_text"))


def _plain(row: Profile, view: ClusterView) -> Organisation:
    return Organisation(
        row.pk, cast(Any, row.kind), row.nuts, cast(Any, row.size_category), view.concepts, frozenset(row.sectors)
    )


def _ids(found: Applicants, *, unsure: bool) -> list[str]:
    return [one.organisation.id for one in (*found.admitted, *(found.unsure if unsure else ()))]


def _worth(
    sides: Sequence[Sequence[str]],
    views: Mapping[str, ClusterView],
    potential: Mapping[tuple[str, str], float],
    wanted: Sequence[frozenset[str]],
) -> dict[tuple[str, str], float]:
    complements = complement_scores([[views[one] for one in side] for side in sides], near())
    regions = {key: view.region[:NUTS2_LENGTH] for key, view in views.items()}
    covered = covered_together({key: view.concepts for key, view in views.items()}, wanted)
    return worth_of_pairs(complements, regions, potential, covered)
