"""Reasons as short English phrases for the terminal; the site has its own sentences in five languages."""

from __future__ import annotations

from typing import Any

from cordata.kernel import Language, Reason
from cordata.thesaurus import Thesaurus

PHRASES: dict[str, str] = {
    "shared_concepts": "both speak of {concepts}",
    "needed_concepts": "answers the need for {concepts}",
    "related_concepts": "related: {pairs}",
    "similar_meaning": "{level} in meaning",
    "shared_words": "same words: {words}",
    "same_sector": "same sector ({sectors})",
    "kind_of_partner": "{kind}",
    "speaks_language": "speaks {language}",
    "near": "{km} km away",
    "across_border": "{from} to {to}",
    "same_country": "same country ({country})",
    "both_seek_partners": "both seek partners",
}


def phrase(reason: Reason, thesaurus: Thesaurus, language: Language) -> str:
    """A reason in a few words, concepts by their labels in the given language."""
    facts = {name: _told(name, value, thesaurus, language) for name, value in reason.facts.items()}
    return PHRASES[reason.code].format(**facts)


def _told(name: str, value: Any, thesaurus: Thesaurus, language: Language) -> str:
    if name == "concepts":
        return ", ".join(thesaurus[concept].label(language) for concept in value)
    if name == "pairs":
        return ", ".join(" / ".join(thesaurus[concept].label(language) for concept in pair) for pair in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
