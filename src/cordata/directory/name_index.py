"""Names found by the groups of three letters they share, while somebody types."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cordata.directory.names import plain_name, trigrams

SHORTLIST = 40
TELLING_SHARE, ENOUGH_TELLING = 0.05, 6


class NameIndex:
    """Rows of names, found by their trigrams, with a weight for each word: the rarer, the more telling.

    Trigrams of all names lie in one array, each trigram's rows behind one another. Building takes time and memory in
    proportion to the letters of all names. A query adds up the rows of its own trigrams, those left out that more than
    a twentieth of all names have (as long as six others remain), so that its time grows in proportion to all names,
    with a small factor: some milliseconds for 100 000. The index does not change; build it anew.

    Parameters
    ----------
    names
        Their places in this sequence are what ``like`` gives.

    >>> NameIndex(["Rossi Meccanica", "Tiroler Holzbau", "Rosso Meccanica"]).like("meccanica rossi").tolist()
    [0, 2]
    """

    def __init__(self, names: Sequence[str]) -> None:
        plain = [plain_name(name) for name in names]
        self._numbers: dict[str, int] = {}
        numbers: list[int] = []
        lengths: list[int] = []
        words: dict[str, int] = {}
        for name in plain:
            groups = trigrams(name)
            lengths.append(len(groups))
            numbers.extend(self._numbers.setdefault(group, len(self._numbers)) for group in groups)
            for word in set(name.split()):
                words[word] = words.get(word, 0) + 1
        self._lengths = np.array(lengths, np.float64)
        all_numbers = np.array(numbers, np.int64)
        rows = np.repeat(np.arange(len(plain), dtype=np.int32), np.array(lengths, np.int64))
        self._rows = rows[np.argsort(all_numbers, kind="stable")]
        counts = np.bincount(all_numbers, minlength=len(self._numbers))
        self._starts = [0, *np.cumsum(counts).tolist()]
        rarest = math.log(1 + len(plain))
        self.weights: dict[str, float] = {
            word: math.log(1 + len(plain) / count) / rarest for word, count in words.items()
        }
        """Weights of words, 1 for what one name has: log(1 + names / names with it), over its greatest value."""

    def like(self, name: str) -> npt.NDArray[np.int64]:
        """Places of the names most alike by trigrams (Dice, half of it overlap), the best first; at most 40."""
        groups = trigrams(plain_name(name))
        slices = sorted(
            (self._starts[number + 1] - self._starts[number], number)
            for number in (self._numbers.get(group) for group in groups)
            if number is not None
        )
        most = TELLING_SHARE * len(self._lengths)
        kept = [number for at, (count, number) in enumerate(slices) if count <= most or at < ENOUGH_TELLING]
        if not kept:
            return np.zeros(0, np.int64)
        rows = np.concatenate([self._rows[self._starts[number] : self._starts[number + 1]] for number in kept])
        shared = np.bincount(rows, minlength=len(self._lengths))
        places = shared.nonzero()[0]
        counts, lengths = shared[places], self._lengths[places]
        likeness = counts / (lengths + len(groups)) + counts / (2 * np.minimum(lengths, len(groups)))
        if len(places) > SHORTLIST:
            best = np.argpartition(-likeness, SHORTLIST)[:SHORTLIST]
            places, likeness = places[best], likeness[best]
        return np.asarray(places[np.lexsort((places, -likeness))], np.int64)
