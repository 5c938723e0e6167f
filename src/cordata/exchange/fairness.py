"""Who is shown to whom: attention spread over many instead of few, and how unequal it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


def gini(values: Sequence[float]) -> float:
    """How unequal shares are: 0 when all are equal, towards 1 when one has everything; 0 where there is nothing.

    G = sum_i (2 i - n - 1) x_i / (n sum x) with x in ascending order: Gini (1912) in the form of Sen, On Economic
    Inequality (1973), equation 2.8.3. The greatest value for n shares is 1 - 1/n.

    Raises ValueError for a negative value.

    >>> gini([1, 1, 1, 1])
    0.0
    >>> gini([0, 0, 0, 1])
    0.75
    """
    shares = np.sort(np.asarray(values, dtype=float))
    if shares.size and shares[0] < 0:
        raise ValueError("Shares are not negative.")
    total = float(shares.sum())
    if total == 0:
        return 0.0
    ranks = 2 * np.arange(1, shares.size + 1) - shares.size - 1
    return float(ranks @ shares) / (shares.size * total)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something worth telling: ``reader`` would hear of ``shown``, with a score from 0 to 1."""

    id: str
    reader: str
    shown: str
    score: float


def spread_fairly(
    proposals: Iterable[Proposal],
    *,
    at_most: int,
    threshold: float,
    exposures: Mapping[str, float],
    heard: Mapping[str, int] | None = None,
    weight: float = 1.0,
) -> list[Proposal]:
    """The proposals to tell: none below the threshold, at most so many for each reader, the much-shown set back.

    ``exposures`` says how often each was shown of late, ``heard`` how much each reader has heard already. Greedy: of
    what is left, the proposal with the highest score / (1 + weight * exposure / (1 + mean exposure)) is told next and
    adds one to the exposure of what it shows.
    The idea is the amortised fairness of Biega, Gummadi and Weikum (Equity of Attention, SIGIR 2018); the discount
    is our own. ``weight`` 0 tells by score alone. Costs O(n * told), n being the proposals above the threshold.

    >>> well_known = [Proposal("a", "r1", "big", 0.6), Proposal("b", "r2", "big", 0.6)]
    >>> small = Proposal("c", "r2", "small", 0.55)
    >>> told = spread_fairly([*well_known, small], at_most=1, threshold=0.3, exposures={})
    >>> [one.id for one in told]
    ['a', 'c']
    """
    left = sorted((one for one in proposals if one.score >= threshold), key=lambda one: (-one.score, one.id))
    shown = {**{one.shown: 0.0 for one in left}, **exposures}
    total = sum(exposures.values())
    told: list[Proposal] = []
    readers = Counter(heard or {})
    left = [one for one in left if readers[one.reader] < at_most]
    while left:
        mean = total / len(shown)
        best = max(left, key=lambda one: one.score / (1 + weight * shown[one.shown] / (1 + mean)))
        told.append(best)
        readers[best.reader] += 1
        shown[best.shown] += 1
        total += 1
        full = readers[best.reader] >= at_most
        left = [one for one in left if one is not best and not (full and one.reader == best.reader)]
    return told
