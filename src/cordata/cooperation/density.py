"""How near an activity lies to what a region already does: relatedness density."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, IsolatedActivityError, ShapeMismatchError
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import as_binary, as_square, positions_of, region_totals

Masked = np.ma.MaskedArray[tuple[int, ...], np.dtype[np.float64]]


def relatedness_density(
    specialised: npt.ArrayLike, related: npt.ArrayLike, *, own: float = 0.0, isolated: float | None = None
) -> FloatArray:
    """What part of all that is related to an activity a region holds: ``100 Σ_j M_rj φ_ji / Σ_j φ_ji``, j ≠ i.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    related
        φ, shape (K, K), such as `relatedness_of` gives; its diagonal is not looked at.
    own
        The relatedness of an activity to itself: 0, so that a density tells of the others only (as EconGeo does); 1
        counts the activity itself (as ecomplexity does).
    isolated
        The density of an activity that nothing is related to. None: such activities are refused.

    Returns
    -------
    FloatArray
        Shape (R, K), in percent, 0 to 100.

    Raises
    ------
    IsolatedActivityError, NotBinaryError, ShapeMismatchError, BadParameterError
        When nothing is related to an activity; for M other than zeros and ones; when M and φ do not belong
        together; for ``own`` below 0.

    References
    ----------
    Hidalgo et al. (2007) Science 317: 482-487. Boschma, R., Balland, P.-A. and Kogler, D. F. (2015) Relatedness and
    technological change in cities, Industrial and Corporate Change 24 (1): 223-250, equation 3.

    Examples
    --------
    >>> relatedness_density([[1, 0, 0], [0, 1, 1]], [[0, 1, 3], [1, 0, 0], [3, 0, 0]]).tolist()
    [[0.0, 100.0, 100.0], [100.0, 0.0, 0.0]]
    """
    if not own >= 0:
        raise BadParameterError(name="own", value=own)
    array = as_binary(specialised)
    weights = weights_of(related, array.shape[1], own=own, isolated=isolated is not None)
    result: FloatArray = np.minimum(array @ weights * 100, 100.0)
    if isolated is not None:
        result[:, ~weights.any(axis=0)] = isolated
    return result


def weights_of(related: npt.ArrayLike, size: int, *, own: float = 0.0, isolated: bool = False) -> FloatArray:
    """Relatedness as parts of its column, ``φ_ji / Σ_j φ_ji``, shape (K, K): what a density sums up.

    Columns of activities that nothing is related to are zero when ``isolated`` is true, else refused.

    Raises
    ------
    IsolatedActivityError, ShapeMismatchError
        As for `relatedness_density`.

    Examples
    --------
    >>> weights_of([[0, 1, 3], [1, 0, 1], [3, 1, 0]], 3)[:, 0].tolist()
    [0.0, 0.25, 0.75]
    """
    weights = as_square(related, size).copy()
    np.fill_diagonal(weights, own)
    sums = weights.sum(axis=0)
    if not isolated and not sums.all():
        raise IsolatedActivityError(positions=positions_of(sums == 0))
    weights /= np.where(sums > 0, sums, 1.0)
    return weights


def internal_density(specialised: npt.ArrayLike, density: npt.ArrayLike) -> Masked:
    """Density of what a region holds; the other cells are masked. Shape (R, K), in percent.

    References
    ----------
    Boschma, R., Balland, P.-A. and Kogler, D. F. (2015) Industrial and Corporate Change 24 (1): 223-250.

    Examples
    --------
    >>> internal_density([[1, 0]], [[40.0, 60.0]]).compressed().tolist()
    [40.0]
    """
    held = as_binary(specialised)
    return np.ma.masked_array(_as_like(density, held), mask=held == 0)


def external_density(specialised: npt.ArrayLike, density: npt.ArrayLike) -> Masked:
    """Density of what a region does not hold; the other cells are masked. Shape (R, K), in percent.

    Examples
    --------
    >>> external_density([[1, 0]], [[40.0, 60.0]]).compressed().tolist()
    [60.0]
    """
    held = as_binary(specialised)
    return np.ma.masked_array(_as_like(density, held), mask=held == 1)


def average_internal_density(specialised: npt.ArrayLike, density: npt.ArrayLike) -> FloatArray:
    """Coherence of each region: the mean density of what it holds, shape (R,), in percent.

    Raises
    ------
    EmptyRowError
        For a region that holds nothing.

    References
    ----------
    Balland, P.-A., Rigby, D. and Boschma, R. (2015) The technological resilience of US cities, Cambridge Journal of
    Regions, Economy and Society 8 (2): 167-184.

    Examples
    --------
    >>> average_internal_density([[1, 1, 0]], [[40.0, 60.0, 10.0]]).tolist()
    [50.0]
    """
    held = as_binary(specialised)
    result: FloatArray = (_as_like(density, held) * held).sum(axis=1) / region_totals(held)
    return result


def average_external_density(specialised: npt.ArrayLike, density: npt.ArrayLike) -> FloatArray:
    """Flexibility of each region: the mean density of what it does not hold, shape (R,), in percent.

    Raises
    ------
    EmptyRowError
        For a region that holds everything: nothing lies outside.

    Examples
    --------
    >>> average_external_density([[1, 1, 0]], [[40.0, 60.0, 10.0]]).tolist()
    [10.0]
    """
    return average_internal_density(1 - as_binary(specialised), density)


def _as_like(density: npt.ArrayLike, held: FloatArray) -> FloatArray:
    """The densities as float64; ShapeMismatchError when they are not of the shape of M."""
    array = np.asarray(density, np.float64)
    if array.shape != held.shape:
        raise ShapeMismatchError(expected=held.shape, found=array.shape)
    return array
