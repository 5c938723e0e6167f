"""What speaks for a new partner: the parts of an organisation's potential, each from what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from cordata.cooperation.backtest.baselines import Places, adamic_adar, text
from cordata.cooperation.backtest.geography import Attraction, Geography, attraction_of, expected_by, geography_of
from cordata.cooperation.backtest.network import Network
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import Sparse
from cordata.cooperation.tables import FloatArray

RESTART = 0.15
WALK_STEPS = 8
YEAR = 365.25
PARTS = ("expected", "links", "recent", "meaning", "near_meaning", "common", "walk", "countries", "complementarity")
"""Names of the parts, in the order of their weights."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A network with its geography, ready to tell the parts of any of its nodes."""

    network: Network
    geography: Geography
    attraction: Attraction

    def parts(self, queries: Places) -> list[FloatArray]:
        """The parts in the order of ``PARTS``, each of shape (Q, N).

        Expected is the logarithm of the joint projects that size and geography lead to expect; links the logarithm
        of one and the number of partners, recent that of the projects weighted by ``exp(-age in years)``; meaning
        the cosine of the projects' words, also as a logarithm; common Adamic and Adar's index, walk a random walk
        with restart on organisations and projects; countries how much more often the two countries have joined than
        chance would; complementarity how far what the other does lies near to, but outside of, what one does.
        """
        network, size = self.network, len(self.network.nodes)
        rows = np.ones((len(queries), 1))
        near = text(network, queries)
        return [
            expected_by(self.attraction, queries),
            rows * np.log1p(network.degrees),
            rows * np.log1p(_recent(network)),
            near,
            np.log1p(20 * near),
            np.log1p(adamic_adar(network, queries)),
            np.log1p(3 * size * random_walk(network, queries)),
            affinity(network.countries, network.links, queries),
            complementarity(network.activities, queries),
        ]


def evidence_of(network: Network, where: Mapping[str, Where]) -> Evidence:
    """The evidence of a network; ``where`` has the centres of the regions that are known."""
    geography = geography_of(network, where)
    return Evidence(network, geography, attraction_of(network, geography))


def random_walk(network: Network, queries: Places) -> FloatArray:
    """Where a walk from each query is after eight steps, when it begins anew with probability 0.15 at each.

    A step leads to one of the projects and from there to one of its organisations (Tong, Faloutsos and Pan 2006).

    Returns
    -------
    FloatArray
        Shape (Q, N), each row a distribution, where the query takes part in anything.
    """
    counts = np.maximum(network.project_counts, 1.0)
    sizes = np.maximum(np.asarray(network.taking.sum(axis=0)).ravel(), 1.0)
    step = sparse.csr_matrix(sparse.diags(1 / counts) @ network.taking @ sparse.diags(1 / sizes) @ network.taking.T)
    start = np.zeros((len(queries), len(network.nodes)))
    start[np.arange(len(queries)), queries] = 1.0
    here = start
    for _ in range(WALK_STEPS):
        here = RESTART * start + (1 - RESTART) * np.asarray((step.T @ here.T).T)
    return here


def affinity(groups: tuple[str, ...], links: Sparse, queries: Places) -> FloatArray:
    """Logarithm of the links between two groups over those expected from both groups' numbers of links.

    One link is added to each pair of groups, so that rare ones stay near 0. Shape (Q, N).
    """
    labels, group = np.unique(np.array(groups), return_inverse=True)
    member = sparse.csr_matrix((np.ones(len(group)), (np.arange(len(group)), group)), shape=(len(group), len(labels)))
    between = (member.T @ links @ member).toarray() + 1.0
    expected = np.outer(between.sum(axis=1), between.sum(axis=0)) / between.sum()
    result: FloatArray = np.log(between / expected)[np.ix_(group[queries], group)]
    return result


def complementarity(activities: Sparse, queries: Places) -> FloatArray:
    """How much of what each other does is near to what one does and still lacks, from 0 to 1, shape (Q, N).

    Relatedness is the cosine of activities over nodes; what is lacking is weighted by its relatedness to what is
    held, as in the added density of Balland and Boschma (2021), and compared by cosine with what the other holds.
    """
    held = sparse.csr_matrix(activities, copy=True)
    held.data[:] = 1.0
    ubiquity = np.sqrt(np.maximum(np.asarray(held.sum(axis=0)).ravel(), 1.0))
    scaled = held @ sparse.diags(1 / ubiquity)
    related = (scaled.T @ scaled).toarray()
    np.fill_diagonal(related, 0.0)
    own = held[queries].toarray()
    lacking = (own @ related) * (1 - own)
    lacking /= np.maximum(np.linalg.norm(lacking, axis=1, keepdims=True), 1e-12)
    lengths = np.sqrt(np.maximum(np.asarray(held.sum(axis=1)).ravel(), 1.0))
    result: FloatArray = np.asarray((held @ lacking.T).T) / lengths
    return result


def _recent(network: Network) -> FloatArray:
    """Projects of each node, those that began long before the newest counting less."""
    age = (network.starts.max(initial=0.0) - network.starts) / YEAR
    result: FloatArray = np.asarray(network.taking @ np.exp(-age), np.float64)
    return result
