"""Projects of imported profiles become evidence of theirs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cordata.sources.entries import Entry, Project
from cordata_web.directory.models import Evidence

COLUMNS = ("title", "programme", "start", "end", "source")
TITLE_LETTERS = 400


@transaction.atomic
def store_projects(entries: Iterable[Entry]) -> int:
    """Write the projects of entries whose profiles are stored already, anew or over what is there; how many changed.

    Projects that the source does not tell any more stay: they took place.
    """
    changed = 0
    for entry in entries:
        known = {row.identifier: row for row in Evidence.objects.filter(profile=entry.profile.id, kind="project")}
        for project in entry.projects:
            changed += _store(entry.profile.id, project, known.get(project.identifier))
    return changed


def _store(profile_id: str, project: Project, row: Evidence | None) -> bool:
    columns = {
        "title": _title(project)[:TITLE_LETTERS],
        "programme": project.programme,
        "start": project.start,
        "end": project.end,
        "source": project.source,
    }
    if row is None:
        Evidence.objects.create(profile_id=profile_id, kind="project", identifier=project.identifier, **columns)
        return True
    if {name: getattr(row, name) for name in COLUMNS} == columns:
        return False
    Evidence.objects.filter(pk=row.pk).update(**columns)
    return True


def _title(project: Project) -> str:
    if not project.acronym or project.title.casefold().startswith(project.acronym.casefold()):
        return project.title or project.identifier
    return f"{project.acronym}: {project.title}" if project.title else project.acronym
