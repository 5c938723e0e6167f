"""The thesaurus as the pages use it: read once a process, labels in the reader's language, search over all names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import cast

from django.conf import settings
from django.utils.translation import get_language

from cordata.kernel import LANGUAGES, Language
from cordata.thesaurus import Concept, Thesaurus, load_thesaurus
from cordata_web.directory.folding import fold


@cache
def thesaurus() -> Thesaurus:
    return load_thesaurus(cache=settings.CORDATA_DATA / "cache")


def reading_language() -> Language:
    """The language of the page; English where the page has none of ours."""
    code = (get_language() or "")[:2]
    return cast(Language, code) if code in LANGUAGES else "en"


def concept_label(concept: str) -> str:
    """The label in the reader's language; the id itself when the thesaurus has dropped the concept."""
    entry = thesaurus().get(concept)
    return entry.label(reading_language()) if entry else concept


def names_of(concept: str) -> list[str]:
    """Labels and synonyms in all languages."""
    entry = thesaurus().get(concept)
    return [name for wording in entry.wordings.values() for name in wording.names] if entry else []


@cache
def with_narrower(concept: str) -> frozenset[str]:
    """The concept and everything below it."""
    below = (with_narrower(narrower) for narrower in thesaurus().narrower(concept))
    return frozenset({concept}).union(*below)


@cache
def with_broader(concept: str) -> tuple[str, ...]:
    """The concept and everything above it, nearest first."""
    entry = thesaurus().get(concept)
    above = () if entry is None or entry.broader is None else with_broader(entry.broader)
    return (concept, *above)


def find_concepts(text: str) -> list[tuple[Concept, str]]:
    """Concepts with a name, in any language, that holds all the words; with that name; labels of the reader first."""
    wanted = fold(text).split()
    if not wanted:
        return []
    language = reading_language()
    found = []
    for concept, names in _folded_names().items():
        matching = [(name, folded, spoken) for name, folded, spoken in names if all(w in folded for w in wanted)]
        if matching:
            name, folded, spoken = min(matching, key=lambda m: (m[2] != language, len(m[1])))
            found.append((spoken != language, len(folded), concept, name))
    return [(thesaurus()[concept], name) for *_, concept, name in sorted(found)]


def in_label_order(concepts: Iterable[str]) -> list[Concept]:
    """Concepts sorted by their labels in the reader's language."""
    language = reading_language()
    return sorted((thesaurus()[concept] for concept in concepts), key=lambda entry: fold(entry.label(language)))


@cache
def _folded_names() -> dict[str, list[tuple[str, str, str]]]:
    return {
        concept.id: [
            (name, fold(name), language) for language in LANGUAGES for name in concept.wordings[language].names
        ]
        for concept in thesaurus().values()
    }
