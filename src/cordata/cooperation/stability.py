"""How much a rank can be trusted: what becomes of it when the counts are drawn anew, or the missing cells filled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, CooperationError
from cordata.cooperation.tables import FloatArray, Table

SMALLEST = 1e-9
Model = Literal["poisson", "multinomial"]
Missing = Collection[tuple[str, str]] | Mapping[tuple[str, str], float]


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
    ``model``: ``poisson`` draws every cell on its own, so that the total varies too; ``multinomial`` draws as many
    units as there are, as a bootstrap of the units counted does.

    Raises
    ------
    BadParameterError
        When ``draws`` or ``first`` is below 1, ``level`` not between 0 and 1, or ``model`` another one.
    """

    seed: int
    draws: int = 200
    first: int = 10
    level: float = 0.95
    model: Model = "poisson"

    def __post_init__(self) -> None:
        fine = {
            "draws": self.draws >= 1,
            "first": self.first >= 1,
            "level": 0 < self.level < 1,
            "model": self.model in get_args(Model),
        }
        for name, is_fine in fine.items():
            if not is_fine:
                raise BadParameterError(name=name, value=getattr(self, name))


def rank_intervals(
    table: Table,
    score: Callable[[Table], FloatArray],
    drawing: Drawing,
    *,
    missing: Missing = (),
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> RankIntervals:
    """Rank N items by a score of the table, and again for tables that chance could have brought as well.

    Cells are drawn with their values as means, see `Drawing`. Cells that are missing or confidential, which stand in
    the table as 0, are first filled with a uniform draw between 0 and an upper bound. A drawn table keeps its labels:
    rows and columns that came out empty get a value too small to matter. The intervals are those of each item on its
    own, not of all together.

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
        Pairs of region and activity, with the upper bound of each; without one the mean of the activity is taken.
        Pairs that the table does not know are passed over.
    progress
        Told after each draw how many are done, of how many.

    Raises
    ------
    CooperationError
        As ``score`` does, when none of the drawn tables could be scored.

    References
    ----------
    Goldstein, H. and Spiegelhalter, D. J. (1996) League tables and their limitations, Journal of the Royal
    Statistical Society A 159 (3): 385-443. Efron, B. and Tibshirani, R. (1993) An Introduction to the Bootstrap.
    Mogstad, M., Romano, J. P., Shaikh, A. and Wilhelm, D. (2024) Inference for ranks with applications to mobility
    across neighbourhoods and academic achievement across countries, Review of Economic Studies 91: 476-518, for what
    such intervals leave open: among near equals the bootstrap of ranks covers less than it says.
    """
    generator = np.random.default_rng(drawing.seed)
    rank = ranks(score(table))
    found = []
    refused: CooperationError | None = None
    for done in range(1, drawing.draws + 1):
        try:
            found.append(ranks(score(_drawn(table, missing, drawing.model, generator))))
        except CooperationError as error:  # left out, and seen in the number of draws
            refused = error
        progress(done, drawing.draws)
    if refused is not None and not found:  # nothing is known of how stable the ranks are
        raise refused
    drawn = np.array(found)
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


def _drawn(table: Table, missing: Missing, model: Model, generator: np.random.Generator) -> Table:
    means = np.array(table.values)
    of_activity = means.mean(axis=0)
    for pair in sorted(missing):
        region, activity = pair
        if region in table.regions and activity in table.activities:
            column = table.activity(activity)
            bound = missing[pair] if isinstance(missing, Mapping) else of_activity[column]
            means[table.region(region), column] = generator.uniform(0, bound)
    if model == "poisson":
        values = generator.poisson(means).astype(np.float64)
    else:
        units = generator.multinomial(round(means.sum()), (means / means.sum()).ravel())
        values = units.reshape(means.shape).astype(np.float64)
    values[values.sum(axis=1) == 0] += SMALLEST
    values[:, values.sum(axis=0) == 0] += SMALLEST
    return Table(table.regions, table.activities, values)
