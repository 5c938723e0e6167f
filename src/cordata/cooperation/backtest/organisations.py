"""Partner prediction: which organisations that were known before a day join others for the first time after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.cooperation.backtest.baselines import BASELINES, Places
from cordata.cooperation.backtest.evidence import evidence_of
from cordata.cooperation.backtest.fitting import choice_weights
from cordata.cooperation.backtest.geography import expected_by, nearness
from cordata.cooperation.backtest.network import Network, Words, organisations_of
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import Participation, Sparse, incidence, starting_before, starting_from
from cordata.cooperation.tables import BoolArray, FloatArray

BLOCK = 200
EARLIER_SHARE = 0.7
MOST_EXAMPLES = 400
LEAST_EXAMPLES = 20
LEAST_PROJECTS = 10
UNFITTED = np.array([0.5, 0.1, 0.0, 0.0, 1.5, 0.0, 0.4, 0.4, 0.0])
"""Weights where there are too few earlier links to learn them from, of the size that larger samples give."""
Score = Callable[[Places], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class PartnerTask:
    """Who has to find whom: ``queries`` are nodes with a new partner, ``new`` is nodes × nodes, true where one came.

    ``unreachable`` counts pairs of which one side was not known before: nobody can rank what has no record.
    """

    network: Network
    queries: Places
    new: Sparse
    unreachable: int

    def later(self, queries: Places) -> BoolArray:
        """Which new partners each of the queries got, shape (Q, N)."""
        result: BoolArray = self.new[queries].toarray() > 0
        return result

    def candidates(self, queries: Places) -> BoolArray:
        """Everybody but oneself and the partners one has, shape (Q, N)."""
        open_to: BoolArray = self.network.links[queries].toarray() == 0
        open_to[np.arange(len(queries)), queries] = False
        return open_to


def partner_task(
    before: Sequence[Participation], after: Sequence[Participation], words: Words | None = None
) -> PartnerTask:
    """The task; the network holds nothing but what was known before."""
    network = organisations_of(before, words)
    at = {node: place for place, node in enumerate(network.nodes)}
    taking = incidence((one.organisation, one.project) for one in after)
    together = (taking.matrix @ taking.matrix.T).tocoo()
    where = np.array([at.get(node, -1) for node in taking.rows], np.intp)
    rows, columns = where[together.row], where[together.col]
    apart = together.row != together.col
    known = (rows >= 0) & (columns >= 0) & apart
    size = len(network.nodes)
    joint = type(network.links)((np.ones(int(known.sum())), (rows[known], columns[known])), shape=(size, size))
    new = (joint - joint.multiply(network.links)).tocsr()
    new.eliminate_zeros()
    queries = np.flatnonzero(np.diff(new.indptr) > 0)
    return PartnerTask(network, queries, new, int((apart & ~known).sum()) // 2)


def partner_scores(task: PartnerTask, where: Mapping[str, Where], weights: FloatArray) -> dict[str, Score]:
    """Every method: the potential, and what it is compared with."""
    network = task.network
    evidence = evidence_of(network, where)

    def potential(queries: Places) -> FloatArray:
        return np.concatenate([_weighted(evidence.parts(block), weights) for block in _blocks(queries)])

    return {
        "potential": potential,
        **{name: _bound(score, network) for name, score in BASELINES.items()},
        "gravity": lambda queries: expected_by(evidence.attraction, queries),
        "distance": lambda queries: nearness(queries, evidence.geography),
    }


def partner_weights(
    before: Sequence[Participation], where: Mapping[str, Where], words: Words | None = None, *, seed: int
) -> tuple[FloatArray, bool]:
    """Weights of the parts of `Evidence`, learned inside the time before the split, which alone is given.

    Three tenths of the projects are hidden and foretold from the others, once the last of them by their start, once
    any by chance; the weights are the means of the two. The first is what is to be done later, but the last
    projects may be of one call; the second knows all calls, but something of their future as well.

    Returns
    -------
    tuple
        Weights of shape (9,), and whether they could be learned; else they are ``UNFITTED``.
    """
    found = []
    for earlier, hidden in inner_splits(before, seed=seed):
        task = partner_task(earlier, hidden, words)
        if len(task.queries) >= LEAST_EXAMPLES:
            drawn = np.sort(np.random.default_rng(seed).permutation(task.queries)[:MOST_EXAMPLES])
            parts = evidence_of(task.network, where).parts(drawn)
            found.append(choice_weights(parts, task.later(drawn), task.candidates(drawn)))
    return (np.mean(found, axis=0), True) if found else (UNFITTED, False)


def inner_splits(
    before: Sequence[Participation], *, seed: int
) -> list[tuple[list[Participation], list[Participation]]]:
    """Known and hidden participations, by the start of the projects and by chance; none where there are too few."""
    starts = {one.project: one.start for one in before}
    days = sorted(set(starts.values()))[1:]
    if len(starts) < LEAST_PROJECTS:
        return []
    names = sorted(starts)
    hidden = set(np.random.default_rng(seed).permutation(names)[: round((1 - EARLIER_SHARE) * len(names))].tolist())
    splits = [([one for one in before if one.project not in hidden], [one for one in before if one.project in hidden])]
    if days:
        ordered = np.array(sorted(starts.values()), "datetime64[D]")
        share = np.searchsorted(ordered, np.array(days, "datetime64[D]")) / len(ordered)
        day = days[int(np.argmin(np.abs(share - EARLIER_SHARE)))]
        splits.insert(0, (starting_before(before, day), starting_from(before, day)))
    return splits


def _blocks(queries: Places) -> Iterator[Places]:
    """Queries in portions whose parts need little memory."""
    for start in range(0, len(queries), BLOCK):
        yield queries[start : start + BLOCK]


def _weighted(parts: Sequence[FloatArray], weights: FloatArray) -> FloatArray:
    total = np.zeros(parts[0].shape)
    for weight, part in zip(weights.tolist(), parts, strict=True):
        total += weight * part
    return total


def _bound(score: Callable[[Network, Places], FloatArray], network: Network) -> Score:
    return lambda queries: score(network, queries)
