"""Organisations of the Alpine macro-region in the European Union's research programmes, from CORDIS."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import cast

from cordata.directory.profiles import Citation, Profile
from cordata.kernel import COUNTRIES, SECTORS, Kind, Sector
from cordata.kernel.places import languages_spoken
from cordata.sources import values
from cordata.sources.cordis_tables import CordisTables, PartnerRow, ProjectRow, read_cordis_tables
from cordata.sources.entries import Entry, Project, texts
from cordata.sources.locating import Address, Location, locate
from cordata.sources.problems import Problem, Reading

NEWEST_PROJECTS = 5
LONGEST_SENTENCE = 400
LONGEST_NAME = 250
LONGEST_TOWN = 120
SECTOR_SHARE = 0.25
SENTENCE_END = re.compile(r"(?<=[a-z)\]%][.!?])\s+(?=[A-Z])")
KINDS_BY_ACTIVITY: dict[str, Kind] = {"HES": "university", "REC": "research", "PUB": "public", "OTH": "other"}
PROJECT_PAGE = "https://cordis.europa.eu/project/id/{}"
ORGANISATION_PAGE = (
    "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/how-to-participate/org-details/{}"
)


def read_cordis(
    files: Mapping[str, bytes], *, checked: str, progress: Callable[[int, int], object] | None = None
) -> Reading[Entry]:
    """Organisations that sit in the macro-region, one entry each, with their projects.

    Parameters
    ----------
    files
        Contents by name: the official archives (``cordis-HORIZONprojects-csv.zip``), or tables of organisations,
        projects and science fields on their own; headings tell which is which.
    checked
        The day (ISO) to note as checked where the rows tell none.
    progress
        Told after each organisation how many are done, of how many.
    """
    tables = read_cordis_tables(files, countries=COUNTRIES)
    by_pic: dict[str, list[PartnerRow]] = defaultdict(list)
    for partner in tables.partners:
        by_pic[partner.pic].append(partner)
    entries = []
    for done, rows in enumerate(by_pic.values(), start=1):
        entry = _entry(_newest_first(rows), tables, checked)
        if entry is not None:
            entries.append(entry)
        if progress is not None:
            progress(done, len(by_pic))
    return Reading(tuple(sorted(entries, key=lambda entry: entry.profile.id)), tuple(tables.problems))


def _newest_first(rows: Sequence[PartnerRow]) -> list[PartnerRow]:
    return sorted(rows, key=lambda row: (row.updated, row.project), reverse=True)


def _entry(rows: list[PartnerRow], tables: CordisTables, checked: str) -> Entry | None:
    home = _commonest([row for row in rows if row.town or row.postcode or row.place] or rows)
    location = locate(Address(home.country, home.town, home.postcode, home.place, home.nuts))
    _report_doubts(home, location, tables.problems)
    if not location.inside:
        if location.inside is None:
            facts = {"town": home.town, "country": home.country}
            tables.problems.append(Problem("place_unknown", home.file, home.line, "city", home.town, facts))
        return None
    projects = _projects(rows, tables)
    return Entry(_profile(rows, home, location, projects, tables, checked), projects, location.by)


def _commonest(rows: Sequence[PartnerRow]) -> PartnerRow:
    """The newest row of the address that most rows give: large organisations join with many departments."""
    addresses = Counter((row.country, row.postcode, values.folded(row.town)) for row in rows)
    best = max(addresses.values())
    return next(row for row in rows if addresses[row.country, row.postcode, values.folded(row.town)] == best)


def _report_doubts(home: PartnerRow, location: Location, problems: list[Problem]) -> None:
    given = f"{home.place.latitude},{home.place.longitude}" if home.place else ""
    for code, facts in location.doubts:
        column, value = ("nutsCode", home.nuts) if code == "nuts_contradicts_place" else ("geolocation", given)
        problems.append(Problem(code, home.file, home.line, column, value, facts))
    if location.inside and location.nuts == home.country:
        facts = {"town": home.town, "country": home.country}
        problems.append(Problem("region_unknown", home.file, home.line, "city", home.town, facts))


def _projects(rows: Iterable[PartnerRow], tables: CordisTables) -> tuple[Project, ...]:
    found: dict[str, Project] = {}
    for row in rows:
        known = tables.projects.get(row.project)
        if known is None and tables.projects:
            facts = {"project": row.project}
            tables.problems.append(Problem("unknown_project", row.file, row.line, "projectID", row.project, facts))
        if row.project not in found:
            found[row.project] = _project(row, known)
    return tuple(sorted(found.values(), key=lambda one: (one.start or date.min, one.identifier), reverse=True))


def _project(row: PartnerRow, known: ProjectRow | None) -> Project:
    page = PROJECT_PAGE.format(row.project)
    if known is None:
        return Project(row.project, "", row.project_acronym, row.project_acronym, row.role, page)
    acronym = known.acronym or row.project_acronym
    return Project(
        row.project, known.programme, acronym, known.title, row.role, page, known.start, known.end, known.objective
    )


def _profile(
    rows: Sequence[PartnerRow],
    home: PartnerRow,
    location: Location,
    projects: Sequence[Project],
    tables: CordisTables,
    checked: str,
) -> Profile:
    newest = rows[0]
    name = values.without_capitals(" ".join(newest.name.split()))[:LONGEST_NAME]
    language = next(iter(languages_spoken(home.country, location.nuts)))
    return Profile(
        id=f"pic-{newest.pic}",
        name=name,
        short_name=next((row.short_name for row in rows if row.short_name), "")[:80],
        kind=kind_of(rows),
        country=home.country,
        nuts=location.nuts,
        town=values.town(home.town, home.country)[:LONGEST_TOWN],
        place=location.place,
        local_language=language,
        citation=Citation(ORGANISATION_PAGE.format(newest.pic), confirmed=True, checked=newest.updated or checked),
        sectors=_sectors(projects, tables.sciences),
        website=next((row.website for row in rows if row.website), ""),
        descriptions=texts(description(name, projects), "en"),
    )


def kind_of(rows: Sequence[PartnerRow]) -> Kind:
    """The kind by the commonest activity type; a private company is an SME by the newest flag that says so."""
    activities = Counter(row.activity.upper() for row in rows if row.activity)
    activity = activities.most_common(1)[0][0] if activities else ""
    if activity == "PRC":
        return "sme" if next((row.sme for row in rows if row.sme is not None), None) else "large"
    return KINDS_BY_ACTIVITY.get(activity, "other")


def description(name: str, projects: Sequence[Project]) -> str:
    """What an organisation works on, for readers and for matching: its name, then the newest projects.

    Of each project the title and the first sentence of the objective.
    """
    parts = [name.rstrip(".") + "."]
    for project in projects[:NEWEST_PROJECTS]:
        title = " ".join(project.title.split()).rstrip(".")
        label = "" if title.casefold().startswith(project.acronym.casefold()) else project.acronym
        parts.append(f"{label}: {title}." if label and title else f"{title or label}.")
        parts.append(first_sentence(project.objective))
    return " ".join(part for part in parts if part.strip(". "))


def first_sentence(text: str) -> str:
    """The first sentence, cut at a word after 400 letters.

    >>> first_sentence("Batteries age. We measure how.")
    'Batteries age.'
    """
    sentence = SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0] + " …"


def _sectors(projects: Sequence[Project], sciences: Mapping[str, Sequence[str]]) -> tuple[Sector, ...]:
    """Sectors that at least a quarter of the projects with known science fields speak for."""
    told = [{_sector(path) for path in sciences[one.identifier]} for one in projects if one.identifier in sciences]
    counts = Counter(sector for sectors in told for sector in sectors if sector)
    return tuple(sector for sector in SECTORS if counts[sector] and counts[sector] >= SECTOR_SHARE * len(told))


@cache
def _sector(path: str) -> Sector | None:
    fields = _science_fields()
    parts = path.split("/")
    beginnings = ("/".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((fields[beginning] for beginning in beginnings if beginning in fields), None)


@cache
def _science_fields() -> dict[str, Sector]:
    text = resources.files("cordata.data").joinpath("cordis/science_fields.csv").read_text("utf-8")
    return {row["path"]: cast(Sector, row["sector"]) for row in csv.DictReader(text.splitlines())}
