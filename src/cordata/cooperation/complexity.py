"""Complexity: who can do what few can do, told by the second singular vectors of who is specialised in what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, DegenerateError
from cordata.cooperation.reflections import method_of_reflections
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import activity_totals, as_binary, region_totals

Scale = Literal["own", "regions"]
NEARLY = 1e-10
LARGEST_DENSE = 800  # rows: a dense solver takes 0.1 s there, and grows with the cube


@dataclass(frozen=True, slots=True, eq=False)
class Complexity:
    """One value a region, shape (R,), and one an activity, shape (K,); no unit."""

    regions: FloatArray
    activities: FloatArray


def economic_complexity(specialised: npt.ArrayLike, *, activity_scale: Scale = "own") -> Complexity:
    """Economic complexity of regions (ECI) and activities (PCI), z-scored.

    With d the sums of rows and u those of columns, the second left and right singular vectors of
    ``D^-1/2 M U^-1/2``, divided by ``sqrt(d)`` and ``sqrt(u)``: the same as the second eigenvectors of
    ``D^-1 M U^-1 M'`` and its counterpart, found stably. The sign is that by which regions correlate with their
    diversity.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    activity_scale
        ``own``: activities have mean 0 and standard deviation 1, as regions have. ``regions``: they are on the scale
        of the regions, whose ECI is then the mean PCI of what they do (ecomplexity and the Atlas of Economic
        Complexity).

    Returns
    -------
    Complexity
        Standard deviations from the mean (divided by n, not n - 1).

    Raises
    ------
    EmptyRowError, EmptyColumnError, NotBinaryError
        For a region without a specialisation, an activity without a region; for other values than 0 and 1.
    DegenerateError
        ``what`` tells why there is no such figure: ``parts`` (M falls into parts that share nothing), ``equal``
        (all regions, or all activities, are alike), ``tied`` (two directions explain as much), ``sign`` (regions
        do not correlate with their diversity).

    References
    ----------
    Hidalgo, C. A. and Hausmann, R. (2009) The building blocks of economic complexity, PNAS 106: 10570-10575.
    Hausmann, R. et al. (2014) The Atlas of Economic Complexity, MIT Press, technical box 2.1. Mealy, P., Farmer,
    J. D. and Teytelboym, A. (2019) Interpreting economic complexity, Science Advances 5: eaau1705.

    Examples
    --------
    >>> found = economic_complexity([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]])
    >>> found.regions.round(2).tolist()
    [0.86, 0.54, -1.4]
    """
    if activity_scale not in ("own", "regions"):
        raise BadParameterError(name="activity_scale", value=activity_scale)
    array = as_binary(specialised)
    regions, activities = _second_vectors(array)
    side = _sign(regions, array.sum(axis=1))
    if activity_scale == "own":
        return Complexity(side * _standard(regions, regions), side * _standard(activities, activities))
    return Complexity(
        side * _standard(regions, regions), side * _standard(activities, array @ activities / array.sum(axis=1))
    )


def knowledge_complexity(specialised: npt.ArrayLike) -> Complexity:
    """Knowledge complexity of regions (KCI) and technologies (TCI), scaled and signed as EconGeo does.

    The vectors of `economic_complexity`, each divided by its sum, then turned: regions so that they correlate with
    20 reflections; technologies so that their ranks correlate negatively with their ubiquity. So the two need not
    agree in sign. EconGeo rounds the matrix to four digits; here nothing is rounded.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.

    Returns
    -------
    Complexity
        Parts of a sum; values grow without limit where that sum is near 0. Compare ranks rather than values.

    Raises
    ------
    EmptyRowError, EmptyColumnError, NotBinaryError, DegenerateError
        As for `economic_complexity`; ``what`` is ``sum`` when the vector's sum is zero.

    References
    ----------
    Balland, P.-A. and Rigby, D. (2017) The geography of complex knowledge, Economic Geography 93 (1): 1-23.

    Examples
    --------
    >>> knowledge_complexity([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]]).regions.round(2).tolist()
    [2.0, 1.15, -4.15]
    """
    array = as_binary(specialised)
    regions, activities = (_to_sum(vector) for vector in _second_vectors(array))
    if _correlation(regions, method_of_reflections(array, 20)[0]) < 0:
        regions = -regions
    if _correlation(_ranks(activities), _ranks(array.sum(axis=0))) > 0:
        activities = -activities
    return Complexity(regions, activities)


def _second_vectors(array: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The second eigenvectors of regions and of activities, of either sign and any length."""
    rows, columns = np.sqrt(region_totals(array)), np.sqrt(activity_totals(array))
    scaled = array / rows[:, None] / columns
    scaled -= np.outer(rows, columns) / array.sum()  # the first pair, known beforehand: its singular value is 1
    if len(array) <= array.shape[1]:
        left = _leading(scaled @ scaled.T)
        right: FloatArray = scaled.T @ left
    else:
        right = _leading(scaled.T @ scaled)
        left = scaled @ right
    return left / rows, right / columns


def _leading(symmetric: FloatArray) -> FloatArray:
    """The eigenvector of the largest eigenvalue, refused when it is not the only one or tells nothing."""
    values, vectors = _largest(symmetric)
    largest = values[-1]
    if largest < NEARLY:
        raise DegenerateError(what="equal")
    if largest > 1 - NEARLY:
        raise DegenerateError(what="parts")
    if len(values) > 1 and largest - values[-2] < NEARLY:
        raise DegenerateError(what="tied")
    leading: FloatArray = vectors[:, -1]
    return leading


def _largest(symmetric: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The largest eigenvalues in rising order, and their vectors: all of them, or two where all would take long."""
    side = len(symmetric)
    if side <= LARGEST_DENSE:
        values, vectors = np.linalg.eigh(symmetric)
    else:
        from scipy.sparse.linalg import eigsh  # slow to import

        values, vectors = eigsh(symmetric, k=2, v0=np.arange(1.0, side + 1))
    return values, vectors


def _sign(vector: FloatArray, diversity: FloatArray) -> float:
    correlation = _correlation(vector, diversity)
    if abs(correlation) < NEARLY:
        raise DegenerateError(what="sign")
    return float(np.sign(correlation))


def _correlation(one: FloatArray, other: FloatArray) -> float:
    """Pearson's correlation; 0 when one of the two does not vary."""
    left, right = one - one.mean(), other - other.mean()
    lengths = float(np.sqrt((left @ left) * (right @ right)))
    return float(left @ right) / lengths if lengths else 0.0


def _ranks(values: FloatArray) -> FloatArray:
    """Ranks from 0, equal values sharing the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    result: FloatArray = (last - (counts + 1) / 2)[place]
    return result


def _standard(values: FloatArray, scale: FloatArray) -> FloatArray:
    result: FloatArray = (values - scale.mean()) / scale.std()
    return result


def _to_sum(vector: FloatArray) -> FloatArray:
    total = float(vector.sum())
    if abs(total) < NEARLY * float(np.abs(vector).sum()):
        raise DegenerateError(what="sum")
    result: FloatArray = vector / total
    return result
