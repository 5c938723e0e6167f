"""What was known before a day: who took part in what, who was linked with whom, what their projects were about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy import sparse

from cordata.cooperation.participations import Participation, Sparse
from cordata.cooperation.tables import FloatArray

Words = Mapping[str, Collection[str]]
"""Of each project the words, fields, topics or concepts that tell what it is about."""
COMMONEST_SHARE = 0.3
"""A word that more projects hold tells nothing, nor does one that a single project holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Nodes (organisations or regions) and what joins them.

    ``taking`` is sparse, nodes × projects, 0 and 1; ``links`` nodes × nodes, 1 where two have a project in common, 0
    on the diagonal; ``meaning`` nodes × words, rows of length 1 or 0: the sum of the projects' words, each weighted
    by its rarity (tf-idf, Salton and Buckley 1988). ``breadth`` is how many organisations a node has. The other
    fields have one entry a node, ``starts`` one a project, as a count of days.
    """

    nodes: tuple[str, ...]
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    smes: npt.NDArray[np.bool_]
    breadth: FloatArray
    taking: Sparse
    links: Sparse
    meaning: Sparse
    starts: FloatArray
    projects: tuple[str, ...]
    activities: Sparse

    @property
    def degrees(self) -> FloatArray:
        """With how many others each node is linked, shape (N,)."""
        return _sums(self.links, 1)

    @property
    def project_counts(self) -> FloatArray:
        """In how many projects each node takes part, shape (N,)."""
        return _sums(self.taking, 1)


def organisations_of(participations: Sequence[Participation], words: Words | None = None) -> Network:
    """The network of organisations, in the order of their identifiers."""
    nodes = sorted({one.organisation for one in participations})
    pairs = [(one.organisation, one) for one in participations]
    return _network(nodes, pairs, words)


def regions_of(participations: Sequence[Participation], regions: Sequence[str], words: Words | None = None) -> Network:
    """The network of regions, all that are asked for, in this order; organisations elsewhere are passed over."""
    wanted = set(regions)
    return _network(list(regions), [(one.region, one) for one in participations if one.region in wanted], words)


def _network(nodes: Sequence[str], rows: Sequence[tuple[str, Participation]], words: Words | None) -> Network:
    projects = sorted({one.project for _, one in rows})
    starts: dict[str, date] = {one.project: one.start for _, one in rows}
    told = {project: (words or {}).get(project, ()) for project in projects}
    activities = {one.project: one.activities for _, one in rows}
    taking = _cells([(node, one.project) for node, one in rows], nodes, projects)
    first = dict(reversed(rows))
    known = [first.get(node) for node in nodes]
    members = Counter(node for node, _ in {(node, one.organisation) for node, one in rows})
    return Network(
        nodes=tuple(nodes),
        countries=tuple(one.country if one else node[:2] for node, one in zip(nodes, known, strict=True)),
        regions=tuple(one.region if one else node for node, one in zip(nodes, known, strict=True)),
        kinds=tuple(one.kind if one else "" for one in known),
        smes=np.array([bool(one and (one.sme or one.kind == "sme")) for one in known]),
        breadth=np.array([members[node] for node in nodes], np.float64),
        taking=taking,
        links=_links(taking),
        meaning=_unit_rows(taking @ weighted_words(told, projects)),
        starts=np.array([starts[project].toordinal() for project in projects], np.float64),
        projects=tuple(projects),
        activities=taking @ _tokens(activities, projects, least=1, most=1.0),
    )


def weighted_words(words: Words, projects: Sequence[str]) -> Sparse:
    """Projects × words, each row of length 1 or 0, words weighted by the logarithm of their rarity."""
    counts = _tokens(words, projects, least=2, most=COMMONEST_SHARE)
    held = np.maximum(_sums(counts, 0), 1)
    return _unit_rows(counts @ sparse.diags(np.log(max(len(projects), 2) / held)))


def _tokens(words: Words, projects: Sequence[str], *, least: int, most: float) -> Sparse:
    counts = Counter(token for project in projects for token in set(words.get(project, ())))
    limit = max(least, most * len(projects))
    kept = sorted(token for token, count in counts.items() if least <= count <= limit)
    if not kept:
        return sparse.csr_matrix((len(projects), 1))
    wanted = set(kept)
    pairs = [(project, token) for project in projects for token in words.get(project, ()) if token in wanted]
    return _cells(pairs, projects, kept)


def _cells(pairs: Iterable[tuple[str, str]], rows: Sequence[str], columns: Sequence[str]) -> Sparse:
    row_at = {label: place for place, label in enumerate(rows)}
    column_at = {label: place for place, label in enumerate(columns)}
    places = sorted({(row_at[row], column_at[column]) for row, column in pairs})
    at = ([row for row, _ in places], [column for _, column in places])
    return sparse.csr_matrix((np.ones(len(places)), at), shape=(len(rows), len(columns)))


def _links(taking: Sparse) -> Sparse:
    together = sparse.coo_matrix(taking @ taking.T)
    apart = together.row != together.col
    at = (together.row[apart], together.col[apart])
    return sparse.csr_matrix((np.ones(int(apart.sum())), at), shape=together.shape)


def _unit_rows(matrix: Sparse) -> Sparse:
    lengths = np.sqrt(_sums(matrix.multiply(matrix), 1))
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix)


def _sums(matrix: Sparse, axis: int) -> FloatArray:
    return np.asarray(matrix.sum(axis=axis), np.float64).ravel()
