"""Complexity by going to and fro between regions and activities: reflections, fitness, and income attached."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.dispersion import shares_of_regions
from cordata.cooperation.errors import BadParameterError, DegenerateError
from cordata.cooperation.specialisation import quotients
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import activity_totals, as_binary, as_vector, region_totals

UNSCALED_STEPS = 2
LEAST_FITNESS = 1e-290  # below it, dividing by a fitness would overflow


def method_of_reflections(specialised: npt.ArrayLike, steps: int = 20) -> tuple[FloatArray, FloatArray]:
    """The method of reflections: means of means, to and fro. For teaching; `economic_complexity` is its exact limit.

    ``k_r,n = Σ_i M_ri k_i,n-1 / d_r`` and ``k_i,n = Σ_r M_ri k_r,n-1 / u_i``, beginning with diversity and
    ubiquity. Differences vanish step by step, so from the third on values are stretched to 0 to 100 after each.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    steps
        How many, not below 0. 0 gives diversity and ubiquity. Even steps of regions and odd steps of activities
        tell of complexity; after many, rounding errors rule: 60 correlated -0.29 with the exact values on real data.

    Returns
    -------
    tuple[FloatArray, FloatArray]
        Regions, shape (R,), and activities, shape (K,): counts for 0, their means for 1 and 2, else 0 to 100.

    Raises
    ------
    EmptyRowError, EmptyColumnError, NotBinaryError, BadParameterError
        As for `economic_complexity`; for steps below 0.
    DegenerateError
        ``what`` is ``equal`` when all have the same value and cannot be stretched.

    References
    ----------
    Hidalgo, C. A. and Hausmann, R. (2009) PNAS 106: 10570-10575, equations 1 and 2. The stretching is that of
    Balland, P.-A. and Rigby, D. (2017) Economic Geography 93 (1): 1-23.

    Examples
    --------
    >>> regions, activities = method_of_reflections([[1, 1], [1, 0]], 1)
    >>> regions.tolist(), activities.tolist()
    ([1.5, 2.0], [1.5, 2.0])
    """
    if steps < 0:
        raise BadParameterError(name="steps", value=steps)
    array = as_binary(specialised)
    rows, columns = region_totals(array), activity_totals(array)
    regions, activities = rows, columns
    for step in range(1, steps + 1):
        regions, activities = array @ activities / rows, regions @ array / columns
        if step > UNSCALED_STEPS:
            regions, activities = _stretched(regions), _stretched(activities)
    return regions, activities


def _stretched(values: FloatArray) -> FloatArray:
    least, most = values.min(), values.max()
    if least == most:
        raise DegenerateError(what="equal")
    result: FloatArray = (values - least) / (most - least) * 100
    return result


def fitness(specialised: npt.ArrayLike, steps: int = 100) -> tuple[FloatArray, FloatArray]:
    """Fitness of regions and quality of activities: an activity is at most as good as its weakest region.

    ``F_r = Σ_i M_ri Q_i``, ``Q_i = 1 / Σ_r M_ri / F_r``, both divided by their means after each step, beginning
    with 1.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    steps
        How many, at least 1. Regions of the lowest fitness may sink towards 0 for ever; ranks settle earlier.

    Returns
    -------
    tuple[FloatArray, FloatArray]
        F, shape (R,), and Q, shape (K,); means 1.

    Raises
    ------
    EmptyRowError, EmptyColumnError, NotBinaryError, BadParameterError
        As for `economic_complexity`; for steps below 1.
    DegenerateError
        ``what`` is ``fitness`` when a fitness has sunk to nothing: take fewer steps.

    References
    ----------
    Tacchella, A., Cristelli, M., Caldarelli, G., Gabrielli, A. and Pietronero, L. (2012) A new metrics for countries'
    fitness and products' complexity, Scientific Reports 2: 723. On convergence: Pugliese, E., Zaccaria, A. and
    Pietronero, L. (2016) European Physical Journal Special Topics 225: 1893-1911.

    Examples
    --------
    >>> regions, activities = fitness([[1, 1], [1, 0]], 1)
    >>> regions.round(3).tolist(), activities.round(3).tolist()
    ([1.333, 0.667], [0.667, 1.333])
    """
    if steps < 1:
        raise BadParameterError(name="steps", value=steps)
    array = as_binary(specialised)
    regions, activities = np.ones_like(region_totals(array)), np.ones_like(activity_totals(array))
    for _ in range(steps):
        regions, activities = array @ activities, 1 / ((1 / regions) @ array)
        regions, activities = regions / regions.mean(), activities / activities.mean()
        if regions.min() < LEAST_FITNESS:
            raise DegenerateError(what="fitness")
    return regions, activities


def prody(values: npt.ArrayLike, income: npt.ArrayLike) -> FloatArray:
    """The income that goes with an activity: that of its regions, weighted by their location quotients.

    ``PRODY_i = Σ_r LQ_ri Y_r / Σ_r LQ_ri``

    Parameters
    ----------
    values
        X, shape (R, K).
    income
        Y, shape (R,): gross product per head, or another quantity of regions.

    Returns
    -------
    FloatArray
        Shape (K,), in the unit of ``income``.

    Raises
    ------
    EmptyRowError, EmptyColumnError, ShapeMismatchError, MissingCellError, NegativeValueError
        As for `quotients`; when ``income`` is not one value a region.

    References
    ----------
    Hausmann, R., Hwang, J. and Rodrik, D. (2007) What you export matters, Journal of Economic Growth 12: 1-25.

    Examples
    --------
    >>> prody([[1, 1], [1, 1]], [20.0, 40.0]).tolist()
    [30.0, 30.0]
    """
    weights = quotients(values)
    result: FloatArray = as_vector(income, len(weights), "income") @ weights / weights.sum(axis=0)
    return result


def expy(values: npt.ArrayLike, income: npt.ArrayLike) -> FloatArray:
    """The income that goes with what a region does: the mean `prody` of its activities, weighted by their shares.

    Parameters and errors are those of `prody`; the result has shape (R,), in the unit of ``income``.

    References
    ----------
    Hausmann, R., Hwang, J. and Rodrik, D. (2007) Journal of Economic Growth 12: 1-25.

    Examples
    --------
    >>> expy([[1, 1], [1, 1]], [20.0, 40.0]).tolist()
    [30.0, 30.0]
    """
    result: FloatArray = shares_of_regions(values) @ prody(values, income)
    return result
