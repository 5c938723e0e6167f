"""Who took part in which project: rows of participations, and the small matrices that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy import sparse

from cordata.cooperation.errors import EmptyTableError
from cordata.cooperation.tables import FloatArray, Table
from cordata.kernel import Kind

Sparse = Any
"""A scipy CSR matrix of float64."""


@dataclass(frozen=True, slots=True)
class Participation:
    """One organisation in one project.

    Parameters
    ----------
    project, organisation
        Identifiers, such as those of CORDIS (the organisation's is its PIC).
    name
        The organisation's name as the source writes it.
    kind
        What the organisation is.
    country
        Two letters as NUTS codes begin: EL and UK, not GR and GB; empty when unknown.
    region
        NUTS-2 code; empty when it is not known, then only the country may be.
    start
        The day on which the project begins.
    sme
        Whether the organisation is a small or medium enterprise.
    activities
        Science fields, topics or concepts of the project, the same in each of its rows.
    """

    project: str
    organisation: str
    name: str
    kind: Kind
    country: str
    region: str
    start: date
    sme: bool
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Which row has part in which column.

    ``rows`` and ``columns`` are labels in the order of the alphabet; ``matrix`` is sparse, of shape
    (len(rows), len(columns)), float64, each cell a count of participations or, where that is said, 0 and 1.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: Sparse


def incidence(pairs: Iterable[tuple[str, str]], *, once: bool = True) -> Incidence:
    """The sparse matrix of pairs (row, column); pairs without a row or a column label are left out.

    Parameters
    ----------
    pairs
        Labels, in any order, repeated or not.
    once
        True: cells are 0 and 1. False: cells count how often a pair stands there.

    Examples
    --------
    >>> incidence([("b", "x"), ("a", "x"), ("a", "x")], once=False).matrix.toarray().tolist()
    [[2.0], [1.0]]
    """
    told = [(row, column) for row, column in pairs if row and column]
    rows = sorted({row for row, _ in told})
    columns = sorted({column for _, column in told})
    row_at = {label: place for place, label in enumerate(rows)}
    column_at = {label: place for place, label in enumerate(columns)}
    at = ([row_at[row] for row, _ in told], [column_at[column] for _, column in told])
    matrix = sparse.csr_matrix((np.ones(len(told)), at), shape=(len(rows), len(columns)))
    if once:
        matrix.data[:] = 1.0
    return Incidence(tuple(rows), tuple(columns), matrix)


def organisations_by_projects(participations: Iterable[Participation]) -> Incidence:
    """Organisations (rows) by projects (columns), 1 where the organisation takes part."""
    return incidence((one.organisation, one.project) for one in participations)


def regions_by_projects(participations: Iterable[Participation]) -> Incidence:
    """Regions (rows) by projects (columns), 1 where an organisation of the region takes part."""
    return incidence((one.region, one.project) for one in participations)


def organisations_by_activities(participations: Iterable[Participation]) -> Incidence:
    """Organisations (rows) by activities (columns): in how many projects with the activity each takes part."""
    once = {(one.organisation, one.project): one.activities for one in participations}
    pairs = ((who, activity) for (who, _), activities in once.items() for activity in activities)
    return incidence(pairs, once=False)


def regions_by_activities(participations: Iterable[Participation]) -> Table:
    """Regions by activities: how many participations of organisations of the region in projects with the activity.

    A participation in a project with several activities counts once in each of them, an organisation that stands
    twice in one project once.

    Raises
    ------
    EmptyTableError
        When no participation has both a region and an activity.

    Examples
    --------
    >>> from datetime import date
    >>> row = Participation("p", "o", "Alpha", "sme", "AT", "AT33", date(2020, 1, 1), True, ("wood",))
    >>> regions_by_activities([row]).values.tolist()
    [[1.0]]
    """
    once = {(one.region, one.organisation, one.project): one.activities for one in participations}
    pairs = ((region, activity) for (region, _, _), activities in once.items() for activity in activities)
    counts = incidence(pairs, once=False)
    if not counts.rows:
        raise EmptyTableError(axis="region")
    return Table(counts.rows, counts.columns, counts.matrix.toarray())


def joint_projects(participations: Iterable[Participation], regions: Sequence[str]) -> FloatArray:
    """How many projects organisations of both regions take part in.

    Parameters
    ----------
    participations
        Rows; those of other regions are passed over.
    regions
        R labels, which are the rows and the columns of the result, in this order.

    Returns
    -------
    FloatArray
        Shape (R, R), symmetric, whole numbers, 0 on the diagonal.

    Examples
    --------
    >>> from datetime import date
    >>> def row(project, region):
    ...     return Participation(project, region, "", "sme", "AT", region, date(2020, 1, 1), True, ())
    >>> joint_projects([row("p", "AT33"), row("p", "ITH1"), row("q", "AT33")], ("AT33", "ITH1")).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    wanted = set(regions)
    taking_part = incidence((one.region, one.project) for one in participations if one.region in wanted)
    at = {region: place for place, region in enumerate(regions)}
    places = [at[region] for region in taking_part.rows]
    together = np.zeros((len(regions), len(regions)))
    together[np.ix_(places, places)] = (taking_part.matrix @ taking_part.matrix.T).toarray()
    np.fill_diagonal(together, 0.0)
    return together


def starting_before(participations: Iterable[Participation], day: date) -> list[Participation]:
    """The participations in projects that begin before a day."""
    return [one for one in participations if one.start < day]


def starting_from(participations: Iterable[Participation], day: date) -> list[Participation]:
    """The participations in projects that begin on a day or after it."""
    return [one for one in participations if one.start >= day]
