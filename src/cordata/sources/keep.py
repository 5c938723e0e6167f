"""Projects of Interreg from keep.eu: its export of projects and partners, and counts by region made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cordata.cooperation.participations import Participation
from cordata.kernel import Kind
from cordata.sources import values
from cordata.sources.figures import NOT_AVAILABLE, Figure, with_versions
from cordata.sources.participations import NUTS_CODE, NUTS_OF_COUNTRY
from cordata.sources.problems import Problem, Reading
from cordata.sources.spreadsheets import read_sheets
from cordata.sources.tables import open_table
from cordata.sources.values import folded

PROJECTS_SHEET, PARTNERS_SHEET = "Search results, projects", "Search results, partners"
FIRST_YEAR = 2014
"""The programming period 2014-2020, of which the counts by region are, by its first year."""
ZERO_OR_MISSING = "zero or missing"
MEASURES = {
    "keep_No_of_projects": ("projects", "projects"),
    "keep_No_of_partners": ("partners", "partners"),
    "keep_Total_budgets_MEUR": ("budget", "million EUR"),
    "keep_ERDF_MEUR": ("erdf", "million EUR"),
}
"""Activity and unit of each column."""
FIELDS: dict[str, tuple[str, ...]] = {
    "project": ("project id", "project acronym", "acronym", "project name", "project"),
    "start": ("start date", "project start date", "project start"),
    "themes": ("thematic", "themes", "theme", "thematics"),
    "name": ("partner name", "organisation name", "name of partner", "partner name in english", "partner"),
    "country": ("country", "partner country", "country code"),
    "nuts": ("nuts 3", "nuts iii", "nuts3", "nuts 2", "nuts ii", "nuts2", "nuts"),
    "kind": ("organisation type", "type of organisation", "type of partner", "legal status"),
}
"""Headings of the export by field, compared without signs and case; the first that the sheet has is taken."""
KINDS_BY_WORD: tuple[tuple[str, Kind], ...] = (
    ("sme", "sme"),
    ("enterprise", "large"),
    ("higher education", "university"),
    ("universit", "university"),
    ("research", "research"),
    ("public", "public"),
    ("authority", "public"),
)


def read_keep_regions(name: str, content: bytes) -> Reading[Figure]:
    """Projects, partners, budget and ERDF by NUTS-3 region in 2014-2020, as figures of the nomenclature ``keep``.

    Money of 0 beside a project is taken as unknown (flag ``zero or missing``). ERDF above the total budget cannot be;
    it is reported and left out.
    """
    table = open_table(name, content)
    figures: list[Figure] = []
    lacking = [column for column in ("NUTS_ID_2021", *MEASURES) if column not in table.columns]
    if lacking:
        table.problems.extend(Problem("missing_column", name, facts={"field": column}) for column in lacking)
        return Reading((), tuple(table.problems))
    zeros = 0
    for row in table.rows:
        told = {column: values.decimal(row.cells[column]) for column in MEASURES}
        table.problems.extend(_unbelievable(name, row.line, row.cells, told))
        projects = told["keep_No_of_projects"]
        for column, (activity, unit) in MEASURES.items():
            value, flag = told[column], "" if told[column] is not None else NOT_AVAILABLE
            if value == 0 and projects and column != "keep_No_of_projects":
                value, flag, zeros = None, ZERO_OR_MISSING, zeros + 1
            region = row.cells["NUTS_ID_2021"]
            figures.append(Figure("keep_2014_2020", region, "", "keep", activity, FIRST_YEAR, value, flag, unit))
    if zeros:
        table.problems.append(Problem("zeros_as_missing", name, facts={"zeros": zeros}))
    return Reading(tuple(with_versions(figures)), tuple(table.problems))


def _unbelievable(name: str, line: int, cells: Mapping[str, str], told: dict[str, float | None]) -> Iterable[Problem]:
    """What cannot be read or be true; it is taken out of ``told``."""
    total, erdf = told["keep_Total_budgets_MEUR"], told["keep_ERDF_MEUR"]
    wrong = [column for column in MEASURES if told[column] is None and cells[column]]
    if total is not None and erdf is not None and erdf > total:
        wrong.append("keep_ERDF_MEUR")
    for column in wrong:
        told[column] = None
        yield Problem("bad_number", name, line, column, cells[column], {"field": column})


def read_keep_export(name: str, content: bytes) -> Reading[Participation]:
    """Partners of projects from the XLSX that keep.eu exports: one sheet of projects, one of partners.

    Partners have no number there: an organisation is its name and country. Partners without region are kept with the
    country alone, those of projects without a date of beginning are reported and left out.
    """
    problems: list[Problem] = []
    try:
        sheets = read_sheets(content)
    except ValueError as error:
        return Reading((), (Problem("unreadable", name, facts={"detail": str(error)}),))
    projects = _sheet(name, sheets, PROJECTS_SHEET, ("project", "start"), problems)
    partners = _sheet(name, sheets, PARTNERS_SHEET, ("project", "name", "country"), problems)
    starts: dict[str, tuple[date, tuple[str, ...]]] = {}
    for _, told in projects:
        start = values.day(told["start"])
        if told["project"] and start is not None:
            starts[told["project"]] = start, tuple(filter(None, map(str.strip, told["themes"].split(";"))))
    found: dict[tuple[str, str], Participation] = {}
    for line, told in partners:
        one = _participation(name, line, told, starts, problems)
        if one is not None and not getattr(found.get((one.project, one.organisation)), "region", ""):
            found[one.project, one.organisation] = one
    return Reading(tuple(found.values()), tuple(problems))


def _sheet(
    name: str,
    sheets: Mapping[str, list[list[str]]],
    title: str,
    needed: tuple[str, ...],
    problems: list[Problem],
) -> list[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their numbers, cells by field; none where the sheet or a needed column is missing."""
    rows = next((rows for known, rows in sheets.items() if folded(known) == folded(title)), [])
    headings = [folded(cell) for cell in rows[0]] if rows else []
    columns = {field: _column(headings, names) for field, names in FIELDS.items()}
    lacking = [field for field in needed if columns[field] is None]
    if lacking:
        problems += [Problem("missing_column", f"{name}/{title}", facts={"field": field}) for field in lacking]
        return []
    return [
        (line, {field: "" if column is None else row[column].strip() for field, column in columns.items()})
        for line, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _column(headings: list[str], names: tuple[str, ...]) -> int | None:
    return next((headings.index(known) for known in names if known in headings), None)


def _participation(
    name: str,
    line: int,
    told: Mapping[str, str],
    starts: Mapping[str, tuple[date, tuple[str, ...]]],
    problems: list[Problem],
) -> Participation | None:
    file = f"{name}/{PARTNERS_SHEET}"
    if not told["name"] or told["project"] not in starts:
        column = "start" if told["name"] else "name"
        problems.append(Problem("missing_value", file, line, column, told["project"], {"field": column}))
        return None
    country = _country(told["country"], told["nuts"])
    if country is None:
        problems.append(Problem("unknown_country", file, line, "country", told["country"]))
        return None
    start, themes = starts[told["project"]]
    kind: Kind = next((kind for word, kind in KINDS_BY_WORD if word in told["kind"].casefold()), "other")
    nuts = (NUTS_CODE.match(told["nuts"].upper()) or [""])[0]
    return Participation(
        project=told["project"],
        organisation=f"{values.slug(told['name'])}-{country.lower()}",
        name=told["name"],
        kind=kind,
        country=country,
        region=nuts[:4] if nuts.startswith(country) else "",
        start=start,
        sme=kind == "sme",
        activities=themes,
    )


def _country(text: str, nuts: str) -> str | None:
    """Two letters as NUTS codes begin, by the country's name or code, else by the region's code."""
    known = values.country(text)
    if known is not None:
        return NUTS_OF_COUNTRY.get(known, known)
    return nuts[:2].upper() if NUTS_CODE.match(nuts.upper()) else None
