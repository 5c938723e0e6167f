"""Means with bootstrap intervals, and whether one method is truly ahead of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cordata.cooperation.tables import FloatArray

LEVEL = 0.95
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and its percentile bootstrap interval."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        """Plain data for files and the API."""
        return {"value": round(self.value, 6), "low": round(self.low, 6), "high": round(self.high, 6)}


def mean_intervals(values: FloatArray, *, seed: int, draws: int, level: float = LEVEL) -> list[Interval]:
    """The mean of each column, with intervals from resampling rows (Efron and Tibshirani 1993, chapter 13).

    Equal seeds and numbers of rows give the same draws, so that methods are compared on the same resamples.

    Parameters
    ----------
    values
        Shape (Q, K), one row for each region or organisation.
    seed, draws
        Of the bootstrap.
    level
        Between 0 and 1, how much the interval is to cover.

    Examples
    --------
    >>> mean_intervals(np.array([[1.0], [1.0]]), seed=0, draws=10)
    [Interval(value=1.0, low=1.0, high=1.0)]
    """
    rows = len(values)
    return _intervals(values.mean(axis=0), _shares(rows, seed, draws) @ values, level)


def resampled(
    measure: Callable[[Indices], FloatArray], size: int, *, seed: int, draws: int, level: float = LEVEL
) -> list[Interval]:
    """The same for measures that are no means: ``measure`` is given which rows to take, with repetitions.

    A resample of which the measure is not defined (it is then to return NaN) is passed over.
    """
    generator = np.random.default_rng(seed)
    drawn = np.array([measure(generator.integers(size, size=size)) for _ in range(draws)])
    defined = drawn[~np.isnan(drawn).any(axis=1)]
    whole = measure(np.arange(size))
    return _intervals(whole, defined if len(defined) else whole[None, :], level)


@lru_cache(maxsize=4)
def _shares(rows: int, seed: int, draws: int) -> FloatArray:
    """How much of each resample each row is, shape (draws, rows)."""
    return np.random.default_rng(seed).multinomial(rows, np.full(rows, 1 / rows), size=draws) / rows


def _intervals(whole: FloatArray, drawn: FloatArray, level: float) -> list[Interval]:
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return [Interval(float(v), float(a), float(b)) for v, a, b in zip(whole, low, high, strict=True)]
