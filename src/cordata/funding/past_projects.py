"""Past projects as evidence on a call: who won here before, and from which regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from cordata.funding.calls import Call

Level = Literal["topic", "area", "part", "concepts", ""]
YEAR = re.compile(r"20\d\d")
NUMBER = re.compile(r"\d+")
STAGES = frozenset({"TWO", "STAGE", "SINGLE"})
PROGRAMME_PREFIXES = frozenset({"HORIZON", "LIFE", "DIGITAL", "EDF", "CEF", "ERASMUS", "I3", "RFCS"})
LEAST_SHARED = 2
"""So many concepts must a project share with a call to count as one of its field."""


class Row(Protocol):
    """One organisation in one project, such as ``cordata.cooperation.participations.Participation``.

    ``activities`` are the topics of the project's call, or its concepts; ``region`` is a NUTS-2 code or empty.
    """

    @property
    def project(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def activities(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Winner:
    """An organisation and in how many of the projects it takes part, and the newest year in which one began."""

    organisation: str
    name: str
    country: str
    region: str
    projects: int
    newest: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Projects of the past near to a call.

    ``level`` tells how near: of the same ``topic``, of the same ``area`` (destination) of the programme, of the same
    ``part`` (cluster) of it, sharing ``concepts``; empty where none was found. ``regions`` counts projects with at
    least one organisation of each region asked about, the most first; ``winners`` are of these regions, the most
    projects first.
    """

    level: Level
    key: str
    projects: int
    regions: tuple[tuple[str, int], ...]
    winners: tuple[Winner, ...]


def area_of(topic: str) -> tuple[str, ...]:
    """A topic's programme, part and destination: its words without years, numbers and stages.

    >>> area_of("HORIZON-CL5-2027-03-D5-06"), area_of("HORIZON-CL6-2026-02-FARM2FORK-01-two-stage")
    (('HORIZON', 'CL5', 'D5'), ('HORIZON', 'CL6', 'FARM2FORK'))
    """
    words = topic.upper().split("-")
    return tuple(word for word in words if not YEAR.match(word) and not NUMBER.fullmatch(word) and word not in STAGES)


def past_projects(
    call: Call,
    rows: Iterable[Row],
    regions: Collection[str],
    *,
    concepts: Collection[str] = (),
    least: int = 1,
    most: int = 20,
) -> Evidence:
    """Who won before in the nearest field of a call that has projects, and from which of the regions asked about.

    Tried in this order: the same topic, the same destination, the same part of the programme, by the identifiers of
    topics among the rows' activities; then projects that share at least two of the call's concepts.

    Parameters
    ----------
    rows
        Participations of past projects, each organisation once in each.
    regions
        NUTS-2 codes to count.
    concepts
        Of the call, in the same words as the rows' activities where these are concepts.
    least
        So many projects must a field have to be taken.
    most
        So many winners are told.
    """
    told = list(rows)
    of_project = {row.project: row.activities for row in told}
    level, key, projects = _nearest(call.topic or call.call, of_project, frozenset(concepts), least)
    taking_part = [row for row in told if row.project in projects and row.region in regions]
    by_region: dict[str, set[str]] = defaultdict(set)
    for row in taking_part:
        by_region[row.region].add(row.project)
    counts = sorted(((region, len(found)) for region, found in by_region.items()), key=lambda one: (-one[1], one[0]))
    return Evidence(level, key, len(projects), tuple(counts), tuple(_winners(taking_part)[:most]))


def _nearest(
    topic: str, of_project: dict[str, tuple[str, ...]], concepts: frozenset[str], least: int
) -> tuple[Level, str, frozenset[str]]:
    area = area_of(topic) if topic else ()
    fields: list[tuple[Level, str, frozenset[str]]] = []
    if topic:
        fields.append(("topic", topic, _where(of_project, lambda one: one.upper() == topic.upper())))
    if len(area) > 2:
        fields.append(("area", "-".join(area), _where(of_project, lambda one: area_of(one)[: len(area)] == area)))
    if len(area) > 1 or (area and area[0] not in PROGRAMME_PREFIXES):
        part = area[:2]
        fields.append(("part", "-".join(part), _where(of_project, lambda one: area_of(one)[:2] == part)))
    if concepts:
        alike = {project for project, told in of_project.items() if len(concepts & set(told)) >= LEAST_SHARED}
        fields.append(("concepts", "", frozenset(alike)))
    nothing: tuple[Level, str, frozenset[str]] = ("", "", frozenset())
    return next((one for one in fields if len(one[2]) >= max(1, least)), nothing)


def _where(of_project: dict[str, tuple[str, ...]], fits: Callable[[str], bool]) -> frozenset[str]:
    """Projects with an activity that fits; each activity is looked at once."""
    known = {one: fits(one) for one in {one for told in of_project.values() for one in told}}
    return frozenset(project for project, told in of_project.items() if any(known[one] for one in told))


def _winners(rows: Sequence[Row]) -> list[Winner]:
    by_organisation: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_organisation[row.organisation].append(row)
    found = [
        Winner(
            organisation=key,
            name=same[0].name,
            country=same[0].country,
            region=same[0].region,
            projects=len({row.project for row in same}),
            newest=max(row.start.year for row in same),
        )
        for key, same in by_organisation.items()
    ]
    return sorted(found, key=lambda one: (-one.projects, -one.newest, one.name, one.organisation))
