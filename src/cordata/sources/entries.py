"""What readers of outside data hand over: a profile, and the projects that show what it can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast

from cordata.directory.profiles import Citation, Profile
from cordata.kernel import Language, Place

LISTS = ("sectors", "concepts")


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a European programme that somebody takes part in."""

    identifier: str
    programme: str
    acronym: str
    title: str
    role: str
    source: str
    start: date | None = None
    end: date | None = None
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A profile, its projects, newest first, and what decided its region (see ``Location.by``)."""

    profile: Profile
    projects: tuple[Project, ...] = ()
    region_by: str = "given"


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """Plain data, one line of a JSON-lines file; objectives are left to CORDIS. ``entry_from_json`` reads it back."""
    profile = {part.name: getattr(entry.profile, part.name) for part in fields(Profile)}
    place, citation = entry.profile.place, entry.profile.citation
    profile["place"] = [place.latitude, place.longitude] if place else None
    profile["citation"] = {"source": citation.source, "confirmed": citation.confirmed, "checked": citation.checked}
    for name in LISTS:
        profile[name] = list(profile[name])
    for name in ("descriptions", "offers", "seeks"):
        profile[name] = dict(profile[name])
    return {"profile": profile, "region_by": entry.region_by, "projects": [_project(one) for one in entry.projects]}


def entry_from_json(data: Mapping[str, Any]) -> Entry:
    """An entry from a line that ``entry_as_json`` made; raises KeyError, TypeError or ValueError on another's."""
    values = dict(data["profile"])
    values["place"] = Place(*values["place"]) if values["place"] else None
    values["citation"] = Citation(**values["citation"])
    for name in LISTS:
        values[name] = tuple(values[name])
    projects = tuple(_project_from(one) for one in data["projects"])
    return Entry(Profile(**values), projects, data["region_by"])


def texts(description: str, language: str) -> dict[Language, str]:
    """One text by its language; none when it is empty."""
    return {cast(Language, language): description} if description else {}


def _project(project: Project) -> dict[str, Any]:
    values = {part.name: getattr(project, part.name) for part in fields(Project) if part.name != "objective"}
    return {**values, **{name: values[name] and values[name].isoformat() for name in ("start", "end")}}


def _project_from(data: Mapping[str, Any]) -> Project:
    days = {name: date.fromisoformat(data[name]) if data[name] else None for name in ("start", "end")}
    return Project(**{**data, **days})
