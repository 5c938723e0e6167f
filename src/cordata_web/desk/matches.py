"""Whom an organisation could meet, found with its own words: who offers what it seeks, who needs what it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cordata_web.directory.models import Profile
from cordata_web.directory.texts import text_for_reader
from cordata_web.exchange import answering, results
from cordata_web.exchange.asking import LONGEST_IN_ADDRESS, LONGEST_TEXT, Question
from cordata_web.people.policy import Reader

SHOWN = 5
AMONG = 20
"""More than are shown: one's own profile is among the hits, and some that the reader may not see may be."""
WITHIN = 300.0
"""Seconds for which suggestions stay the same, whatever else changes in the network meanwhile."""


@dataclass(frozen=True, slots=True)
class Found:
    """Cards of the best hits for one side of a profile, and the address of the whole search."""

    side: str
    cards: list[dict[str, Any]]
    url: str


def matches_for(profile: Profile, reader: Reader) -> list[Found]:
    """For each side that the profile says something of; raises NoIndexError and OutdatedIndexError."""
    return [found for question in questions_of(profile) if (found := _found(profile, question, reader)).cards]


def questions_of(profile: Profile) -> list[Question]:
    """What to ask in the name of the profile: with what it seeks, then with what it is and offers."""
    texts = {
        "request": [_own_text(profile, profile.seeks)],
        "offer": [_own_text(profile, profile.descriptions), _own_text(profile, profile.offers)],
    }
    asked = []
    for side, parts in texts.items():
        words = " ".join(words for words, _language in parts if words)[:LONGEST_TEXT]
        language = next((language for words, language in parts if words), "")
        if words:
            asked.append(Question(q=words, side=side, lang=language, origin=profile.region))
    return asked


def _own_text(profile: Profile, texts: dict[str, str]) -> tuple[str, str]:
    """In the language that the profile was written in, else in any."""
    language = profile.local_language
    if texts.get(language):
        return texts[language], language
    other = text_for_reader(texts, language)
    return (other.words, other.language) if other else ("", "")


def _found(profile: Profile, question: Question, reader: Reader) -> Found:
    answered = answering.answer(question, reader, among=AMONG, within=WITHIN)
    others = [match for match in answered.matches if match.profile.pk != profile.pk]
    ranked = tuple(replace(match, rank=rank) for rank, match in enumerate(others, start=1))
    cards = results.cards_of(replace(answered, question=replace(question, top=SHOWN), matches=ranked))
    short = replace(question, q=question.q[:LONGEST_IN_ADDRESS])
    return Found(question.side, cards, short.url)
