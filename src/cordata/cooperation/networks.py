"""Networks of regions or organisations tied by joint projects: who is central, who bridges, which belong together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, EmptyTableError
from cordata.cooperation.network_measures import (
    Ties,
    betweenness,
    constraints,
    effective_sizes,
    participation_coefficients,
    within_group_scores,
)
from cordata.cooperation.participations import Participation, Sparse, organisations_by_projects
from cordata.cooperation.totals import as_square
from cordata.kernel import Kind

EXACT_NODES = 2000
SAMPLED = 300
SEED = 1
Numbers = npt.NDArray[np.intp]
Weighting = Literal["fractional", "projects"]


@dataclass(frozen=True, slots=True)
class Node:
    """What a node is in its network.

    ``degree``: tied to how many; ``strength``: sum of its ties; ``betweenness``: share of shortest paths between
    others that run through it, 0 to 1; ``constraint``: how much its partners are each other's, low where it bridges
    holes, None for a node without ties; ``effective_size``: partners less those that are redundant; ``community``:
    number of its community, from 0, the largest first; ``component``: the same for the parts that nothing ties;
    ``participation``: how evenly its ties spread over communities, 0 to below 1; ``within``: how far its ties into its
    own community lie above their mean, in standard deviations.
    """

    id: str
    degree: int
    strength: float
    betweenness: float
    constraint: float | None
    effective_size: float
    community: int
    component: int = 0
    participation: float = 0.0
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order of their labels, the ties between them, and how clearly the communities part (modularity)."""

    nodes: tuple[Node, ...]
    ties: tuple[tuple[str, str, float], ...]
    modularity: float


def taking_part(
    participations: Iterable[Participation],
    *,
    since: date | None = None,
    until: date | None = None,
    kinds: Collection[Kind] = (),
) -> list[Participation]:
    """The participations in projects that begin in a period, of organisations of some kinds.

    Parameters
    ----------
    since, until
        The first day that counts, and the first that does not any more; None for no limit.
    kinds
        Empty for all.
    """
    first, last = since or date.min, until or date.max
    return [one for one in participations if first <= one.start < last and (not kinds or one.kind in kinds)]


def ties_of_regions(joint: Any, regions: Sequence[str]) -> list[tuple[str, str, float]]:
    """The ties of a symmetric matrix of joint projects, shape (R, R), those above zero.

    >>> ties_of_regions([[0, 2], [2, 0]], ["a", "b"])
    [('a', 'b', 2.0)]
    """
    matrix = as_square(joint, len(regions))
    return [
        (regions[one], regions[other], float(matrix[one, other]))
        for one, other in combinations(range(len(regions)), 2)
        if matrix[one, other] > 0
    ]


def ties_of_organisations(
    participations: Iterable[Participation], *, weighting: Weighting = "fractional"
) -> list[tuple[str, str, float]]:
    """Ties of organisations by their joint projects, in the order of their labels.

    Parameters
    ----------
    participations
        Rows; an organisation that stands twice in a project counts once.
    weighting
        ``fractional``: each joint project counts 1 / (n - 1), n being how many take part, so the strength of an
        organisation is the number of projects that it has with others. ``projects``: each counts 1.

    References
    ----------
    Newman, M. E. J. (2001) Scientific collaboration networks II, Physical Review E 64: 016132.
    """
    from scipy import sparse

    taking = organisations_by_projects(participations)
    sizes = np.asarray(taking.matrix.sum(axis=0)).ravel()
    counts = np.where(sizes > 1, 1.0 if weighting == "projects" else 1 / np.maximum(sizes - 1, 1), 0.0)
    together = sparse.triu(taking.matrix.multiply(counts) @ taking.matrix.T, 1).tocsr()
    together.eliminate_zeros()
    together.sort_indices()
    rows, columns = together.tocoo().coords
    labels = taking.rows
    pairs = zip(rows.tolist(), columns.tolist(), together.data.tolist(), strict=True)
    return [(labels[one], labels[other], weight) for one, other, weight in pairs]


