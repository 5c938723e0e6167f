"""Cut the endings of words, for inflected forms that no table knows; light stemming after Savoy (2006)."""

from __future__ import annotations

import re

from cordata.kernel.languages import Language

FLEETING_E = re.compile(r"e(?=[ckln]$)")
"""Of Slovene, there in one form and gone in the next: toploten and toplotna, izdelek and izdelka."""
LEAST_LETTERS = 4
ENDINGS: dict[Language, tuple[str, ...]] = {
    "en": ("es", "s"),
    "it": ("hi", "he", "a", "e", "i", "o"),
    "de": ("en", "er", "es", "em", "e", "n", "s"),
    "fr": ("aux", "es", "s", "x", "e"),
    "sl": (
        "ega", "emu", "imi", "ami", "ima", "ama", "oma", "ema", "ih", "im", "om", "em", "ev", "ov", "ah", "eh",
        "a", "e", "i", "o", "u",
    ),
}  # fmt: skip
"""Endings of nouns and adjectives, the longest first."""


def without_ending(word: str, language: Language) -> str:
    """The word without its longest ending, unless fewer than four letters would be left; a stem, not a word.

    >>> [without_ending(word, "sl") for word in ("toplotnih", "toploten", "toplota", "tla")]
    ['toplotn', 'toplotn', 'toplot', 'tla']
    """
    for ending in ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_LETTERS:
            word = word[: -len(ending)]
            break
    return FLEETING_E.sub("", word) if language == "sl" else word
