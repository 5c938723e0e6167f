"""Weights of the parts of a score, learned from the links of an earlier period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from cordata.cooperation.tables import BoolArray, FloatArray

PENALTY = 10.0
STEPS = 100
FORBIDDEN = -1e9
Small = npt.NDArray[np.float32]


@dataclass(slots=True)
class _Likelihood:
    """Minus the penalised logarithm of the likelihood, and its gradient."""

    parts: Small
    came: Small
    candidates: BoolArray
    weight: FloatArray = field(init=False)
    pull: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        self.weight = np.sqrt(self.came.sum(axis=1, dtype=np.float64))
        each = self.came / np.maximum(self.weight, 1.0)[:, None]
        self.pull = np.asarray(self._flat() @ each.ravel().astype(np.float32), np.float64)

    def _flat(self) -> Small:
        return self.parts.reshape(len(self.parts), -1)

    def __call__(self, weights: FloatArray) -> tuple[float, FloatArray]:
        scores = (weights.astype(np.float32) @ self._flat()).reshape(self.came.shape)
        scores[~self.candidates] = FORBIDDEN
        highest = scores.max(axis=1, keepdims=True)
        odds = np.exp(scores - highest)
        sums = odds.sum(axis=1, keepdims=True)
        likelihood = float(self.pull @ weights - (self.weight * (np.log(sums) + highest)[:, 0]).sum())
        expected = (odds / sums * self.weight[:, None]).ravel().astype(np.float32)
        gradient = self.pull - self._flat() @ expected
        return PENALTY / 2 * float(weights @ weights) - likelihood, PENALTY * weights - gradient


def choice_weights(parts: Sequence[npt.ArrayLike], later: npt.ArrayLike, candidates: npt.ArrayLike) -> FloatArray:
    """Weights of a conditional logit: which of its candidates each row was linked with.

    ``P(row, candidate) = exp(w·x) / Σ_candidates exp(w·x)``, each row's links together weighted by the square root of
    their number, with a ridge on the standardised weights; no weight is below 0, so that no part can count against
    what it stands for.

    Parameters
    ----------
    parts
        K arrays of shape (Q, N).
    later
        Shape (Q, N), true where a link came, at least once a row.
    candidates
        Shape (Q, N), true where one could have come.

    Returns
    -------
    FloatArray
        Shape (K,): weights of the parts as they are given; 0 for a part that does not vary.

    References
    ----------
    McFadden, D. (1974) Conditional logit analysis of qualitative choice behavior.

    Examples
    --------
    >>> came = [[True, False, False], [False, True, False]]
    >>> weights = choice_weights([came, np.zeros((2, 3))], came, np.ones((2, 3), bool))
    >>> bool(weights[0] > 0), float(weights[1])
    (True, 0.0)
    """
    open_to = np.asarray(candidates, bool)
    array = np.array([np.asarray(part, np.float32) for part in parts])
    mean = np.array([part[open_to].mean(dtype=np.float64) for part in array])
    spread = np.array([part[open_to].std(dtype=np.float64) for part in array])
    scale = np.where(spread > 1e-9, spread, np.inf)
    array -= mean.astype(np.float32)[:, None, None]
    array /= scale.astype(np.float32)[:, None, None]
    came = (np.asarray(later, bool) & open_to).astype(np.float32)
    bounds = [(0.0, None)] * len(array)
    start = np.zeros(len(array))
    found = minimize(
        _Likelihood(array, came, open_to), start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}
    )
    return np.asarray(found.x, np.float64) / scale
