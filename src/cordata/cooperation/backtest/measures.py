"""How well a ranking foretells what came: measures of one ranking, and of all pairs at once."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from cordata.cooperation.errors import ShapeMismatchError
from cordata.cooperation.tables import BoolArray, FloatArray

MEASURES = ("recall@10", "recall@50", "average_precision", "reciprocal_rank", "ndcg@10", "auc")
SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
PAIR_MEASURES = ("recall@10", "recall@50", "average_precision", "auc", "spearman")


def ranking_measures(
    scores: npt.ArrayLike, later: npt.ArrayLike, candidates: npt.ArrayLike, *, seed: int
) -> FloatArray:
    """The measures of each row's ranking of its candidates.

    Recall at k is the share of the row's later partners among its k first; average precision, reciprocal rank of the
    first, and NDCG at 10 with gain 1 as in Manning, Raghavan and Schütze (2008) chapter 8; AUC the share of pairs
    (later partner, other candidate) in the right order, ties half (Hanley and McNeil 1982). Equal scores are put in
    an order by chance, the same for every method.

    Parameters
    ----------
    scores
        Shape (Q, N), the higher the more likely.
    later
        Shape (Q, N), true where a link came; each row holds at least one among its candidates.
    candidates
        Shape (Q, N), true where one could have come.
    seed
        Of the order of equal scores.

    Returns
    -------
    FloatArray
        Shape (Q, 6), columns as ``MEASURES``; AUC is 1 where every candidate came.

    Examples
    --------
    >>> ranking_measures([[3, 2, 1]], [[False, True, False]], [[True] * 3], seed=0)[0, [2, 3, 5]].tolist()
    [0.5, 0.5, 0.5]
    """
    found, came, open_to = np.asarray(scores, np.float64), np.asarray(later, bool), np.asarray(candidates, bool)
    if not found.shape == came.shape == open_to.shape:
        raise ShapeMismatchError(expected=found.shape, found=came.shape)
    shuffled = np.random.default_rng(seed).permutation(found.shape[1])
    rows = [
        _of_ranking(row[shuffled][allowed[shuffled]], hits[shuffled][allowed[shuffled]])
        for row, hits, allowed in zip(found, came, open_to, strict=True)
    ]
    return np.array(rows).reshape(len(rows), len(MEASURES))


def pair_measures(scores: npt.ArrayLike, counts: npt.ArrayLike, *, seed: int) -> FloatArray:
    """The measures of one ranking of all pairs, shape (5,), as ``PAIR_MEASURES``.

    Recall at k is the share of all pairs that were linked later among the k first; Spearman's rank correlation is
    that of the scores with how many joint projects began later, 0 where either does not vary.

    Parameters
    ----------
    scores, counts
        Shape (N,): of each candidate pair its score, and its later joint projects, at least one above 0.
    seed
        Of the order of equal scores.

    Examples
    --------
    >>> pair_measures([4, 3, 2, 1], [2, 1, 0, 0], seed=0).round(3).tolist()
    [1.0, 1.0, 1.0, 1.0, 0.949]
    """
    shuffled = np.random.default_rng(seed).permutation(len(np.asarray(scores)))
    found, came = np.asarray(scores, np.float64)[shuffled], np.asarray(counts, np.float64)[shuffled]
    ten, fifty, precision, _first, _gain, auc = _of_ranking(found, came > 0)
    return np.array([ten, fifty, precision, auc, spearman(found, came)])


def spearman(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """Spearman's rank correlation, ties with their mean rank (Spearman 1904); 0 where either does not vary.

    >>> spearman([1, 2, 3], [10, 30, 20])
    0.5
    """
    ranks = [rankdata(values) for values in (one, other)]
    centred = [values - values.mean() for values in ranks]
    scale = float(np.sqrt((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return float(centred[0] @ centred[1]) / scale if scale > 0 else 0.0


def _of_ranking(scores: FloatArray, hits: BoolArray) -> tuple[float, ...]:
    order = np.argsort(-scores, kind="stable")
    ranked = hits[order]
    places = np.flatnonzero(ranked) + 1
    total = len(places)
    gain = float((1 / np.log2(places[places <= 10] + 1)).sum())
    best = float((1 / np.log2(np.arange(2, min(total, 10) + 2))).sum())
    return (
        float((places <= 10).sum()) / total,
        float((places <= 50).sum()) / total,
        float((np.arange(1, total + 1) / places).mean()),
        1.0 / float(places[0]),
        gain / best,
        _auc(scores[order[::-1]], np.sort(scores[hits])),
    )


def _auc(everybody: FloatArray, came: FloatArray) -> float:
    """From the scores of all candidates and of those that came, both in rising order."""
    others = len(everybody) - len(came)
    if not others:
        return 1.0
    below, to = (np.searchsorted(everybody, came, side) - np.searchsorted(came, came, side) for side in SIDES)
    return float((below + to).sum()) / (2 * len(came) * others)
