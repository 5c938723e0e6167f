"""A question answered: the hits with their profiles, and how many of the best each value of a filter would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cordata.matching import Answer, Hit
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.directory.queries import Reader
from cordata_web.exchange.asking import CANDIDATES, DIMENSIONS, Question
from cordata_web.exchange.indexing import profile_id
from cordata_web.exchange.matching import RememberingMatcher, matcher

SHOWN_OF_HITS = (
    "name", "kind", "country", "nuts", "town", "latitude", "longitude", "sectors", "local_language",
    "descriptions", "offers", "seeks", "is_example",
)  # fmt: skip
"""A hundred profiles are read for an answer, and most of the time goes into columns that nobody sees."""


@dataclass(frozen=True, slots=True)
class Match:
    """A hit and its profile."""

    rank: int
    hit: Hit
    profile: Profile


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found for a question, best first: at most 100, of which ``question.top`` are to be shown.

    ``by_meaning`` is False when there is no language model, so that only concepts and words were compared.
    """

    question: Question
    answer: Answer
    matches: tuple[Match, ...]
    by_meaning: bool

    @property
    def shown(self) -> tuple[Match, ...]:
        return self.matches[: self.question.top]


def answer(question: Question, reader: Reader, *, among: int = CANDIDATES, within: float = 0.0) -> Answered:
    """The best profiles for a question; raises NoIndexError and OutdatedIndexError.

    Whoever shows a few only reads a few: ``among`` is how many of the best are looked at. What was found ``within`` so
    many seconds may be shown again, though profiles have changed since; who may see what is always asked anew.
    """
    with_index = matcher()
    found = _match(with_index, question, within=within)
    hits = found.hits[:among]
    rows = _rows(hits, reader)
    visible = [hit for hit in hits if profile_id(hit.id) in rows]
    matches = tuple(Match(rank, hit, rows[profile_id(hit.id)]) for rank, hit in enumerate(visible, start=1))
    return Answered(question, found, matches, with_index.engine.by_meaning)


def counts(answered: Answered, reader: Reader) -> dict[str, Counter[str]]:
    """For each filter, how many of the best 100 each of its values would show beside the other filters' choices."""
    question = answered.question
    found = {}
    for dimension in DIMENSIONS:
        profiles: Iterable[Profile] = (match.profile for match in answered.matches)
        if question.values(dimension):
            wider = _match(matcher(), question.where(dimension, ()))
            profiles = _rows(wider.hits, reader).values()
        found[dimension] = Counter(value for profile in profiles for value in _values(profile, dimension))
    return found


def number_found(question: Question) -> int:
    """How many of the best 100 a question would show."""
    return len(_match(matcher(), question).hits)


def _match(with_index: RememberingMatcher, question: Question, *, within: float = 0.0) -> Answer:
    asked, filters = question.as_query(), question.as_filters()
    return with_index.match_lately(asked, within=within, filters=filters, top=CANDIDATES)


def _rows(hits: Iterable[Hit], reader: Reader) -> dict[str, Profile]:
    return queries.visible_to(reader).only(*SHOWN_OF_HITS).in_bulk([profile_id(hit.id) for hit in hits])


def _values(profile: Profile, dimension: str) -> list[str]:
    return list(profile.sectors) if dimension == "sector" else [getattr(profile, dimension)]
