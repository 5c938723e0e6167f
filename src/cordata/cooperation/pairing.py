"""Clusters that complement each other: sharing enough to talk, differing enough to gain."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from cordata.cooperation.participations import Participation
from cordata.kernel import Place, Reason
from cordata.kernel.places import distance_km, languages_spoken, share_border
from cordata.thesaurus import Thesaurus

PAIR_REASONS: dict[str, tuple[str, ...]] = {
    "both_work_on": ("concepts",),
    "brings": ("cluster", "concepts"),
    "same_sector": ("sectors",),
    "joint_projects": ("projects",),
    "across_border": ("from", "to"),
    "near": ("km",),
    "common_language": ("languages",),
}
"""Every code of a pair's reasons, with the names of its facts."""
TOLD = 4
NEAR_KM = 300.0


@dataclass(frozen=True, slots=True)
class ClusterView:
    """What of a cluster counts here: where it is, and the concepts that it and its members stand for.

    ``members`` are the organisations by which joint projects are counted, ids as in the participations.
    """

    id: str
    country: str
    region: str
    concepts: frozenset[str]
    place: Place | None = None
    sectors: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """How one cluster complements another, from 0 to 1; ``talk`` and ``gain`` are its two parts.

    ``shared`` is the s of `complementary`, ``brought`` and ``given`` the shares of concepts that the other and the one
    would bring. ``km`` is None where a place is unknown, ``projects`` where joint projects are.
    """

    cluster: str
    other: str
    score: float
    talk: float
    gain: float
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    shared: float = 0.0
    brought: float = 0.0
    given: float = 0.0
    km: float | None = None
    projects: int | None = None


def complementary(
    cluster: ClusterView,
    others: Iterable[ClusterView],
    near: Mapping[str, frozenset[str]],
    *,
    joint: Mapping[tuple[str, str], int] | None = None,
) -> list[Pair]:
    """Clusters of other countries that complement one, the best first; those with nothing to gain are left out.

    With s the Jaccard index of what two clusters work on (a concept with its neighbours in the thesaurus), they can
    talk by ``4 s (1 - s)``: not at all where they share nothing, and where they are the same. What one brings to the
    other is the share of its concepts that the other lacks but stands near to; the gain is the geometric mean of
    both ways. The score is the geometric mean of talk and gain. Sectors, borders, distance, languages and joint
    projects are told and do not move the score: they say how easy the start would be, not what there is to gain.

    Parameters
    ----------
    cluster, others
        See `ClusterView`; clusters of the same country are passed over.
    near
        For each concept those related to it in the thesaurus: broader, narrower, related; see `near_concepts`.
    joint
        Joint projects of members by pair of clusters, see `joint_projects_of_members`; None when they are not known.

    References
    ----------
    Nooteboom, B. et al. (2007) Optimal cognitive distance and absorptive capacity, Research Policy 36: 1016-1034, for
    the inverted U. The joining of the parts is ours.
    """
    abroad = (other for other in others if other.id != cluster.id and other.country != cluster.country)
    pairs = (complement(cluster, other, near, joint=joint) for other in abroad)
    return sorted((pair for pair in pairs if pair.score > 0), key=lambda pair: (-pair.score, pair.other))


def near_concepts(thesaurus: Thesaurus) -> dict[str, frozenset[str]]:
    """For each concept those directly above and below it and those related to it, told from either side.

    Two concepts below the same one are not near each other, but have that one near in common.
    """
    found: dict[str, set[str]] = {concept: set(thesaurus.neighbours(concept)) for concept in thesaurus}
    for concept, others in list(found.items()):
        for other in list(others):
            found[other].add(concept)
    return {concept: frozenset(others) for concept, others in found.items()}


def joint_projects_of_members(
    participations: Iterable[Participation], clusters: Iterable[ClusterView]
) -> dict[tuple[str, str], int]:
    """In how many projects members of two clusters took part together, by ids in the order of the alphabet.

    An organisation that is a member of both clusters does not tie them: there must be another one on either side.
    """
    of_project: dict[str, set[str]] = defaultdict(set)
    for row in participations:
        of_project[row.project].add(row.organisation)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    ordered = sorted(clusters, key=lambda cluster: cluster.id)
    for taking_part in of_project.values():
        present = [(one.id, inside) for one in ordered if (inside := one.members & taking_part)]
        for (one, inside), (other, there) in combinations(present, 2):
            if len(inside | there) > 1:
                counts[one, other] += 1
    return dict(counts)


