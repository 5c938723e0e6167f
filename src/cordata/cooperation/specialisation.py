"""What regions are specialised in: location quotients, decided exactly, and how far small numbers may be trusted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.tables import BoolArray, FloatArray
from cordata.cooperation.totals import activity_totals, as_binary, as_counts, as_values, region_totals

LARGEST_EXACT = 2.0**53
NEARLY = 1e-12


def quotients(values: npt.ArrayLike) -> FloatArray:
    """Location quotients: the share of an activity in a region over its share in all regions.

    ``LQ_ri = (X_ri / X_r.) / (X_.i / X_..)``. The same figure is called revealed comparative advantage in trade.

    Parameters
    ----------
    values
        X, shape (R, K): persons employed, firms, projects, money; not negative.

    Returns
    -------
    FloatArray
        Shape (R, K), no unit; 1 is the average of all regions.

    Raises
    ------
    EmptyRowError, EmptyColumnError
        A region or an activity without any value has no share.
    MissingCellError, NegativeValueError, ShapeMismatchError, EmptyTableError
        For values that are no such table.

    References
    ----------
    Florence, P. S. (1939) Report on the Location of Industry. Balassa, B. (1965) The Manchester School 33: 99-123.

    Examples
    --------
    >>> quotients([[2, 0], [1, 3]]).tolist()
    [[2.0, 0.0], [0.5, 1.5]]
    """
    array = as_values(values)
    rows, columns = region_totals(array), activity_totals(array)
    result: FloatArray = (array / rows[:, None]) / (columns / array.sum())
    return result


def specialised(values: npt.ArrayLike, *, minimum: float = 0.0) -> BoolArray:
    """Which regions are specialised in what: LQ >= 1, and at least ``minimum`` of it.

    Decided without dividing, ``X_ri X_.. >= X_r. X_.i``, so that a region with exactly the average share counts on
    every machine: for whole numbers in integers, of any size.

    Parameters
    ----------
    values
        X, shape (R, K).
    minimum
        The least value, in the unit of X: two persons among ten are no specialisation. 0 asks for nothing.

    Returns
    -------
    BoolArray
        M, shape (R, K).

    Raises
    ------
    EmptyRowError, EmptyColumnError, BadParameterError
        As for `quotients`; for a minimum below 0.

    Examples
    --------
    >>> specialised([[2, 0], [1, 3]]).tolist()
    [[True, False], [False, True]]
    """
    if not minimum >= 0:
        raise BadParameterError(name="minimum", value=minimum)
    array = as_values(values)
    rows, columns = region_totals(array), activity_totals(array)
    left, right = array * array.sum(), np.outer(rows, columns)
    found: BoolArray = left >= right
    if (array == np.floor(array)).all() and max(left.max(), right.max()) >= LARGEST_EXACT:
        _decide_in_integers(found, array, np.argwhere(np.abs(left - right) <= NEARLY * right))
    found &= array >= minimum
    return found


def _decide_in_integers(found: BoolArray, counts: FloatArray, cells: npt.NDArray[np.intp]) -> None:
    """Corrects the cells whose products are too large for floats and too near to each other to tell."""
    if not len(cells):
        return
    whole = [[int(value) for value in row] for row in counts.tolist()]
    rows = [sum(row) for row in whole]
    columns = [sum(column) for column in zip(*whole, strict=True)]
    total = sum(rows)
    for row, column in cells.tolist():
        found[row, column] = whole[row][column] * total >= rows[row] * columns[column]


def symmetric_quotients(values: npt.ArrayLike) -> FloatArray:
    """Location quotients between -1 and 1: ``(LQ - 1) / (LQ + 1)``, 0 at the average.

    Parameters, shapes and errors are those of `quotients`.

    References
    ----------
    Laursen, K. (2015) Revealed comparative advantage and the alternatives as measures of international
    specialization, Eurasian Business Review 5: 99-115.

    Examples
    --------
    >>> symmetric_quotients([[2, 0], [1, 3]]).round(3).tolist()
    [[0.333, -1.0], [-0.333, 0.2]]
    """
    plain = quotients(values)
    result: FloatArray = (plain - 1) / (plain + 1)
    return result


def shrunk_quotients(counts: npt.ArrayLike) -> FloatArray:
    """Location quotients drawn towards 1 where the numbers are small (empirical Bayes).

    A quotient is a ratio of an observed count to the count expected from the region's size,
    ``E_ri = X_r. X_.i / X_..``, as relative risks are in epidemiology. Within each activity, with its quotients
    theta and mean expectation ``Ē_i = X_.i / R``:

    ``s²_i = Σ_r E_ri (LQ_ri - 1)² / Σ_r E_ri``, ``A_i = max(0, s²_i - 1 / Ē_i)``,
    ``shrunk_ri = 1 + A_i / (A_i + 1 / E_ri) (LQ_ri - 1)``.

    Parameters
    ----------
    counts
        X, shape (R, K), whole numbers.

    Returns
    -------
    FloatArray
        Shape (R, K), between 1 and the quotient.

    Raises
    ------
    NotCountsError, EmptyRowError, EmptyColumnError
        For other than counts; as for `quotients`.

    References
    ----------
    Marshall, R. J. (1991) Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics
    40 (2): 283-294, equations 4-6 with the global mean, here 1.

    Examples
    --------
    >>> shrunk_quotients([[20, 0], [10, 30]]).round(3).tolist()
    [[1.812, 0.188], [0.552, 1.448]]
    """
    array = as_counts(counts)
    plain = quotients(array)
    expected = np.outer(region_totals(array), activity_totals(array)) / array.sum()
    spread = (expected * (plain - 1) ** 2).sum(axis=0) / expected.sum(axis=0)
    between = np.maximum(0.0, spread - len(array) / expected.sum(axis=0))
    result: FloatArray = 1 + between / (between + 1 / expected) * (plain - 1)
    return result


def quotient_intervals(
    counts: npt.ArrayLike, *, seed: int, draws: int = 1000, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Bootstrap intervals of location quotients: what they could have been, had other units been counted.

    All units counted are drawn again with replacement, which makes the table multinomial. A quotient depends on
    four of its sums only (the cell, the rest of its row, of its column, and of the table), whose joint distribution
    is multinomial too; these are drawn, so that memory grows with ``draws`` times K only. A draw without any unit in
    the region or the activity counts as quotient 0. The intervals are percentiles, each cell on its own: they do not
    cover all cells at once.

    Parameters
    ----------
    counts
        X, shape (R, K), whole numbers: of independent units, such as firms or projects. Persons who work in one firm
        come and go together: take the intervals of persons as too narrow.
    seed
        The same seed gives the same intervals.
    draws
        How often, at least 2.
    level
        The share of draws inside the interval, above 0 and below 1.

    Returns
    -------
    tuple[FloatArray, FloatArray]
        Lower and upper ends, each of shape (R, K).

    Raises
    ------
    NotCountsError, BadParameterError, EmptyRowError, EmptyColumnError
        For other than counts; for draws or level outside their range; as for `quotients`.

    References
    ----------
    Efron, B. (1979) Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1): 1-26.

    Examples
    --------
    >>> low, high = quotient_intervals([[20, 0], [10, 30]], seed=1)
    >>> bool((low <= high).all()), high[0, 1].item()
    (True, 0.0)
    """
    if draws < 2:
        raise BadParameterError(name="draws", value=draws)
    if not 0 < level < 1:
        raise BadParameterError(name="level", value=level)
    array = as_counts(counts)
    rows, columns = region_totals(array), activity_totals(array)
    total = int(array.sum())
    rng = np.random.default_rng(seed)
    low, high = np.empty_like(array), np.empty_like(array)
    for region, (cells, row) in enumerate(zip(array, rows, strict=True)):
        parts = np.stack([cells, row - cells, columns - cells, total - row - columns + cells], axis=1)
        drawn = rng.multinomial(total, parts / total, size=(draws, len(cells)))
        cell, in_row, in_column = (drawn[..., place].astype(np.float64) for place in range(3))
        denominators = (cell + in_row) * (cell + in_column)
        found = np.divide(cell * total, denominators, out=np.zeros_like(cell), where=denominators > 0)
        low[region], high[region] = np.quantile(found, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low, high


def diversity(specialisations: npt.ArrayLike) -> FloatArray:
    """How many activities each region is specialised in, shape (R,), from M of shape (R, K).

    References
    ----------
    Hidalgo, C. A. and Hausmann, R. (2009) PNAS 106: 10570-10575.

    Examples
    --------
    >>> diversity([[1, 1, 0], [0, 1, 0]]).tolist()
    [2.0, 1.0]
    """
    result: FloatArray = as_binary(specialisations).sum(axis=1)
    return result


def ubiquity(specialisations: npt.ArrayLike) -> FloatArray:
    """How many regions are specialised in each activity, shape (K,), from M of shape (R, K).

    References
    ----------
    Hidalgo, C. A. and Hausmann, R. (2009) PNAS 106: 10570-10575.

    Examples
    --------
    >>> ubiquity([[1, 1, 0], [0, 1, 0]]).tolist()
    [1.0, 2.0, 0.0]
    """
    result: FloatArray = as_binary(specialisations).sum(axis=0)
    return result
