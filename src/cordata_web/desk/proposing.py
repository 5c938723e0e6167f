"""A profile proposed from one paragraph: its language, its concepts and sectors, and what in it is sought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cordata.kernel import Language
from cordata.language import detect
from cordata_web.exchange import proposing

SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=\S)")
SEEKING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(look(s|ing)? for|seek(s|ing)?|search(es|ing)? for|in search of|(we|is|are) need(s|ing)?)\b", re.I
    ),
    "it": re.compile(r"\b(cerchiamo|cerca|cercano|cercando|cerco|siamo alla ricerca|alla ricerca di)\b", re.I),
    "de": re.compile(r"\b(suchen|sucht|suche|gesucht|auf der suche)\b", re.I),
    "fr": re.compile(
        r"\b(cherchons|cherche|recherchons|recherche un|recherche une|recherche des|à la recherche)\b", re.I
    ),
    "sl": re.compile(r"\b(iščemo|išče|iščejo|iščem|potrebujemo)\b", re.I),
}
"""Words by which a sentence tells whom somebody looks for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one paragraph seems to say; ``found`` stand in it, ``suggested`` only seem to belong to it."""

    language: Language
    certain: bool
    found: tuple[str, ...]
    suggested: tuple[str, ...]
    sectors: tuple[str, ...]
    description: str
    seeks: str


def propose(text: str, language: Language | None = None) -> Proposal:
    """The language is guessed unless somebody said it."""
    guess = detect(text)
    spoken = language or guess.language
    description, seeks = parted(text, spoken)
    read = proposing.propose(text, language=spoken, side="offer")
    return Proposal(
        language=spoken,
        certain=language is not None or guess.certain,
        found=read.certain,
        suggested=read.guessed,
        sectors=read.sectors,
        description=description,
        seeks=seeks,
    )


def parted(text: str, language: Language) -> tuple[str, str]:
    """What somebody says of itself, and the sentences in which it seeks.

    >>> parted("We cast aluminium. We look for partners in Austria.", "en")
    ('We cast aluminium.', 'We look for partners in Austria.')
    """
    sentences = SENTENCE_ENDS.split(text.strip())
    sought = [sentence for sentence in sentences if SEEKING[language].search(sentence)]
    if len(sought) == len(sentences):  # a paragraph that only seeks is all there is to say
        return text.strip(), text.strip()
    return " ".join(one for one in sentences if one not in sought), " ".join(sought)
