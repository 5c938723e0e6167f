"""Text as a searcher may type it: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

# Letters that carry no separable accent, and so survive the decomposition of Unicode.
WHOLE_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """
    >>> fold("Škofja Loka, Università d'Aosta")
    'skofja loka universita d aosta'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(WHOLE_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


def searchable(texts: list[str]) -> str:
    """All words of the texts once, each after a space, so that " word" finds beginnings of words.

    Words with umlauts stand there in both spellings: München is found by "munchen" and by "muenchen".
    """
    words: dict[str, None] = {}
    for text in texts:
        words.update(dict.fromkeys(fold(text).split()))
        spelled_out = unicodedata.normalize("NFC", text.casefold()).translate(UMLAUTS)
        words.update(dict.fromkeys(fold(spelled_out).split()))
    return "".join(f" {word}" for word in words)
