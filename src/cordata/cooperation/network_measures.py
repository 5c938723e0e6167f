"""What networks are measured by: betweenness, constraint, effective size, participation, assortativity, the E-I index.

The functions on matrices take the ties as a symmetric scipy CSR matrix of shape (N, N), float64, without a diagonal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, EmptyTableError
from cordata.cooperation.participations import Sparse
from cordata.cooperation.tables import FloatArray

Ties = Iterable[tuple[str, str, float]]
Progress = Callable[[int, int], object]
ROWS_AT_ONCE = 512
SOURCES_AT_ONCE = 16
SAME_LENGTH = 1e-12
"""Paths whose lengths differ by less than this part of them are equally short."""


def betweenness(
    weights: Sparse, sources: npt.ArrayLike | None = None, progress: Progress = lambda _done, _total: None
) -> FloatArray:
    """Share of the shortest paths between two others that run through each node, shape (N,), 0 to 1.

    A tie is as long as it is weak, 1 / weight. Each source s gives every other node v its dependency, the sum over t
    of σ_st(v) / σ_st; betweenness is the mean over the sources other than v, divided by N - 2. With all nodes as
    sources that is the measure itself, with some of them an estimate without bias.

    Parameters
    ----------
    weights
        See the module.
    sources
        Positions of nodes; None for all.
    progress
        Told how many sources are done, of how many.

    References
    ----------
    Freeman, L. C. (1977) A set of measures of centrality based on betweenness, Sociometry 40: 35-41. Brandes, U.
    (2001) A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25: 163-177. Brandes, U. and
    Pich, C. (2007) Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17:
    2303-2318. Newman, M. E. J. (2001) Physical Review E 64: 016132, for the lengths.
    """
    from scipy.sparse.csgraph import dijkstra

    size = weights.shape[0]
    chosen = np.arange(size) if sources is None else np.unique(np.asarray(sources, np.intp))
    lengths = weights.copy()
    lengths.data = 1 / lengths.data
    tails, heads = lengths.tocoo().coords
    total, asked = np.zeros(size), np.full(size, float(len(chosen)))
    asked[chosen] -= 1
    for at in range(0, len(chosen), SOURCES_AT_ONCE):
        batch = chosen[at : at + SOURCES_AT_ONCE]
        for source, far in zip(batch, dijkstra(lengths, indices=batch), strict=True):
            total += _dependencies(int(source), far, (tails, heads, lengths.data))
        progress(at + len(batch), len(chosen))
    result: FloatArray = total / np.maximum(asked, 1) / max(size - 2, 1)
    return result


def constraints(weights: Sparse) -> FloatArray:
    """Burt's constraint of every node, shape (N,); 0 where a node has no tie, which means undefined.

    With p the part that a tie has in all ties of a node, ``c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²`` over its partners j.

    References
    ----------
    Burt, R. S. (1992) Structural Holes: The Social Structure of Competition, Harvard University Press, 54-55.
    """
    parts = _parts(weights)
    return _summed(parts, parts, weights, lambda direct, indirect: (direct + indirect).power(2))


def effective_sizes(weights: Sparse, *, weighted: bool = False) -> FloatArray:
    """How many of its partners are not redundant to each node, shape (N,).

    Unweighted it is ``n - 2 t / n``, n partners with t ties among them (Borgatti 1997); weighted Burt's own
    ``Σ_j (1 - Σ_q p_iq m_jq)``, with p as for constraint and m_jq the tie over the strongest tie of j.

    References
    ----------
    Burt (1992) 52; Borgatti, S. P. (1997) Structural holes: unpacking Burt's redundancy measures, Connections 20 (1):
    35-38.
    """
    plain = _ones(weights)
    degrees = np.asarray(plain.sum(axis=1)).ravel()
    if weighted:
        strongest = np.maximum(weights.max(axis=1).toarray().ravel(), 1e-300)
        redundant = _summed(_parts(weights), _scaled(weights, 1 / strongest).T.tocsr(), weights)
    else:
        redundant = _summed(plain, plain, plain) / np.maximum(degrees, 1)
    result: FloatArray = degrees - redundant
    return result


def participation_coefficients(weights: Sparse, groups: npt.ArrayLike) -> FloatArray:
    """How evenly the ties of a node spread over groups: ``1 - Σ_s (k_is / k_i)²``, shape (N,), 0 to below 1.

    0 where all lead into one group, and where there is none. ``groups`` numbers the group of each node from 0.

    References
    ----------
    Guimerà, R. and Amaral, L. A. N. (2005) Functional cartography of complex metabolic networks, Nature 433: 895-900.
    """
    into = _into_groups(weights, np.asarray(groups, np.intp))
    strength = np.asarray(into.sum(axis=1)).ravel()
    squares = np.asarray(into.multiply(into).sum(axis=1)).ravel()
    result: FloatArray = np.where(strength > 0, 1 - squares / np.where(strength > 0, strength, 1) ** 2, 0.0)
    return result


def within_group_scores(weights: Sparse, groups: npt.ArrayLike) -> FloatArray:
    """How many standard deviations a node's ties into its own group lie above the group's mean, shape (N,).

    0 where all of a group are alike. From 2.5 on Guimerà and Amaral (2005) call a node a hub.
    """
    numbers = np.asarray(groups, np.intp)
    into = _into_groups(weights, numbers)
    own = np.asarray(into[np.arange(len(numbers)), numbers]).ravel()
    sizes = np.bincount(numbers)
    means = np.bincount(numbers, own) / np.maximum(sizes, 1)
    spreads = np.sqrt(np.bincount(numbers, (own - means[numbers]) ** 2) / np.maximum(sizes, 1))[numbers]
    result: FloatArray = np.where(spreads > 0, (own - means[numbers]) / np.where(spreads > 0, spreads, 1), 0.0)
    return result


def external_internal_index(ties: Ties, groups: Mapping[str, str]) -> float:
    """How much a network reaches across its groups: (E - I) / (E + I) of the weights, from -1 to 1.

    Raises
    ------
    EmptyTableError
        When there is no tie.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988) Informal networks and organizational crises, Social Psychology Quarterly
    51 (2): 123-140.

    Examples
    --------
    >>> external_internal_index([("a", "b", 3.0), ("b", "c", 1.0)], {"a": "AT", "b": "AT", "c": "SI"})
    -0.5
    """
    mixed = _mixing(ties, groups)
    inside = float(np.trace(mixed))
    return 1 - 2 * inside


def assortativity(ties: Ties, groups: Mapping[str, str]) -> float:
    """Whether ties join their like: 1 only their like, 0 as chance would, below 0 others.

    With e the parts of all weights by the groups of both ends and a its row sums, ``(Σ e_ii - Σ a_i²) / (1 - Σ a_i²)``.

    Raises
    ------
    EmptyTableError
        When there is no tie.
    BadParameterError
        When all ties lie in one group, so that there is nothing to tell apart.

    References
    ----------
    Newman, M. E. J. (2003) Mixing patterns in networks, Physical Review E 67: 026126, equation 2.

    Examples
    --------
    >>> assortativity([("a", "b", 1.0), ("c", "d", 1.0)], {"a": "AT", "b": "AT", "c": "SI", "d": "SI"})
    1.0
    """
    mixed = _mixing(ties, groups)
    by_chance = float((mixed.sum(axis=1) ** 2).sum())
    if len(mixed) == 1:
        raise BadParameterError(name="groups", value=1)
    return float((np.trace(mixed) - by_chance) / (1 - by_chance))


def _mixing(ties: Ties, groups: Mapping[str, str]) -> FloatArray:
    """Parts of the weights by the groups of both ends, symmetric, with the sum 1."""
    told = [(groups[one], groups[other], weight) for one, other, weight in ties]
    if not told:
        raise EmptyTableError(axis="ties")
    names = sorted({name for one, other, _ in told for name in (one, other)})
    at = {name: place for place, name in enumerate(names)}
    mixed = np.zeros((len(names), len(names)))
    for one, other, weight in told:
        mixed[at[one], at[other]] += weight
        mixed[at[other], at[one]] += weight
    result: FloatArray = mixed / mixed.sum()
    return result


def _dependencies(source: int, far: FloatArray, edges: tuple[Any, Any, FloatArray]) -> FloatArray:
    """What share of the shortest paths from a source runs through each node, summed over their ends."""
    tails, heads, lengths = edges
    with np.errstate(invalid="ignore"):
        slack = np.abs(far[tails] + lengths - far[heads])
        tight = (slack <= SAME_LENGTH * far[heads]) & np.isfinite(far[tails])
    before, after = tails[tight], heads[tight]
    paths = _along(before, after, np.ones(len(before)), np.eye(1, len(far), source)[0])
    given = _along(after, before, paths[before] / paths[after], np.isfinite(far).astype(np.float64)) - 1
    given[source] = 0
    given[~np.isfinite(far)] = 0
    return given


def _along(tails: Any, heads: Any, factors: FloatArray, start: FloatArray) -> FloatArray:
    """What arrives at every node when the start flows along edges without a cycle, the start included."""
    total: FloatArray = start
    moving: Any = start
    while moving.any():
        moving = np.bincount(heads, factors * moving[tails], len(start))
        total = total + moving
    return total


def _summed(
    left: Sparse, right: Sparse, mask: Sparse, become: Callable[[Any, Any], Any] = lambda _direct, indirect: indirect
) -> FloatArray:
    """Row sums of ``become(left, left @ right)`` where the mask is above 0, a few rows at a time to spare memory."""
    sums = []
    for at in range(0, left.shape[0], ROWS_AT_ONCE):
        direct, shown = left[at : at + ROWS_AT_ONCE], mask[at : at + ROWS_AT_ONCE] > 0
        sums.append(np.asarray(become(direct, direct @ right).multiply(shown).sum(axis=1)).ravel())
    return np.concatenate(sums)


def _parts(weights: Sparse) -> Sparse:
    sums = np.asarray(weights.sum(axis=1)).ravel()
    return _scaled(weights, 1 / np.maximum(sums, 1e-300))


def _scaled(weights: Sparse, factors: FloatArray) -> Sparse:
    from scipy import sparse

    return sparse.diags_array(factors).tocsr() @ weights


def _ones(weights: Sparse) -> Sparse:
    plain = weights.copy()
    plain.data = np.ones_like(plain.data)
    return plain


def _into_groups(weights: Sparse, groups: npt.NDArray[np.intp]) -> Sparse:
    from scipy import sparse

    belongs = (np.ones(len(groups)), (np.arange(len(groups)), groups))
    return weights @ sparse.csr_array(belongs, shape=(len(groups), int(groups.max(initial=0)) + 1))
