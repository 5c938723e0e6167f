"""Clusters alike, and clusters that complete one another, by the concepts they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cordata.directory.profiles import Profile
from cordata.thesaurus import Thesaurus

RELATED_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another profile, how near it is (0 to 1), and the concepts that say so."""

    profile: Profile
    score: float
    concepts: tuple[str, ...]


def similar(profile: Profile, others: Iterable[Profile], *, top: int = 5) -> list[Neighbour]:
    """Profiles of other countries that share most concepts, by Jaccard's index (Jaccard 1901)."""
    mine = set(profile.concepts)
    found = []
    for other in _abroad(profile, others):
        shared = mine & set(other.concepts)
        if shared:
            found.append(Neighbour(other, len(shared) / len(mine | set(other.concepts)), tuple(sorted(shared))))
    return _best(found, top)


def complementary(
    profile: Profile, others: Iterable[Profile], thesaurus: Thesaurus, *, top: int = 5
) -> list[Neighbour]:
    """Profiles of other countries with concepts next to this one's that this one lacks.

    The score is the share of the other's concepts that are neighbours of ours in the thesaurus and not ours, halved
    for each share of what both have alike: a twin is similar, not complementary.
    """
    mine = set(profile.concepts)
    around = {near for concept in mine for near in thesaurus.neighbours(concept)} - mine
    found = []
    for other in _abroad(profile, others):
        theirs = set(other.concepts)
        adding = theirs & around
        if adding:
            score = len(adding) / len(theirs) * (1 - RELATED_WEIGHT * len(theirs & mine) / len(theirs))
            found.append(Neighbour(other, score, tuple(sorted(adding))))
    return _best(found, top)


def _abroad(profile: Profile, others: Iterable[Profile]) -> Iterable[Profile]:
    return (other for other in others if other.country != profile.country and other.kind == profile.kind)


def _best(found: Sequence[Neighbour], top: int) -> list[Neighbour]:
    return sorted(found, key=lambda neighbour: (-neighbour.score, neighbour.profile.id))[:top]
