"""Networks of regions or organisations tied by joint projects: who is central, who bridges, which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from cordata.cooperation.errors import BadParameterError, EmptyTableError
from cordata.cooperation.participations import Participation
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import as_square

EXACT_NODES = 2000
SAMPLED = 300
SEED = 1


@dataclass(frozen=True, slots=True)
class Node:
    """What a node is in its network.

    ``degree``: tied to how many; ``strength``: sum of its ties; ``betweenness``: share of shortest paths between
    others that run through it, 0 to 1; ``constraint``: how much its partners are each other's, low where it bridges
    holes, None for a node without ties; ``effective_size``: partners less those that are redundant; ``community``:
    number of its community, from 0, the largest first.
    """

    id: str
    degree: int
    strength: float
    betweenness: float
    constraint: float | None
    effective_size: float
    community: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order of their labels, the ties between them, and how clearly the communities part (modularity)."""

    nodes: tuple[Node, ...]
    ties: tuple[tuple[str, str, float], ...]
    modularity: float


@dataclass(frozen=True, slots=True)
class Hole:
    """Two communities with fewer ties than their sizes lead one to expect, and who has ties to both."""

    community: int
    other: int
    ties: float
    expected: float
    bridges: tuple[str, ...]


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


def ties_of_organisations(participations: Iterable[Participation]) -> list[tuple[str, str, float]]:
    """Ties of organisations: each joint project counts 1 / (n - 1), n being how many take part.

    So the strength of an organisation is the number of projects that it has with others.

    References
    ----------
    Newman, M. E. J. (2001) Scientific collaboration networks II, Physical Review E 64: 016132.
    """
    members: dict[str, set[str]] = {}
    for one in participations:
        members.setdefault(one.project, set()).add(one.organisation)
    ties: dict[tuple[str, str], float] = {}
    for found in members.values():
        for pair in combinations(sorted(found), 2):
            ties[pair] = ties.get(pair, 0.0) + 1 / (len(found) - 1)
    return [(one, other, weight) for (one, other), weight in sorted(ties.items())]


def network_of(ties: Iterable[tuple[str, str, float]], *, resolution: float = 1.0) -> Network:
    """Measure the nodes of a network of weighted ties.

    Betweenness counts ties as short as they are strong (length 1 / weight); above 2,000 nodes it is estimated from
    300 of them. Communities are Louvain's, with a fixed seed.

    Parameters
    ----------
    ties
        Pairs of different nodes with a weight above 0, each pair once.
    resolution
        Above 1 the communities are smaller, below 1 larger.

    Raises
    ------
    EmptyTableError
        When there is no tie.
    BadParameterError
        When a tie leads back to its node or weighs nothing, or the resolution is not above 0.

    References
    ----------
    Freeman, L. C. (1977) A set of measures of centrality based on betweenness, Sociometry 40: 35-41; Brandes, U. and
    Pich, C. (2007) Centrality estimation in large networks, for the estimate. Burt, R. S. (1992) Structural Holes,
    and Borgatti, S. P. (1997) Connections 20 (1): 35-38, for constraint and effective size. Blondel, V. D. et al.
    (2008) Fast unfolding of communities in large networks, Journal of Statistical Mechanics: P10008.
    """
    import networkx

    told = sorted(ties)
    if not told:
        raise EmptyTableError(axis="ties")
    if resolution <= 0:
        raise BadParameterError(name="resolution", value=resolution)
    graph = networkx.Graph()
    for one, other, weight in told:
        if one == other or weight <= 0:
            raise BadParameterError(name="tie", value=(one, other, weight))
        graph.add_edge(one, other, weight=weight, length=1 / weight)
    communities = _communities(graph, resolution)
    number = {node: place for place, found in enumerate(communities) for node in found}
    sample = None if len(graph) <= EXACT_NODES else SAMPLED
    between = networkx.betweenness_centrality(graph, k=sample, weight="length", seed=SEED)
    constraint = constraints(graph)
    sizes = networkx.effective_size(graph)
    nodes = tuple(
        Node(
            id=node,
            degree=graph.degree(node),
            strength=float(graph.degree(node, weight="weight")),
            betweenness=between[node],
            constraint=constraint[node],
            effective_size=float(sizes[node]),
            community=number[node],
        )
        for node in sorted(graph)
    )
    modularity = networkx.community.modularity(graph, communities, weight="weight", resolution=resolution)
    return Network(nodes, tuple(told), float(modularity))


