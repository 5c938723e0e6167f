"""How many joint projects size and distance alone would lead one to expect: a gravity model of the Poisson kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, DegenerateError, ShapeMismatchError
from cordata.cooperation.tables import FloatArray

STEPS = 100
ENOUGH = 1e-10
LARGEST_STEP = 5.0
RIDGE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Gravity:
    """A fitted model: ``coefficients`` by the names of the factors, the expected counts and their residuals.

    ``expected`` and ``residuals`` (Pearson: ``(y - m) / sqrt(m)``) have the shape of the counts.
    """

    coefficients: dict[str, float]
    expected: FloatArray
    residuals: FloatArray


def fit_gravity(counts: npt.ArrayLike, factors: dict[str, npt.ArrayLike]) -> Gravity:
    """Fit ``E[y] = exp(b_0 + Σ_k b_k x_k)`` by iteratively reweighted least squares.

    Parameters
    ----------
    counts
        y, shape (N,), not negative: joint projects of N pairs.
    factors
        Each of shape (N,), by name: log sizes, log distance, border and the like. One that does not vary is left out.

    Raises
    ------
    ShapeMismatchError
        When a factor is not as long as the counts.
    BadParameterError
        When counts or factors are not finite, or a count is below zero.
    DegenerateError
        When there are no counts above zero, or fewer pairs than coefficients.

    References
    ----------
    Santos Silva, J. M. C. and Tenreyro, S. (2006) The log of gravity, Review of Economics and Statistics 88 (4):
    641-658, for Poisson in the place of logarithms. Hoekman, J., Frenken, K. and van Oort, F. (2009) The geography of
    collaborative knowledge production in Europe, Annals of Regional Science 43: 721-738, for regions. McCullagh, P.
    and Nelder, J. A. (1989) Generalized Linear Models, for the fitting.

    Examples
    --------
    >>> fit_gravity([1.0, 2.0, 4.0], {"size": np.log([1.0, 2.0, 4.0])}).expected.round(6).tolist()
    [1.0, 2.0, 4.0]
    """
    y = np.asarray(counts, np.float64)
    columns = {name: np.asarray(values, np.float64) for name, values in factors.items()}
    for values in columns.values():
        if values.shape != y.shape:
            raise ShapeMismatchError(expected=y.shape, found=values.shape)
    if not all(np.isfinite(values).all() for values in (y, *columns.values())) or (y < 0).any():
        raise BadParameterError(name="counts", detail="finite, counts not below zero")
    varying = {name: values for name, values in columns.items() if np.ptp(values) > 0}
    if not y.any() or len(y) <= len(varying):
        raise DegenerateError(what="counts")
    design = np.column_stack([np.ones(len(y)), *varying.values()])
    fitted = _fitted(y, design)
    expected = np.exp(np.clip(design @ fitted, -30, 30))
    names = ("constant", *varying)
    return Gravity(
        dict(zip(names, fitted.tolist(), strict=True)), expected, (y - expected) / np.sqrt(np.maximum(expected, 1e-12))
    )


def _fitted(y: FloatArray, design: FloatArray) -> FloatArray:
    """The coefficients; factors are centred and scaled while fitting, so that each step is well conditioned."""
    mean, scale = design.mean(axis=0), design.std(axis=0)
    mean[0], scale[0] = 0.0, 1.0
    scaled = (design - mean) / scale
    coefficients = np.zeros(scaled.shape[1])
    coefficients[0] = np.log(y.mean())
    for _step in range(STEPS):
        means = np.exp(np.clip(scaled @ coefficients, -30, 30))
        weighted = scaled * means[:, None]
        curvature = scaled.T @ weighted + RIDGE * np.eye(scaled.shape[1])
        change = np.linalg.solve(curvature, scaled.T @ (y - means))
        coefficients += np.clip(change, -LARGEST_STEP, LARGEST_STEP)
        if np.abs(change).max() < ENOUGH:
            break
    coefficients[1:] /= scale[1:]
    coefficients[0] -= mean[1:] @ coefficients[1:]
    result: FloatArray = coefficients
    return result
