"""How much a rank can be trusted: what becomes of it when the counts are drawn anew, or the missing cells filled."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, CooperationError
from cordata.cooperation.tables import FloatArray, Table

SMALLEST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class RankIntervals:
    """Of N items: their rank (1 is best), the ends of its interval, and how often they stand among the first k.

    ``rank``, ``low`` and ``high`` are whole numbers and ``among_first`` runs from 0 to 1; all have shape (N,).
    ``draws`` is the number of tables that could be scored.
    """

    rank: npt.NDArray[np.intp]
    low: npt.NDArray[np.intp]
    high: npt.NDArray[np.intp]
    among_first: FloatArray
    draws: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """How tables are drawn: the same seed, the same intervals.

    ``draws`` tables; ``first`` is the k of "among the first k", ``level`` the share of ranks within the interval.

    Raises
    ------
    BadParameterError
        When ``draws`` or ``first`` is below 1, or ``level`` not between 0 and 1.
    """

    seed: int
    draws: int = 200
    first: int = 10
    level: float = 0.95

    def __post_init__(self) -> None:
        fine = {"draws": self.draws >= 1, "first": self.first >= 1, "level": 0 < self.level < 1}
        for name, is_fine in fine.items():
            if not is_fine:
                raise BadParameterError(name=name, value=getattr(self, name))


def rank_intervals(
    table: Table,
    score: Callable[[Table], FloatArray],
    drawing: Drawing,
    *,
    missing: Collection[tuple[str, str]] = (),
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> RankIntervals:
    """Rank N items by a score of the table, and again for tables that chance could have brought as well.

    Every cell is drawn from a Poisson distribution with its value as mean. Cells that are missing, which stand in the
    table as 0, are first filled with a uniform draw between 0 and the mean of their activity. A drawn table keeps its
    labels: rows and columns that came out empty get a value too small to matter.

    Parameters
    ----------
    table
        Shape (R, K), counts.
    score
        From a table to N figures, the larger the better; always for the same N items in the same order. Draws for
        which it raises a CooperationError are left out.
    drawing
        See `Drawing`.
    missing
        Pairs of region and activity.
    progress
        Told after each draw how many are done, of how many.

    References
    ----------
    Goldstein, H. and Spiegelhalter, D. J. (1996) League tables and their limitations, Journal of the Royal
    Statistical Society A 159 (3): 385-443. Efron, B. and Tibshirani, R. (1993) An Introduction to the Bootstrap.
    """
    generator = np.random.default_rng(drawing.seed)
    rank = ranks(score(table))
    found = []
    for done in range(1, drawing.draws + 1):
        with suppress(CooperationError):
            found.append(ranks(score(_drawn(table, missing, generator))))
        progress(done, drawing.draws)
    drawn = np.array(found or [rank])
    tail = (1 - drawing.level) / 2
    low, high = (np.quantile(drawn, q, axis=0, method="nearest").astype(np.intp) for q in (tail, 1 - tail))
    return RankIntervals(rank, low, high, (drawn <= drawing.first).mean(axis=0), len(found))


def ranks(scores: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Ranks from 1 for the largest; equal scores in the order in which they stand.

    Examples
    --------
    >>> ranks([0.2, 0.9, 0.2]).tolist()
    [2, 1, 3]
    """
    order = np.argsort(-np.asarray(scores, np.float64), kind="stable")
    result = np.empty(len(order), np.intp)
    result[order] = np.arange(1, len(order) + 1)
    return result


def _drawn(table: Table, missing: Collection[tuple[str, str]], generator: np.random.Generator) -> Table:
    means = np.array(table.values)
    of_activity = means.mean(axis=0)
    for region, activity in sorted(missing):
        if region in table.regions and activity in table.activities:
            column = table.activity(activity)
            means[table.region(region), column] = generator.uniform(0, of_activity[column])
    values = generator.poisson(means).astype(np.float64)
    values[values.sum(axis=1) == 0] += SMALLEST
    values[:, values.sum(axis=0) == 0] += SMALLEST
    return Table(table.regions, table.activities, values)