def constraints(graph: Any) -> dict[str, float]:
    """Burt's constraint of every node of a networkx graph by its weights, with matrices.

    With p the part that a tie has in all ties of a node, ``c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²`` over its partners j.

    References
    ----------
    Burt, R. S. (1992) Structural Holes: The Social Structure of Competition, Harvard University Press, 54-55.
    """
    import networkx
    from scipy import sparse

    nodes = list(graph)
    weights = networkx.to_scipy_sparse_array(graph, nodelist=nodes, weight="weight", dtype=np.float64, format="csr")
    sums = np.asarray(weights.sum(axis=1)).ravel()
    parts = sparse.diags_array(1 / np.maximum(sums, 1e-300)) @ weights
    both = (parts + parts @ parts).multiply(weights > 0)
    found = np.asarray(both.multiply(both).sum(axis=1)).ravel()
    return dict(zip(nodes, found.tolist(), strict=True))


def external_internal_index(ties: Iterable[tuple[str, str, float]], groups: Mapping[str, str]) -> float:
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
    outside = inside = 0.0
    for one, other, weight in ties:
        if groups[one] == groups[other]:
            inside += weight
        else:
            outside += weight
    if not inside + outside:
        raise EmptyTableError(axis="ties")
    return (outside - inside) / (outside + inside)


def structural_holes(network: Network, *, bridges: int = 3) -> list[Hole]:
    """Pairs of communities with fewer ties than expected, the emptiest first, and who stands between them.

    Expected is ``K_a K_b / 2W``, K being the sums of strengths and W the sum of all weights, as in modularity; the
    bridges are the nodes with the strongest ties to both, by the weaker of the two sides.

    References
    ----------
    Newman, M. E. J. and Girvan, M. (2004) Finding and evaluating community structure in networks, Physical Review E
    69: 026113, for what is expected; Burt (1992) for holes.
    """
    community = {node.id: node.community for node in network.nodes}
    count = max(community.values()) + 1
    strength = np.zeros(count)
    for node in network.nodes:
        strength[node.community] += node.strength
    between = np.zeros((count, count))
    reach = {node.id: np.zeros(count) for node in network.nodes}
    for one, other, weight in network.ties:
        between[community[one], community[other]] += weight
        between[community[other], community[one]] += weight
        reach[one][community[other]] += weight
        reach[other][community[one]] += weight
    holes = []
    for here, there in combinations(range(count), 2):
        expected = float(strength[here] * strength[there] / strength.sum())
        if between[here, there] < expected:
            who = _bridges(reach, here, there, bridges)
            holes.append(Hole(here, there, float(between[here, there]), expected, who))
    return sorted(holes, key=lambda hole: (hole.ties - hole.expected, hole.community, hole.other))


def bridging_shares(
    ties: Iterable[tuple[str, str, float]], regions: Mapping[str, str], clusters: Mapping[str, Iterable[str]]
) -> dict[str, float]:
    """Of the ties between organisations of different regions, the share with a member of each cluster at an end.

    Parameters
    ----------
    ties
        Of organisations.
    regions
        The region of each organisation; ties of organisations without one are left out.
    clusters
        The members of each cluster.

    Examples
    --------
    >>> bridging_shares([("a", "b", 1.0), ("b", "c", 3.0)], {"a": "X", "b": "Y", "c": "Z"}, {"k": ["a"]})
    {'k': 0.25}
    """
    abroad = [
        (one, other, weight)
        for one, other, weight in ties
        if one in regions and other in regions and regions[one] != regions[other]
    ]
    total = sum(weight for *_pair, weight in abroad)
    shares = {}
    for cluster, members in clusters.items():
        inside = set(members)
        touched = sum(weight for one, other, weight in abroad if one in inside or other in inside)
        shares[cluster] = touched / total if total else 0.0
    return shares


def _communities(graph: Any, resolution: float) -> list[list[str]]:
    import networkx

    found = networkx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=SEED)
    return sorted((sorted(community) for community in found), key=lambda community: (-len(community), community))


def _bridges(reach: Mapping[str, FloatArray], one: int, other: int, number: int) -> tuple[str, ...]:
    both = {node: min(found[one], found[other]) for node, found in reach.items()}
    order = sorted((node for node, weaker in both.items() if weaker > 0), key=lambda node: (-both[node], node))
    return tuple(order[:number])
