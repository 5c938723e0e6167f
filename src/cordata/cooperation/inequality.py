"""How unevenly activities lie over regions: the areas and distances of Lorenz's and Hoover's curves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import ZeroTotalError
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import activity_totals, as_values, as_vector, positions_of, region_totals


def gini(values: npt.ArrayLike) -> FloatArray:
    """Gini's coefficient of each activity over regions.

    Twice the area between the diagonal and the Lorenz curve, every region weighing the same.

    Parameters
    ----------
    values
        X, shape (R, K).

    Returns
    -------
    FloatArray
        Shape (K,), from 0 (the same in every region) to (R - 1) / R (all in one).

    Raises
    ------
    EmptyColumnError
        For an activity without any value.

    References
    ----------
    Gini, C. (1921) Measurement of inequality of incomes, The Economic Journal 31: 124-126.

    Examples
    --------
    >>> gini([[1, 0], [1, 2]]).tolist()
    [0.0, 0.5]
    """
    array = as_values(values)
    return _twice_the_area(array, np.ones(len(array)))


def locational_gini(values: npt.ArrayLike) -> FloatArray:
    """Krugman's locational Gini coefficient of each activity: regions weigh as much as all they hold.

    Parameters
    ----------
    values
        X, shape (R, K).

    Returns
    -------
    FloatArray
        Shape (K,), from 0 (spread as everything is) to below 0.5: the area itself, not doubled.

    Raises
    ------
    EmptyRowError, EmptyColumnError
        For a region or an activity without any value.

    References
    ----------
    Krugman, P. (1991) Geography and Trade, MIT Press, p. 56.

    Examples
    --------
    >>> locational_gini([[2, 0], [0, 2]]).tolist()
    [0.25, 0.25]
    """
    array = as_values(values)
    return _twice_the_area(array, region_totals(array)) / 2


def hoover_gini(values: npt.ArrayLike, population: npt.ArrayLike) -> FloatArray:
    """Gini's coefficient of each activity over people: regions weigh as much as they have inhabitants.

    Parameters
    ----------
    values
        X, shape (R, K).
    population
        Inhabitants of the regions, or another quantity to compare with; shape (R,), each above 0.

    Returns
    -------
    FloatArray
        Shape (K,), from 0 (everybody has the same) to below 1.

    Raises
    ------
    EmptyColumnError, ZeroTotalError, ShapeMismatchError
        For an activity without any value; for a region without inhabitants; when there are not R of them.

    References
    ----------
    Hoover, E. M. (1936) The measurement of industrial localization, The Review of Economics and Statistics 18:
    162-171.

    Examples
    --------
    >>> hoover_gini([[1, 0], [3, 2]], [1, 3]).tolist()
    [0.0, 0.25]
    """
    array = as_values(values)
    return _twice_the_area(array, _inhabited(population, len(array)))


def hoover_index(values: npt.ArrayLike, population: npt.ArrayLike) -> FloatArray:
    """The part of each activity that would have to move so that everybody had the same, in percent.

    ``50 Σ_r |X_ri / X_.i - N_r / N|``, N being the population.

    Parameters, shapes and errors are those of `hoover_gini`; from 0 to below 100.

    References
    ----------
    Hoover, E. M. (1936) The Review of Economics and Statistics 18: 162-171.

    Examples
    --------
    >>> hoover_index([[1, 0], [3, 2]], [1, 3]).tolist()
    [0.0, 25.0]
    """
    array = as_values(values)
    people = _inhabited(population, len(array))
    result: FloatArray = 50 * np.abs(array / activity_totals(array) - (people / people.sum())[:, None]).sum(axis=0)
    return result


def _inhabited(population: npt.ArrayLike, size: int) -> FloatArray:
    people = as_vector(population, size, "population")
    if not people.all():
        raise ZeroTotalError(what="population", positions=positions_of(people == 0))
    return people


def _twice_the_area(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Twice the area between the diagonal and the curve of cumulated values over cumulated weights, by activity."""
    order = np.argsort(values / weights[:, None], axis=0, kind="stable")
    held = np.cumsum(np.take_along_axis(values, order, axis=0), axis=0) / activity_totals(values)
    weighed = np.cumsum(weights[order], axis=0) / weights.sum()
    result: FloatArray = (held[1:] * weighed[:-1] - held[:-1] * weighed[1:]).sum(axis=0)
    return np.abs(result)
