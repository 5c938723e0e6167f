"""What came, what went and what grew between two periods."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.density import Masked
from cordata.cooperation.errors import ShapeMismatchError
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import as_binary, as_values


def entries(before: npt.ArrayLike, after: npt.ArrayLike) -> Masked:
    """Specialisations that came: 1 where a region was not specialised before and is after, 0 where it still is not.

    Parameters
    ----------
    before, after
        M of two periods, shape (R, K), zeros and ones, the same regions and activities.

    Returns
    -------
    Masked
        Shape (R, K); cells where the region was specialised already are masked: nothing could come.

    Raises
    ------
    NotBinaryError, ShapeMismatchError
        For other values than 0 and 1; for two different shapes.

    References
    ----------
    Boschma, R., Balland, P.-A. and Kogler, D. F. (2015) Industrial and Corporate Change 24 (1): 223-250.

    Examples
    --------
    >>> entries([[0, 0, 1]], [[1, 0, 1]]).tolist()
    [[1.0, 0.0, None]]
    """
    was, is_now = as_binary(before), as_binary(after)
    _check_alike(was, is_now)
    return np.ma.masked_array(is_now, mask=was == 1)


def exits(before: npt.ArrayLike, after: npt.ArrayLike) -> Masked:
    """Specialisations that went: 1 where a region was specialised before and is not after, 0 where it still is.

    Parameters, shapes and errors are those of `entries`; cells without a specialisation before are masked.

    Examples
    --------
    >>> exits([[0, 1, 1]], [[1, 0, 1]]).tolist()
    [[None, 1.0, 0.0]]
    """
    was, is_now = as_binary(before), as_binary(after)
    _check_alike(was, is_now)
    return np.ma.masked_array(1 - is_now, mask=was == 0)


def growth(before: npt.ArrayLike, after: npt.ArrayLike) -> FloatArray:
    """Growth of every cell in percent: ``100 (X'_ri - X_ri) / X_ri``.

    Parameters
    ----------
    before, after
        X of two periods, shape (R, K), the same regions and activities.

    Returns
    -------
    FloatArray
        Shape (R, K), from -100; 0 where there was and is nothing, infinite where something came from nothing.

    Raises
    ------
    MissingCellError, NegativeValueError, ShapeMismatchError
        For values that are no such tables; for two different shapes.

    References
    ----------
    Boschma, R., Balland, P.-A. and Kogler, D. F. (2015) Industrial and Corporate Change 24 (1): 223-250.

    Examples
    --------
    >>> growth([[10, 0, 0]], [[15, 0, 2]]).tolist()
    [[50.0, 0.0, inf]]
    """
    was, is_now = as_values(before), as_values(after)
    _check_alike(was, is_now)
    from_nothing = np.where(is_now > 0, np.inf, 0.0)
    result: FloatArray = np.divide((is_now - was) * 100, was, out=from_nothing, where=was > 0)
    return result


def _check_alike(before: FloatArray, after: FloatArray) -> None:
    if before.shape != after.shape:
        raise ShapeMismatchError(expected=before.shape, found=after.shape)
