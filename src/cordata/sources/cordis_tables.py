"""The tables of a CORDIS download: which file holds what, and their rows brought to one form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cordata.kernel import Place
from cordata.sources import values
from cordata.sources.problems import Problem
from cordata.sources.tables import OpenTable, Row, open_table

PIC_IN_FORM = re.compile(r"/project/(\d{9})\b")
PIC = re.compile(r"\d{9}")
NUTS_COLUMNS = ("nutsCode", "nuts", "nuts3", "nuts3_2021", "nuts2")
"""Headings under which a code of the region stands, in releases of CORDIS and in tables made of them."""
IGNORED_MEMBERS = ("legalBasis", "webLink", "webItem", "policyPriorities", "information")
"""Members of the official archive that say nothing about partners."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as CORDIS tells it."""

    identifier: str
    programme: str
    acronym: str
    title: str
    objective: str
    start: date | None
    end: date | None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One organisation in one project; ``file`` and ``line`` tell where it stands.

    ``country`` is an ISO code; ``start`` is the project's, where the row itself tells it.
    """

    file: str
    line: int
    pic: str
    project: str
    project_acronym: str
    name: str
    short_name: str
    activity: str
    sme: bool | None
    country: str
    town: str
    postcode: str
    nuts: str
    place: Place | None
    website: str
    role: str
    updated: str
    start: date | None = None


@dataclass(slots=True)
class CordisTables:
    """All that the files hold, joined."""

    partners: list[PartnerRow] = field(default_factory=list)
    projects: dict[str, ProjectRow] = field(default_factory=dict)
    sciences: dict[str, list[str]] = field(default_factory=dict)
    science_codes: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_cordis_tables(files: Mapping[str, bytes], *, countries: Iterable[str] | None = None) -> CordisTables:
    """Read archives and single tables, told apart by their headings.

    Parameters
    ----------
    files
        Contents by name.
    countries
        ISO codes; rows of organisations elsewhere are passed over. None takes all.
    """
    tables = CordisTables()
    wanted = None if countries is None else frozenset(countries)
    for name, content in _unpacked(files, tables.problems):
        _take(open_table(name, content), tables, wanted)
    return tables


def _unpacked(files: Mapping[str, bytes], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    for name, content in files.items():
        if not name.lower().endswith(".zip"):
            yield name, content
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.namelist():
                    stem = member.rsplit("/", 1)[-1].removesuffix(".csv")
                    if member.lower().endswith(".csv") and stem not in IGNORED_MEMBERS:
                        yield f"{name}/{member}", archive.read(member)
        except (zipfile.BadZipFile, RuntimeError) as error:  # RuntimeError: encrypted, or packed in an unknown way
            problems.append(Problem("unreadable", name, facts={"detail": str(error)}))


def _take(table: OpenTable, tables: CordisTables, countries: frozenset[str] | None) -> None:
    columns = set(table.columns)
    if {"name", "country", "projectID"} <= columns and columns & {"organisationID", "contactForm"}:
        tables.partners.extend(_partners(table, countries, tables.problems))
    elif {"id", "title"} <= columns and columns & {"objective", "startDate"}:
        tables.projects |= {project.identifier: project for project in _projects(table, tables.problems)}
    elif {"projectID", "euroSciVocPath"} <= columns:
        _take_sciences(table, tables)
    elif columns and not {"projectID", "topic"} <= columns:
        facts = {"columns": list(table.columns)[:12]}
        tables.problems.append(Problem("unknown_table", table.name, facts=facts))
    tables.problems.extend(table.problems)


def _take_sciences(table: OpenTable, tables: CordisTables) -> None:
    for row in table.rows:
        project = row.cells["projectID"]
        tables.sciences.setdefault(project, []).append(row.cells["euroSciVocPath"])
        if row.cells.get("euroSciVocCode"):
            tables.science_codes.setdefault(project, []).append(row.cells["euroSciVocCode"])


def _projects(table: OpenTable, problems: list[Problem]) -> Iterator[ProjectRow]:
    for row in table.rows:
        cells = row.cells
        if not cells["id"]:
            problems.append(Problem("missing_value", table.name, row.line, "id", facts={"field": "id"}))
            continue
        start, end = (_day(table, row, column, problems) for column in ("startDate", "endDate"))
        if start and end and end < start:
            problems.append(
                Problem("bad_date", table.name, row.line, "endDate", cells["endDate"], {"field": "endDate"})
            )
            end = None
        programme = cells.get("frameworkProgramme") or _programme(cells.get("legalBasis", ""), table.name)
        yield ProjectRow(
            cells["id"],
            programme,
            cells.get("acronym", ""),
            cells["title"],
            cells.get("objective", ""),
            start,
            end,
            tuple(filter(None, re.split(r"[;,|\s]+", cells.get("topics", "")))),
        )


def _day(table: OpenTable, row: Row, column: str, problems: list[Problem]) -> date | None:
    text = row.cells.get(column, "")
    found = values.day(text)
    if text and found is None:
        problems.append(Problem("bad_date", table.name, row.line, column, text, {"field": column}))
    return found


def _programme(legal_basis: str, file: str) -> str:
    """The framework programme by the legal basis, else by the name of the file; empty when neither tells."""
    words = f"{legal_basis} {file}".upper()
    return next((programme for programme in ("HORIZON", "H2020", "FP7") if programme in words), "")


def _partners(table: OpenTable, countries: frozenset[str] | None, problems: list[Problem]) -> Iterator[PartnerRow]:
    for row in table.rows:
        country = values.country(row.cells["country"])
        if country is None:
            code = "unknown_country" if row.cells["country"] else "missing_value"
            facts = {} if row.cells["country"] else {"field": "country"}
            problems.append(Problem(code, table.name, row.line, "country", row.cells["country"], facts))
        elif countries is None or country in countries:
            partner = _partner(table, row, country, problems)
            if partner is not None:
                yield partner


def _partner(table: OpenTable, row: Row, country: str, problems: list[Problem]) -> PartnerRow | None:
    cells, file = row.cells, table.name
    pic = cells.get("organisationID", "").removesuffix(".0") or _pic_in_form(cells.get("contactForm", ""))
    for column, value in (("organisationID", pic if PIC.fullmatch(pic) else ""), ("name", cells["name"])):
        if not value:
            facts = {"field": column}
            problems.append(Problem("missing_value", file, row.line, column, cells.get(column, ""), facts))
            return None
    return PartnerRow(
        file=file,
        line=row.line,
        pic=pic,
        project=cells["projectID"],
        project_acronym=cells.get("projectAcronym", ""),
        name=cells["name"],
        short_name=cells.get("shortName", ""),
        activity=cells.get("activityType", ""),
        sme=values.yes_or_no(cells.get("SME", "")),
        country=country,
        town=cells.get("city", ""),
        postcode=cells.get("postCode", ""),
        nuts=_nuts(cells),
        place=_place(file, row, problems),
        website=_website(file, row, problems),
        role=cells.get("role", ""),
        updated=(cells.get("contentUpdateDate") or cells.get("snapshot") or "")[:10],
        start=_day(table, row, "startDate", problems),
    )


def _pic_in_form(address: str) -> str:
    form = PIC_IN_FORM.search(address)
    return form[1] if form else ""


def _nuts(cells: Mapping[str, str]) -> str:
    for column in NUTS_COLUMNS:
        if cells.get(column):
            return cells[column].upper()
    return ""


def _place(file: str, row: Row, problems: list[Problem]) -> Place | None:
    text = row.cells.get("geolocation", "").strip("()")
    if not text and row.cells.get("lat") and row.cells.get("lon"):
        text = f"{row.cells['lat']},{row.cells['lon']}"
    found = values.place(text) if text else None
    if text and found is None:
        problems.append(Problem("bad_place", file, row.line, "geolocation", text))
    return found


def _website(file: str, row: Row, problems: list[Problem]) -> str:
    text = row.cells.get("organizationURL", "")
    found = values.website(text) if text else ""
    if found is None:
        problems.append(Problem("bad_website", file, row.line, "organizationURL", text))
    return found or ""
