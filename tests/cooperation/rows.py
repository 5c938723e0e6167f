"""Rows of participations: made up by Hypothesis, written as files, and counted by plain Python."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from hypothesis import strategies as st

from cordata.cooperation.aggregation import Span

Participation = tuple[str, str, str, date | None]
"""Project, organisation, region, start."""
Theme = tuple[str, str]
"""Project, activity."""
Cell = tuple[str, str, int]

PROJECTS = ("101", "102", "103", "104", "105")
STARTS = (date(2018, 3, 1), date(2019, 12, 31), date(2020, 1, 1), None)
REGIONS = ("AT33", "ITH1", "ÖÄ'9", "de14", "")
ACTIVITIES = ("wood", "steel, cast", "Öl", "")
projects = st.sampled_from(PROJECTS)
people = st.tuples(projects, st.sampled_from(["a", "b", "c", ""]), st.sampled_from(REGIONS))
starts = st.fixed_dictionaries({project: st.sampled_from(STARTS) for project in PROJECTS})
themes = st.lists(st.tuples(projects, st.sampled_from(ACTIVITIES)), max_size=15)


@st.composite
def participations(draw: st.DrawFn) -> list[Participation]:
    """Rows with faults: told twice, without organisation, region or start; every project starts once."""
    begun = draw(starts)
    return [(*row, begun[row[0]]) for row in draw(st.lists(people, max_size=25))]


spans = st.sampled_from(
    [
        Span(),
        Span(by_year=True),
        Span(since=date(2019, 12, 31)),
        Span(until=date(2019, 12, 31), by_year=True),
        Span(date(2019, 1, 1), date(2020, 1, 1)),
    ]
)


def write(path: Path, headings: tuple[str, ...], rows: list[tuple[object, ...]], *, delimiter: str = ";") -> Path:
    """A file as CORDIS writes it: every cell in quotes, semicolons between."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerow(headings)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def taking_part(rows: list[Participation], span: Span) -> set[tuple[str, str, str, int]]:
    """Different (project, organisation, region, year) that count."""
    found = set()
    for project, organisation, region, start in rows:
        limited = span.by_year or span.since or span.until
        inside = start is not None and (span.since or date.min) <= start < (span.until or date.max)
        if organisation and region and (inside or not limited):
            found.add((project, organisation, region, start.year if span.by_year and start else 0))
    return found


def activity_counts(rows: list[Participation], fields: list[Theme], span: Span, *, whole: bool) -> dict[Cell, Fraction]:
    """Participations by region, activity and year."""
    of_project = defaultdict(set)
    for project, activity in fields:
        if activity:
            of_project[project].add(activity)
    found: dict[Cell, Fraction] = defaultdict(Fraction)
    for project, _organisation, region, year in taking_part(rows, span):
        for activity in of_project[project]:
            found[region, activity, year] += Fraction(1, 1 if whole else len(of_project[project]))
    return dict(found)


def joint_counts(rows: list[Participation], span: Span) -> Counter[Cell]:
    """Joint projects by two regions and year."""
    regions = defaultdict(set)
    for project, _organisation, region, year in taking_part(rows, span):
        regions[project, year].add(region)
    return Counter(
        (one, other, year) for (_, year), found in regions.items() for one, other in combinations(sorted(found), 2)
    )
