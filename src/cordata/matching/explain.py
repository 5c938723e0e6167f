"""Why a record answers a query: reasons whose parts add up to the score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.kernel.languages import Language
from cordata.kernel.places import distance_km, share_border
from cordata.kernel.reasons import Reason
from cordata.kernel.regions import region_of
from cordata.language.encoders import stems
from cordata.language.weights import Floats
from cordata.matching.records import Query, Record
from cordata.matching.shelf import Kept
from cordata.thesaurus import Thesaurus

NEARNESS, NEARNESS_KM = 0.05, 250.0
ABROAD = 0.03
TONGUE = 0.02
SECTOR = 0.03
SECTOR_SHARE = 0.35
NEEDED = 3
LEAST_PART = 0.01
MOST_WORDS = 4
CLOSE, MIDDLING = 0.45, 0.25


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was read: its weights of concepts, those that stand in it, its language, its likely sectors.

    ``peer`` is the record that asks, where records of one kind are matched with each other.
    """

    query: Query
    language: Language
    weights: Floats
    explicit: tuple[str, ...]
    sectors: tuple[str, ...]
    by_meaning: bool
    peer: Record | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A record with what meaning and each of its concepts contribute to its rank."""

    kept: Kept
    meaning: float
    by_concept: dict[str, float]


def likely_sectors(weights: Floats, ids: Sequence[str], thesaurus: Thesaurus) -> tuple[str, ...]:
    """Sectors that carry at least 35 % of a query's weight of concepts, the heaviest first."""
    shares: dict[str, float] = {}
    squares = weights**2
    for number in np.flatnonzero(squares).tolist():
        sectors = thesaurus[ids[number]].sectors
        for sector in sectors:
            shares[sector] = shares.get(sector, 0) + float(squares[number]) / len(sectors)
    total = sum(shares.values())
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return tuple(sector for sector, share in ranked if share >= SECTOR_SHARE * total)


def context(asked: Asked, kept: Kept) -> Iterator[Reason]:
    """What place, language and sector add to the rank."""
    query, record = asked.query, kept.record
    shared = tuple(sector for sector in record.sectors if sector in asked.sectors)
    if shared:
        yield Reason("same_sector", {"sectors": shared}, SECTOR)
    if asked.language in record.languages and (asked.peer is None or kept.language in asked.peer.languages):
        yield Reason("speaks_language", {"language": asked.language}, TONGUE)
    region = region_of(query.nuts)
    here = query.place or (region.centre if region else None)
    if here is not None and record.place is not None:
        km = distance_km(here, record.place)
        yield Reason("near", {"km": round(km)}, NEARNESS * math.exp(-km / NEARNESS_KM))
    if query.country and record.country:
        if query.country == record.country:
            yield Reason("same_country", {"country": record.country})
        else:
            touching = share_border(query.country, record.country)
            yield Reason("across_border", {"from": query.country, "to": record.country, "neighbours": touching}, ABROAD)


def reasons(asked: Asked, found: Found, score: float, thesaurus: Thesaurus) -> tuple[Reason, ...]:
    """All reasons, the weightiest first; their parts sum to the score."""
    raw = [*_by_concepts(asked, found), *context(asked, found.kept)]
    told = sum(part.part for part in raw if part.code in {"shared_concepts", "needed_concepts"})
    rest = max(0.0, found.meaning) + max(0.0, sum(found.by_concept.values()) - told)
    speaking = sum(part.part for part in raw) + rest
    raw.append(_meaning(asked, found, rest if speaking > 0 else 1.0))
    share = score / (speaking if speaking > 0 else 1.0)
    scaled = [Reason(part.code, part.facts, part.part * share) for part in raw]
    aim = () if asked.peer is None else (Reason("both_seek_partners"),)
    return (*aim, *sorted(scaled, key=lambda part: -part.part), *_for_information(asked, found, thesaurus))


def _by_concepts(asked: Asked, found: Found) -> Iterator[Reason]:
    stated = set(asked.explicit) & set(found.kept.explicit)
    ranked = sorted(found.by_concept.items(), key=lambda item: -item[1])
    shared = [(concept, part) for concept, part in ranked if concept in stated]
    needed = [(concept, part) for concept, part in ranked if concept not in stated and part >= LEAST_PART][:NEEDED]
    if asked.peer is not None:
        needed = []  # none of two peers offers what the other needs: it counts as likeness of meaning
    for code, parts in (("shared_concepts", shared), ("needed_concepts", needed)):
        if parts:
            yield Reason(code, {"concepts": tuple(concept for concept, _ in parts)}, sum(part for _, part in parts))


def _meaning(asked: Asked, found: Found, part: float) -> Reason:
    if not asked.by_meaning:
        return Reason("shared_words", {"words": shared_words(asked.query.text, found.kept.record.text)}, part)
    level = "close" if found.meaning >= CLOSE else "middling" if found.meaning >= MIDDLING else "loose"
    return Reason("similar_meaning", {"level": level}, part)


def _for_information(asked: Asked, found: Found, thesaurus: Thesaurus) -> Iterator[Reason]:
    pairs = related_pairs(asked.explicit, found.kept.explicit, thesaurus)
    if pairs:
        yield Reason("related_concepts", {"pairs": pairs[:NEEDED]})
    if found.kept.record.kind:
        yield Reason("kind_of_partner", {"kind": found.kept.record.kind})


def related_pairs(mine: Sequence[str], theirs: Sequence[str], thesaurus: Thesaurus) -> tuple[tuple[str, str], ...]:
    """Pairs of different concepts, mine and theirs, of which either names the other a neighbour in the thesaurus."""
    around = {concept: thesaurus.neighbours(concept) for concept in (*mine, *theirs) if concept in thesaurus}
    return tuple(
        (one, other)
        for one in mine
        for other in theirs
        if one not in theirs and (other in around.get(one, ()) or one in around.get(other, ()))
    )


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """Up to four word stems that stand in both texts, the longest first."""
    common = set(stems(one)) & set(stems(other))
    return tuple(sorted(common, key=lambda word: (-len(word), word))[:MOST_WORDS])
