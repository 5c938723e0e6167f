"""Words that tell what a project is about, from its title and objective, topics and science fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[a-z]{4,}")
STEM_LETTERS = 7
YEAR = re.compile(r"(?:19|20)\d\d")


def words_of(text: str, topics: Iterable[str] = (), fields: Iterable[str] = ()) -> frozenset[str]:
    """The first seven letters of each word of a text, the beginnings of topic codes, and the fields as they are.

    Seven letters stand for the stem; words of fewer than four letters say little. Years are taken out of topic
    codes, so that the same part of a programme has one name in every year.

    Examples
    --------
    >>> sorted(words_of("Batteries age", ["HORIZON-CL5-2024-D2"], ["/23/47"]))
    ['/23/47', 'HORIZON-CL5', 'HORIZON-CL5-D2', 'batteri']
    """
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    found = {word[:STEM_LETTERS] for word in WORD.findall(plain)}
    for topic in topics:
        parts = [part for part in YEAR.sub("", topic).split("-") if part]
        found |= {"-".join(parts[:end]) for end in range(2, len(parts) + 1)}
    return frozenset(found | set(fields))