def projects_of(joint: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    """Joint projects of two clusters, 0 when none are told.

    >>> projects_of({("a", "b"): 2}, "b", "a")
    2
    """
    return joint.get((min(one, other), max(one, other)), 0)


def complement(
    one: ClusterView,
    other: ClusterView,
    near: Mapping[str, frozenset[str]],
    *,
    joint: Mapping[tuple[str, str], int] | None = None,
) -> Pair:
    """How two complement each other, wherever they are, with reasons; see `complementary`."""
    here, there = _widened(one.concepts, near), _widened(other.concepts, near)
    found = _measured(one.concepts, other.concepts, here, there)
    km = distance_km(one.place, other.place) if one.place and other.place else None
    projects = None if joint is None else projects_of(joint, one.id, other.id)
    reasons = (*_of_concepts(one, other, found.new, found.offered), *_of_the_start(one, other, km, projects))
    return Pair(
        one.id, other.id, found.score, found.talk, found.gain, reasons, found.shared, found.brought, found.given, km,
        projects,
    )  # fmt: skip


def complement_scores(
    sides: Iterable[Iterable[ClusterView]], near: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], float]:
    """The score of `complement` for every two of different sides that complement each other at all, without reasons.

    Pairs are named in the order of the sides.
    """
    told = [[(one, _widened(one.concepts, near)) for one in side] for side in sides]
    found: dict[tuple[str, str], float] = {}
    for side, other_side in combinations(told, 2):
        for (one, here), (other, there) in product(side, other_side):
            if one.id != other.id and not here.isdisjoint(there):
                score = _measured(one.concepts, other.concepts, here, there).score
                if score > 0:
                    found[one.id, other.id] = score
    return found


@dataclass(frozen=True, slots=True)
class _Measured:
    shared: float
    new: list[str]
    offered: list[str]
    brought: float
    given: float

    @property
    def talk(self) -> float:
        return 4 * self.shared * (1 - self.shared)

    @property
    def gain(self) -> float:
        return math.sqrt(self.brought * self.given)

    @property
    def score(self) -> float:
        return math.sqrt(self.talk * self.gain)


def _measured(own: frozenset[str], others: frozenset[str], here: frozenset[str], there: frozenset[str]) -> _Measured:
    either = here | there
    shared = len(here & there) / len(either) if either else 0.0
    new, offered = _new(others, own, here), _new(own, others, there)
    return _Measured(shared, new, offered, _share(new, others), _share(offered, own))


def _widened(concepts: frozenset[str], near: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return concepts.union(*(near.get(concept, frozenset()) for concept in concepts))


def _new(brought: frozenset[str], own: frozenset[str], reach: frozenset[str]) -> list[str]:
    """Concepts that are not one's own but near to them."""
    return sorted(concept for concept in brought - own if concept in reach)


def _share(concepts: list[str], of: frozenset[str]) -> float:
    return len(concepts) / len(of) if of else 0.0


def _of_concepts(one: ClusterView, other: ClusterView, brought: list[str], given: list[str]) -> Iterable[Reason]:
    if both := sorted(one.concepts & other.concepts):
        yield Reason("both_work_on", {"concepts": both[:TOLD]})
    for giver, concepts in ((other, brought), (one, given)):
        if concepts:
            yield Reason("brings", {"cluster": giver.id, "concepts": concepts[:TOLD]})


def _of_the_start(one: ClusterView, other: ClusterView, km: float | None, projects: int | None) -> Iterable[Reason]:
    if sectors := sorted(one.sectors & other.sectors):
        yield Reason("same_sector", {"sectors": sectors})
    if projects:
        yield Reason("joint_projects", {"projects": projects})
    if share_border(one.country, other.country):
        yield Reason("across_border", {"from": one.country, "to": other.country})
    if km is not None and km <= NEAR_KM:
        yield Reason("near", {"km": round(km)})
    common = set(languages_spoken(one.country, one.region)) & set(languages_spoken(other.country, other.region))
    if common:
        yield Reason("common_language", {"languages": sorted(common)})
