"""What a text seems to be about: its language, concepts and sectors, for its writer to confirm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cordata.kernel import SECTORS
from cordata.language import detect
from cordata.matching.records import Side
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange import matching

MOST_CONCEPTS = 10
LEAST_WEIGHT = 0.25
SECTOR_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Proposal:
    """Concepts that stand in the text come first and are ``certain`` ones; the others are guesses from its meaning."""

    language: str
    certain: tuple[str, ...]
    guessed: tuple[str, ...]
    sectors: tuple[str, ...]


def language_of(text: str) -> str:
    return detect(text).language


def propose(text: str, *, language: str, side: Side) -> Proposal:
    """Concepts and sectors of a text."""
    engine = matching.engine()
    readings = engine.read([text], [side], languages=[language or None], chosen=[()])
    weights = readings.concepts[0]
    certain = readings.explicit[0][:MOST_CONCEPTS]
    strongest = sorted(range(len(weights)), key=lambda number: -weights[number])[:MOST_CONCEPTS]
    likely = [engine.alignment.concepts[number] for number in strongest if weights[number] >= LEAST_WEIGHT]
    guessed = tuple(concept for concept in likely if concept not in certain)[: MOST_CONCEPTS - len(certain)]
    return Proposal(readings.languages[0], certain, guessed, sectors_of(certain or guessed))


def sectors_of(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """The sectors that at least about a third of the concepts belong to, in their usual order."""
    counts = Counter(
        sector for concept in concepts if concept in thesaurus() for sector in thesaurus()[concept].sectors
    )
    return tuple(sector for sector in SECTORS if concepts and counts[sector] >= SECTOR_SHARE * len(concepts))
