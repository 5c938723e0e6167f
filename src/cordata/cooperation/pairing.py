"""Clusters that complement each other: sharing enough to talk, differing enough to gain."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cordata.kernel import Place, Reason
from cordata.kernel.places import distance_km, languages_spoken

PAIR_REASONS: dict[str, tuple[str, ...]] = {
    "both_work_on": ("concepts",),
    "brings": ("cluster", "concepts"),
    "near": ("km",),
    "common_language": ("languages",),
}
"""Every code of a pair's reasons, with the names of its facts."""
TOLD = 4
NEAR_KM = 300.0


@dataclass(frozen=True, slots=True)
class ClusterView:
    """What of a cluster counts here: where it is, and the concepts that it and its members stand for."""

    id: str
    country: str
    region: str
    concepts: frozenset[str]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """How one cluster complements another, from 0 to 1; ``talk`` and ``gain`` are its two parts."""

    cluster: str
    other: str
    score: float
    talk: float
    gain: float
    reasons: tuple[Reason, ...] = field(default=(), compare=False)


def complementary(
    cluster: ClusterView, others: Iterable[ClusterView], near: Mapping[str, frozenset[str]]
) -> list[Pair]:
    """Clusters of other countries that complement one, the best first; those with nothing to gain are left out.

    With s the Jaccard index of what two clusters work on (a concept with its neighbours in the thesaurus), they can
    talk by ``4 s (1 - s)``: not at all where they share nothing, and where they are the same. What one brings to the
    other is the share of its concepts that the other lacks but stands near to; the gain is the geometric mean of
    both ways. The score is the geometric mean of talk and gain.

    Parameters
    ----------
    cluster, others
        See `ClusterView`; clusters of the same country are passed over.
    near
        For each concept those related to it in the thesaurus: broader, narrower, related.

    References
    ----------
    Nooteboom, B. et al. (2007) Optimal cognitive distance and absorptive capacity, Research Policy 36: 1016-1034, for
    the inverted U. The joining of the parts is ours.
    """
    pairs = [
        _pair(cluster, other, near) for other in others if other.id != cluster.id and other.country != cluster.country
    ]
    return sorted((pair for pair in pairs if pair.score > 0), key=lambda pair: (-pair.score, pair.other))


def _pair(one: ClusterView, other: ClusterView, near: Mapping[str, frozenset[str]]) -> Pair:
    here, there = _widened(one.concepts, near), _widened(other.concepts, near)
    either = here | there
    shared = len(here & there) / len(either) if either else 0.0
    talk = 4 * shared * (1 - shared)
    brought, given = _new(other.concepts, one.concepts, here), _new(one.concepts, other.concepts, there)
    gain = math.sqrt(_share(brought, other.concepts) * _share(given, one.concepts))
    reasons = tuple(_reasons(one, other, brought, given))
    return Pair(one.id, other.id, math.sqrt(talk * gain), talk, gain, reasons)


def _widened(concepts: frozenset[str], near: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return concepts.union(*(near.get(concept, frozenset()) for concept in concepts))


def _new(brought: frozenset[str], own: frozenset[str], reach: frozenset[str]) -> list[str]:
    """Concepts that are not one's own but near to them."""
    return sorted(concept for concept in brought - own if concept in reach)


def _share(concepts: list[str], of: frozenset[str]) -> float:
    return len(concepts) / len(of) if of else 0.0


def _reasons(one: ClusterView, other: ClusterView, brought: list[str], given: list[str]) -> Iterable[Reason]:
    if both := sorted(one.concepts & other.concepts):
        yield Reason("both_work_on", {"concepts": both[:TOLD]})
    for giver, concepts in ((other, brought), (one, given)):
        if concepts:
            yield Reason("brings", {"cluster": giver.id, "concepts": concepts[:TOLD]})
    if one.place and other.place and (km := distance_km(one.place, other.place)) <= NEAR_KM:
        yield Reason("near", {"km": round(km)})
    common = set(languages_spoken(one.country, one.region)) & set(languages_spoken(other.country, other.region))
    if common:
        yield Reason("common_language", {"languages": sorted(common)})
