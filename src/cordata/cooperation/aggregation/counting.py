"""Counts of participations and joint projects, from an engine's rows to the small tables that formulas work on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from cordata.cooperation.aggregation.engine import Engine, statement_text
from cordata.cooperation.errors import BadParameterError, EmptyTableError
from cordata.cooperation.tables import FloatArray, Table

Counting = Literal["whole", "fractional"]
COUNTINGS: tuple[Counting, ...] = get_args(Counting)
YEAR = "CAST(EXTRACT(YEAR FROM participations.start) AS INTEGER)"


class ActivityCount(NamedTuple):
    """Participations of organisations of a region in projects with an activity that start in a year; 0 any year."""

    region: str
    activity: str
    year: int
    participations: float


class JointCount(NamedTuple):
    """Projects of a year that two regions take part in, the codes in the order of the alphabet; year 0 is any."""

    region: str
    other: str
    year: int
    projects: int


class RegionCount(NamedTuple):
    """Different organisations and projects of a region in a year; 0 is any year."""

    region: str
    year: int
    organisations: int
    projects: int


@dataclass(frozen=True, slots=True)
class Span:
    """Which participations count: by the day on which their project starts, ``since`` included, ``until`` not.

    With a limit, or by year, those without a known start do not count; otherwise they do. Rows without a region, a
    project or an organisation never do.

    Raises
    ------
    BadParameterError
        When ``since`` is not before ``until``.
    """

    since: date | None = None
    until: date | None = None
    by_year: bool = False

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise BadParameterError(name="until", value=self.until.isoformat())

    def places(self) -> dict[str, str]:
        """What stands in the named places ``year`` and ``counts`` of the statements."""
        counts = ["participations.project IS NOT NULL", "participations.organisation IS NOT NULL"]
        if self.by_year:
            counts.append("participations.start IS NOT NULL")
        if self.since is not None:
            counts.append(f"participations.start >= DATE '{self.since.isoformat()}'")
        if self.until is not None:
            counts.append(f"participations.start < DATE '{self.until.isoformat()}'")
        return {"year": YEAR if self.by_year else "0", "counts": " AND ".join(counts)}


@dataclass(frozen=True, slots=True)
class Counted:
    """An engine that knows who takes part in what within a span, and gives counts of it."""

    engine: Engine
    regions: tuple[str, ...]
    span: Span

    def activities(self, counting: Counting = "whole") -> Iterator[ActivityCount]:
        """Participations by region, activity and year, those that are not 0, in order.

        An organisation in a project is one participation. ``whole`` counts it once in every activity of the project;
        ``fractional`` gives each of its n activities 1/n, so that they add up to the participations in projects with
        any activity. Engines count whole numbers only; fractions are summed here, correctly rounded, so that all
        engines give the same to the last bit.

        Raises
        ------
        BadParameterError
            For another way of counting.
        """
        found = self._cells(counting, by_year=True)
        named = ((self._name(number), activity, year, value) for (number, activity, year), value in found.items())
        yield from map(ActivityCount._make, sorted(named))

    def joint_projects(self) -> Iterator[JointCount]:
        """Joint projects of two regions by year, those that are not 0, in order."""
        rows = self.engine.rows(statement_text("joint_projects"))
        yield from sorted(JointCount(self._name(row[0]), self._name(row[1]), *row[2:]) for row in rows)

    def totals(self) -> Iterator[RegionCount]:
        """Different organisations and projects of each region by year, in order."""
        rows = self.engine.rows(statement_text("regions", **self.span.places()))
        yield from sorted(RegionCount(self._name(row[0]), *row[1:]) for row in rows)

    def table(self, counting: Counting = "whole") -> Table:
        """Regions by activities, both in the order of the alphabet: those that have any participation.

        Years are summed. Shapes and ways of counting are those of `Table` and `Counted.activities`.

        Raises
        ------
        EmptyTableError, BadParameterError
            When no participation has a region and an activity; for another way of counting.
        """
        found = self._cells(counting, by_year=False)
        if not found:
            raise EmptyTableError(axis="activity")
        numbers = sorted({cell[0] for cell in found})  # as the alphabet has them
        activities = sorted({cell[1] for cell in found})
        row = {number: at for at, number in enumerate(numbers)}
        column = {activity: at for at, activity in enumerate(activities)}
        values = np.zeros((len(numbers), len(activities)))
        places = [row[cell[0]] for cell in found], [column[cell[1]] for cell in found]
        values[places] = list(found.values())
        return Table(tuple(self._name(number) for number in numbers), tuple(activities), values)

    def links(self, regions: Sequence[str]) -> FloatArray:
        """Joint projects of all pairs of some regions, years summed.

        Parameters
        ----------
        regions
            R labels: the rows and columns of the result, in this order. Those that take part in nothing have zeros.

        Returns
        -------
        FloatArray
            Shape (R, R), symmetric, whole numbers, diagonal 0, as `cordata.cooperation.joint_projects` gives it.
        """
        at = {region: place for place, region in enumerate(regions)}
        links = np.zeros((len(regions), len(regions)))
        for one, other, _year, projects in self.engine.rows(statement_text("joint_projects")):
            row, column = at.get(self._name(one)), at.get(self._name(other))
            if row is not None and column is not None:
                links[row, column] += projects
                links[column, row] += projects
        return links

    def _cells(self, counting: Counting, *, by_year: bool) -> dict[tuple[Any, ...], float]:
        """Participations by the region's number, the activity and, where asked for, the year."""
        if counting not in COUNTINGS:
            raise BadParameterError(name="counting", value=counting)
        cells: dict[tuple[Any, ...], list[float]] = defaultdict(list)
        for number, activity, year, participations, *parts in self.engine.rows(statement_text(counting)):
            cell = (number, activity, year) if by_year else (number, activity)
            cells[cell].append(participations / parts[0] if parts else participations)
        return {cell: math.fsum(values) for cell, values in cells.items()}

    def _name(self, number: int) -> str:
        return self.regions[number - 1]


def count(engine: Engine, span: Span | None = None) -> Counted:
    """Reads the engine's tables ``participations`` and ``fields`` once and keeps who takes part in what.

    One at a time for each engine: the next replaces it.

    Parameters
    ----------
    engine
        Whose table ``participations`` has columns project, organisation, region and start, and whose table
        ``fields`` has project and activity, as `offer_files` makes them. Labels are text, start is a date.
    span
        None: everything, years together.

    Raises
    ------
    EmptyTableError, UnreadableError
        When no row has a region; when the engine refuses a row.

    Examples
    --------
    >>> from cordata.cooperation.aggregation import DuckEngine
    >>> with DuckEngine(threads=1) as engine:
    ...     engine.view("participations", "SELECT 'p' AS project, o AS organisation, r AS region, "
    ...         "DATE '2020-01-01' AS start FROM (VALUES ('a', 'AT33'), ('b', 'ITH1')) AS rows(o, r)")
    ...     engine.view("fields", "SELECT 'p' AS project, 'wood' AS activity")
    ...     list(count(engine).joint_projects())
    [JointCount(region='AT33', other='ITH1', year=0, projects=1)]
    """
    chosen = span or Span()
    engine.keep("numbered", statement_text("numbered"))
    numbered = sorted(engine.rows("SELECT number, region FROM numbered"))
    if not numbered:
        raise EmptyTableError(axis="region")
    engine.keep("taking_part", statement_text("taking_part", **chosen.places()))
    return Counted(engine, tuple(region for _number, region in numbered), chosen)
