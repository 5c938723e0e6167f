"""What every formula asks of its arrays, and the sums it divides by: refused by name when they are not fit for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import (
    EmptyColumnError,
    EmptyRowError,
    EmptyTableError,
    MissingCellError,
    NegativeValueError,
    NotBinaryError,
    NotCountsError,
    ShapeMismatchError,
    ZeroTotalError,
)
from cordata.cooperation.tables import FloatArray

MOST_POSITIONS = 20


def as_values(values: npt.ArrayLike) -> FloatArray:
    """The values as float64 of shape (R, K); refuses missing and negative cells, and anything but two dimensions."""
    array = np.asarray(values, np.float64)
    if array.ndim != 2:
        raise ShapeMismatchError(expected="two dimensions", found=array.shape)
    if array.size == 0:
        raise EmptyTableError(found=array.shape)
    if not np.isfinite(array).all():
        raise MissingCellError(**_first(~np.isfinite(array)))
    if (array < 0).any():
        raise NegativeValueError(**_first(array < 0))
    return array


def as_counts(values: npt.ArrayLike) -> FloatArray:
    """The same, refused when a value is no whole number."""
    array = as_values(values)
    if (array != np.floor(array)).any():
        raise NotCountsError(**_first(array != np.floor(array)))
    return array


def as_binary(specialised: npt.ArrayLike) -> FloatArray:
    """Zeros and ones as float64 of shape (R, K); refuses everything else."""
    array = as_values(specialised)
    wrong = (array != 0) & (array != 1)
    if wrong.any():
        raise NotBinaryError(**_first(wrong))
    return array


def as_square(matrix: npt.ArrayLike, size: int | None = None) -> FloatArray:
    """A matrix between pairs of one kind as float64, of ``size`` rows and columns when told."""
    array = as_values(matrix)
    side = len(array) if size is None else size
    if array.shape != (side, side):
        raise ShapeMismatchError(expected=(side, side), found=array.shape)
    return array


def as_vector(values: npt.ArrayLike, size: int, what: str) -> FloatArray:
    """One finite value, not below zero, for each of ``size`` regions; ``what`` names them in errors."""
    array = np.asarray(values, np.float64)
    if array.shape != (size,):
        raise ShapeMismatchError(what=what, expected=(size,), found=array.shape)
    for error, wrong in ((MissingCellError, ~np.isfinite(array)), (NegativeValueError, array < 0)):
        if wrong.any():
            raise error(what=what, position=int(np.flatnonzero(wrong)[0]))
    return array


def region_totals(values: FloatArray) -> FloatArray:
    """The sums of rows, shape (R,); EmptyRowError when one is zero."""
    totals: FloatArray = values.sum(axis=1)
    if not totals.all():
        raise EmptyRowError(positions=positions_of(totals == 0))
    return totals


def activity_totals(values: FloatArray) -> FloatArray:
    """The sums of columns, shape (K,); EmptyColumnError when one is zero."""
    totals: FloatArray = values.sum(axis=0)
    if not totals.all():
        raise EmptyColumnError(positions=positions_of(totals == 0))
    return totals


def total_of(values: FloatArray, what: str) -> float:
    """The sum of everything; ZeroTotalError when it is zero."""
    total = float(values.sum())
    if total == 0:
        raise ZeroTotalError(what=what)
    return total


def positions_of(wrong: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    """Where something is true, counted from 0: the first twenty places."""
    return tuple(int(position) for position in np.flatnonzero(wrong)[:MOST_POSITIONS])


def _first(wrong: npt.NDArray[np.bool_]) -> dict[str, Any]:
    row, column = np.argwhere(wrong)[0]
    return {"row": int(row), "position": int(column)}
