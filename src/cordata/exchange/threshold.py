"""From which score on a match is worth somebody's time, learned from what people answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PRIOR_MEAN = np.array([0.0, 1.0])
PRIOR_SPREAD = np.array([1.0, 0.5])
"""Without answers the score itself is taken for the chance; twenty or so answers begin to outweigh this."""
LOWEST, HIGHEST = 0.05, 0.9
ROUNDS = 50
EDGE = 1e-3
"""Scores nearer to 0 and 1 are taken for these: one wrong answer must not outweigh all others."""
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The chance that a match of a score is welcome: 1 / (1 + exp(-(level + slope * logit(score))))."""

    level: float
    slope: float
    answers: int

    def chance(self, score: float) -> float:
        """The chance for one score, from 0 to 1."""
        return float(_logistic(self.level + self.slope * _logit(np.array([score]))[0]))

    def threshold(self, worth: float) -> float:
        """The lowest score whose chance reaches ``worth``, within 0.05 and 0.9.

        Raises ValueError unless worth is between 0 and 1.
        """
        if not 0 < worth < 1:
            raise ValueError("What is worth the time is a chance between 0 and 1.")
        if self.slope <= 0:  # higher scores were not more welcome: be careful rather than bold
            return HIGHEST
        at = (float(_logit(np.array([worth]))[0]) - self.level) / self.slope
        return float(np.clip(_logistic(at), LOWEST, HIGHEST))


def learn_acceptance(scores: Sequence[float], welcome: Sequence[bool]) -> Acceptance:
    """How the chance of being welcome follows from the score, by answers of people.

    Logistic regression on the logit of the score, as Platt (1999, Probabilistic outputs for support vector machines)
    calibrates scores, with normal priors of mean (0, 1) and standard deviations (1, 0.5) on level and slope: the
    maximum a posteriori by Newton's method. Raises ValueError when the two differ in length.

    >>> round(learn_acceptance([], []).threshold(0.2), 3)
    0.2
    """
    if len(scores) != len(welcome):
        raise ValueError("Each score needs one answer.")
    x = np.column_stack([np.ones(len(scores)), _logit(np.asarray(scores, dtype=float))])
    y = np.asarray(welcome, dtype=float)
    precision = 1 / PRIOR_SPREAD**2
    at = PRIOR_MEAN.copy()
    for _round in range(ROUNDS):
        chance = _logistic(x @ at)
        gradient = x.T @ (y - chance) - precision * (at - PRIOR_MEAN)
        curvature = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        # Halved until it does not overshoot; what is sought has one summit only, so that this climbs it.
        while _likelihood(at + step, x, y) < _likelihood(at, x, y) and float(np.abs(step).max()) > CLOSE:
            step = step / 2
        at = at + step
        if float(np.abs(step).max()) < CLOSE:
            break
    return Acceptance(float(at[0]), float(at[1]), len(scores))


def _likelihood(at: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """The logarithm of how likely the answers are, prior included, but for a constant."""
    fitted = x @ at
    told = y @ fitted - np.logaddexp(0, fitted).sum()
    return float(told - (((at - PRIOR_MEAN) / PRIOR_SPREAD) ** 2).sum() / 2)


def _logit(scores: np.ndarray) -> np.ndarray:
    kept = np.clip(scores, EDGE, 1 - EDGE)
    return np.asarray(np.log(kept / (1 - kept)))


def _logistic(at: np.ndarray | float) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.asarray(at, dtype=float))))
