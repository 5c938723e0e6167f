"""What any ranking of partners has to beat: scores from the links alone, of some nodes with all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import eigsh

from cordata.cooperation.backtest.network import Network
from cordata.cooperation.participations import Sparse
from cordata.cooperation.tables import FloatArray

Places = npt.NDArray[np.intp]
KATZ_STEPS = 5
KATZ_SHARE = 0.5
SMALL = 8
"""Up to so many nodes eigenvalues are taken of the dense matrix."""
FACTORS, ROUNDS, CONFIDENCE, RIDGE = 32, 6, 20.0, 5.0


def popularity(network: Network, queries: Places) -> FloatArray:
    """Product of the numbers of partners: preferential attachment (Barabási and Albert 1999)."""
    degrees = network.degrees
    return np.outer(degrees[queries], degrees)


def common_neighbours(network: Network, queries: Places) -> FloatArray:
    """How many partners both have (Newman 2001)."""
    return _dense(network.links[queries] @ network.links)


def adamic_adar(network: Network, queries: Places) -> FloatArray:
    """Common partners, each over the logarithm of its number of partners (Adamic and Adar 2003)."""
    degrees = network.degrees
    weights = np.where(degrees > 1, 1 / np.log(np.maximum(degrees, 2)), 0.0)
    return _dense(network.links[queries] @ sparse.diags(weights) @ network.links)


def katz(network: Network, queries: Places) -> FloatArray:
    """Paths of up to five steps, each step damped by half the inverse of the largest eigenvalue (Katz 1953)."""
    damping = KATZ_SHARE / max(_largest_eigenvalue(network.links), 1.0)
    step = _dense(network.links[queries]) * damping
    total = step.copy()
    for _ in range(KATZ_STEPS - 1):
        step = _times(step, network.links) * damping
        total += step
    return total


def item_knn(network: Network, queries: Places) -> FloatArray:
    """Sum of the cosines of project vectors between one's partners and the candidate (Deshpande and Karypis 2004)."""
    scaled = sparse.diags(1 / np.sqrt(np.maximum(network.project_counts, 1.0))) @ network.taking
    return _dense((network.links[queries] @ scaled) @ scaled.T)


def text(network: Network, queries: Places) -> FloatArray:
    """Cosine of the words of both sides' projects (Salton and Buckley 1988)."""
    return _dense(network.meaning[queries] @ network.meaning.T)


def chance(network: Network, queries: Places) -> FloatArray:
    """Any order, the same on every run."""
    return np.random.default_rng(0).random((len(queries), len(network.nodes)))


def ials(network: Network, queries: Places) -> FloatArray:
    """Factors of the links as implicit feedback, by alternating least squares (Hu, Koren and Volinsky 2008)."""
    size = len(network.nodes)
    factors = min(FACTORS, size)
    right = np.random.default_rng(0).normal(0, 0.1, (size, factors))
    left = right
    for _ in range(ROUNDS):
        left = _solved(network.links, right)
        right = _solved(network.links, left)
    scores: FloatArray = left[queries] @ right.T
    return scores


BASELINES: dict[str, Callable[[Network, Places], FloatArray]] = {
    "popularity": popularity,
    "common_neighbours": common_neighbours,
    "adamic_adar": adamic_adar,
    "katz": katz,
    "item_knn": item_knn,
    "ials": ials,
    "text": text,
    "random": chance,
}
"""Scores of some nodes (rows) with all nodes (columns), by name."""


def _solved(links: Sparse, factors: FloatArray) -> FloatArray:
    """The factors of the rows, given those of the columns."""
    whole = factors.T @ factors + RIDGE * np.eye(factors.shape[1])
    found = np.zeros_like(factors)
    for row in range(links.shape[0]):
        near = factors[links.indices[links.indptr[row] : links.indptr[row + 1]]]
        if len(near):
            found[row] = np.linalg.solve(whole + CONFIDENCE * near.T @ near, (1 + CONFIDENCE) * near.sum(axis=0))
    return found


def _largest_eigenvalue(links: Sparse) -> float:
    if links.shape[0] <= SMALL:
        return float(np.linalg.eigvalsh(_dense(links))[-1])
    if not links.nnz:
        return 0.0
    start = np.ones(links.shape[0])
    return float(eigsh(links, k=1, v0=start, return_eigenvectors=False)[0])


def _dense(matrix: Sparse) -> FloatArray:
    return np.asarray(matrix.toarray(), np.float64)


def _times(dense: FloatArray, matrix: Sparse) -> FloatArray:
    product: FloatArray = np.asarray((matrix.T @ dense.T).T, np.float64)
    return product
