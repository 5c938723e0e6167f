"""Which of a profile's texts to show, and in which language it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import reading_language


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the code of its language."""

    words: str
    language: str


def text_for_reader(texts: Mapping[str, str], local_language: str) -> Text | None:
    """In the reader's language, else in that of the place, else in English; None when there is none."""
    for language in (reading_language(), local_language, "en"):
        if texts.get(language):
            return Text(texts[language], language)
    return None


def all_texts(texts: Mapping[str, str], local_language: str) -> list[Text]:
    """Every text, the one for the reader first."""
    first = text_for_reader(texts, local_language)
    others = [Text(words, language) for language, words in sorted(texts.items()) if words]
    return [first, *(text for text in others if text != first)] if first else others


def summary_of(profile: Profile) -> Text | None:
    """What a list says of a profile: who it is, else what it offers."""
    described = text_for_reader(profile.descriptions, profile.local_language)
    return described or text_for_reader(profile.offers, profile.local_language)
