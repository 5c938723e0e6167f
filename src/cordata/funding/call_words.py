"""Words of calls, weighed by how rare they are: what meaning alone passes over when both sides name the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cordata.language.encoders import stems

SATURATION, LENGTH_SHARE = 1.5, 0.75
"""k1 and b of the formula, as usual."""
RARE_PAIR = 10.0
"""About what two rare words bring; a likeness that rests on less stays below a half."""

MOST_WORDS = 4
FEWEST_LETTERS = 4
"""Shorter words are not told: most are articles and the like in one of the languages."""
LEAST_SHARE = 0.25
"""What a word must weigh beside the weightiest one, to be worth telling."""

Floats = npt.NDArray[np.float64]


class WordWeights:
    """Okapi BM25 over texts, with idf = log(1 + (N - n + 0.5) / (n + 0.5)).

    References
    ----------
    Robertson, S., Zaragoza, H. (2009) The Probabilistic Relevance Framework: BM25 and Beyond, equation 3.15.

    Examples
    --------
    >>> words = WordWeights(["laser welding of sheets", "forests and water"])
    >>> (words.likeness("we weld sheets with a laser") > 0).tolist()
    [True, False]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(stems(text)) for text in texts]
        lengths = np.array([sum(one.values()) for one in counts], np.float64)
        usual = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / max(1.0, lengths.sum() / max(1, len(texts))))
        rows: dict[str, list[int]] = {}
        for row, one in enumerate(counts):
            for word in one:
                rows.setdefault(word, []).append(row)
        self._size = len(texts)
        self._postings: dict[str, tuple[npt.NDArray[np.int64], Floats]] = {}
        for word, where in rows.items():
            often = np.array([counts[row][word] for row in where], np.float64)
            rarity = np.log(1 + (self._size - len(where) + 0.5) / (len(where) + 0.5))
            at = np.array(where, np.int64)
            self._postings[word] = at, rarity * often * (SATURATION + 1) / (often + usual[at])

    def likeness(self, text: str) -> Floats:
        """For each text, from 0 to below 1: its BM25 over the highest one of all plus ``RARE_PAIR``."""
        found = np.zeros(self._size)
        for word in set(stems(text)):
            if word in self._postings:
                at, weights = self._postings[word]
                found[at] += weights
        return np.asarray(found / (found.max(initial=0.0) + RARE_PAIR), np.float64)

    def shared(self, text: str, row: int) -> tuple[str, ...]:
        """Up to four stems that a text has in common with the one of a row, those that count most first.

        >>> WordWeights(["a laser for welding", "a forest for all"]).shared("a laser for you", 0)[0]
        'laser'
        """
        found = {}
        for word in {one for one in stems(text) if len(one) >= FEWEST_LETTERS}:
            at, weights = self._postings.get(word, (np.zeros(0, np.int64), np.zeros(0)))
            place = np.searchsorted(at, row)
            if place < len(at) and at[place] == row:
                found[word] = float(weights[place])
        most = max(found.values(), default=0.0)
        telling = [word for word, weight in found.items() if weight >= most * LEAST_SHARE]
        return tuple(sorted(telling, key=lambda word: (-found[word], word))[:MOST_WORDS])