def matrix_of(ties: Ties, nodes: Iterable[str] = ()) -> tuple[tuple[str, ...], Sparse]:
    """Labels in the order of the alphabet, and the symmetric sparse matrix of the ties between them.

    Parameters
    ----------
    ties
        Pairs of different nodes with a weight above 0, each pair once.
    nodes
        Further nodes, which may have no tie.

    Raises
    ------
    EmptyTableError
        When there is no tie.
    BadParameterError
        When a tie leads back to its node, weighs nothing or is told twice.
    """
    from scipy import sparse

    told = list(ties)
    if not told:
        raise EmptyTableError(axis="ties")
    seen: set[tuple[str, str]] = set()
    for one, other, weight in told:
        if one == other or not 0 < weight < float("inf") or {(one, other), (other, one)} & seen:
            raise BadParameterError(name="tie", value=(one, other, weight))
        seen.add((one, other))
    labels = tuple(sorted({label for one, other, _ in told for label in (one, other)}.union(nodes)))
    at = {label: place for place, label in enumerate(labels)}
    rows, columns = [at[one] for one, *_ in told], [at[other] for _, other, _ in told]
    weights = [weight for *_, weight in told]
    shape = (len(labels), len(labels))
    matrix = sparse.coo_array((weights * 2, (rows + columns, columns + rows)), shape=shape, dtype=np.float64)
    return labels, matrix.tocsr()


def network_of(
    ties: Ties,
    *,
    nodes: Iterable[str] = (),
    resolution: float = 1.0,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Network:
    """Measure the nodes of a network of weighted ties.

    Betweenness counts ties as short as they are strong (length 1 / weight); above 2,000 nodes it is estimated from
    300 of them, drawn with a fixed seed. Communities are Louvain's, with a fixed seed; the same network gives the same
    communities whatever the order of its ties.

    Parameters
    ----------
    ties
        Pairs of different nodes with a weight above 0, each pair once.
    nodes
        Further nodes, which may have no tie.
    resolution
        Above 1 the communities are smaller, below 1 larger.
    progress
        Told how many sources of shortest paths are done, of how many.

    Raises
    ------
    EmptyTableError
        When there is no tie.
    BadParameterError
        When a tie leads back to its node, weighs nothing or is told twice, or the resolution is not above 0.

    References
    ----------
    Of each measure see `cordata.cooperation.network_measures`. Blondel, V. D. et al. (2008) Fast unfolding of
    communities in large networks, Journal of Statistical Mechanics: P10008. Reichardt, J. and Bornholdt, S. (2006)
    Physical Review E 74: 016110, for the resolution.
    """
    if resolution <= 0:
        raise BadParameterError(name="resolution", value=resolution)
    told = sorted(ties)
    labels, weights = matrix_of(told, nodes)
    groups, modularity = communities(weights, resolution)
    columns = {
        "degree": np.diff(weights.indptr),
        "strength": np.asarray(weights.sum(axis=1)).ravel(),
        "betweenness": betweenness(weights, _sources(len(labels)), progress),
        "constraint": constraints(weights),
        "effective_size": effective_sizes(weights),
        "community": groups,
        "component": components(weights),
        "participation": participation_coefficients(weights, groups),
        "within": within_group_scores(weights, groups),
    }
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for one in found:
        one["constraint"] = one["constraint"] if one["degree"] else None
    return Network(tuple(Node(id=label, **one) for label, one in zip(labels, found, strict=True)),
                   tuple(told), modularity)  # fmt: skip


def communities(weights: Sparse, resolution: float = 1.0) -> tuple[Numbers, float]:
    """Numbers of Louvain's communities, shape (N,), the largest 0, and their modularity."""
    import networkx

    graph = networkx.from_scipy_sparse_array(weights)
    found = networkx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=SEED)
    numbers = np.empty(len(graph), np.intp)
    for number, members in enumerate(sorted(found, key=lambda one: (-len(one), min(one)))):
        numbers[list(members)] = number
    modularity = networkx.community.modularity(graph, found, weight="weight", resolution=resolution)
    return numbers, float(modularity)


def components(weights: Sparse) -> Numbers:
    """Numbers of the parts of a network that no tie joins, shape (N,), the largest 0."""
    from scipy.sparse.csgraph import connected_components

    count, numbers = connected_components(weights, directed=False)
    sizes = np.bincount(numbers, minlength=count)
    first = np.unique(numbers, return_index=True)[1]
    order = np.lexsort([first, -sizes])
    places = np.empty(count, np.intp)
    places[order] = np.arange(count)
    result: Numbers = places[numbers]
    return result


def _sources(size: int) -> Numbers | None:
    """All nodes, or those from which betweenness is estimated."""
    if size <= EXACT_NODES:
        return None
    return np.random.default_rng(SEED).choice(size, SAMPLED, replace=False).astype(np.intp)
