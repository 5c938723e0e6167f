"""Storing figures with their source, in place of what was there of the same name: all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import models, transaction

from cordata_web.cooperation.models import Dataset, Figure, JointProjects, Participation, Project
from cordata_web.people import audit
from cordata_web.people.models import User

BATCH = 2000
FAULTS_KEPT = 200

Row = TypeVar("Row", bound=models.Model)
FigureRow = tuple[str, str, int, float | None, str]
"""Region, activity, year, value, flag."""
LinkRow = tuple[str, str, int, int]
"""Region, other region, year, joint projects; the codes in their order."""


@dataclass(frozen=True, slots=True)
class About:
    """What a dataset says of itself."""

    id: str
    kind: str
    name: str
    publisher: str
    address: str
    licence: str
    nomenclature: str
    unit: str
    checked: date
    nuts_version: str = ""
    notes: tuple[str, ...] = ()
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a dataset; ``files`` are names with SHA-256, ``faults`` sentences."""

    figures: tuple[FigureRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    projects: tuple[Project, ...] = ()
    participations: Callable[[dict[str, int]], Iterable[Participation]] = lambda _keys: ()
    files: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()

    def version(self) -> str:
        """The SHA-256 of the figures and links, in their order."""
        digest = hashlib.sha256()
        for row in (*sorted(self.figures, key=str), *sorted(self.links)):
            digest.update(repr(row).encode())
        digest.update(str(len(self.projects)).encode())
        return digest.hexdigest()


@transaction.atomic
def store(
    about: About,
    content: Content,
    *,
    actor: User | None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Dataset:
    """Write the dataset with its rows; what stood under its name before is replaced. No actor means the site itself.

    The same content again changes nothing but the day on which it was checked.
    """
    version = content.version()
    known = Dataset.objects.select_for_update().filter(pk=about.id).first()
    is_same = known is not None and known.version == version  # asked first, as the known row is what is described anew
    row, told = _described(about, content, version, known, actor)
    if is_same:
        row.save()
        return row
    if known is not None:
        for table in (row.figures, row.joint_projects, row.projects):
            table.all().delete()
    row.save()
    _write(row, content, progress)
    audit.record("load figures", row, actor=actor, changes=told)
    return row


@transaction.atomic
def remove(row: Dataset, *, actor: User | None) -> None:
    """Take a dataset away with all its rows; what was computed from it is never found again."""
    audit.record("remove figures", row, actor=actor, changes={"rows": row.rows})
    row.delete()


def _described(
    about: About, content: Content, version: str, known: Dataset | None, actor: User | None
) -> tuple[Dataset, dict[str, Any]]:
    years = [row[2] for row in (*content.figures, *content.links)]
    row = known or Dataset(pk=about.id)
    for name in ("kind", "name", "publisher", "address", "licence", "nomenclature", "unit", "checked"):
        setattr(row, name, getattr(about, name))
    row.nuts_version, row.notes, row.is_shipped = about.nuts_version, list(about.notes), about.is_shipped
    row.first_year, row.last_year = (min(years), max(years)) if years else (None, None)
    row.rows = len(content.figures) or len(content.links)
    row.files = [list(file) for file in content.files]
    row.problems, row.problems_count = list(content.faults[:FAULTS_KEPT]), len(content.faults)
    row.version, row.loaded_by = version, actor
    return row, {"rows": row.rows, "links": len(content.links), "faults": row.problems_count}


def _write(row: Dataset, content: Content, progress: Callable[[int, int], object]) -> None:
    total = len(content.figures) + len(content.links) + len(content.projects)
    done = 0
    for number in _stored(_figures(row, content.figures), Figure):
        progress(done := done + number, total)
    for number in _stored(_links(row, content.links), JointProjects):
        progress(done := done + number, total)
    for project in content.projects:
        project.dataset = row
    for number in _stored(content.projects, Project):
        progress(done := done + number, total)
    keys = dict(row.projects.values_list("identifier", "pk"))
    for _number in _stored(content.participations(keys), Participation):
        progress(done, total)


def _figures(row: Dataset, figures: Iterable[FigureRow]) -> Iterator[Figure]:
    for region, activity, year, value, flag in figures:
        yield Figure(dataset=row, region=region, activity=activity, year=year, value=value, flag=flag)


def _links(row: Dataset, links: Iterable[LinkRow]) -> Iterator[JointProjects]:
    for region, other, year, projects in links:
        yield JointProjects(dataset=row, region=region, other=other, year=year, projects=projects)


def _stored(rows: Iterable[Row], table: type[Row]) -> Iterator[int]:
    """Write the rows some thousand at a time; how many each time."""
    coming = iter(rows)
    while batch := list(islice(coming, BATCH)):
        table._default_manager.bulk_create(batch)
        yield len(batch)
