"""Who took part in which project, in every country, from the tables of CORDIS."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cordata.cooperation.participations import Participation
from cordata.kernel import COUNTRIES, Kind
from cordata.sources.cordis import kind_of
from cordata.sources.cordis_tables import CordisTables, PartnerRow, read_cordis_tables
from cordata.sources.locating import Address, Location, locate
from cordata.sources.problems import Problem, Reading

Activities = Literal["fields", "topics"]
FIELD_LEVEL = 3
"""The level of EuroSciVoc to which fields are shortened: some 250 of them, as many as divisions and groups of NACE."""
NUTS_OF_COUNTRY = {"GR": "EL", "GB": "UK"}
"""Where NUTS codes begin otherwise than the ISO code of the country."""
NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{2}[A-Z0-9]?")
EXTRA_REGIO = "ZZ"
ONE_REGION_COUNTRIES = frozenset({"CY", "EE", "IS", "LI", "LU", "LV", "ME", "MK", "MT"})
"""Countries that are one NUTS-2 region as a whole."""
ONE_REGION_NUTS1 = frozenset(
    ("DE3", "DE4", "DE5", "DE6", "DE8", "DEC", "DEE", "DEF", "DEG", "FR1", "FRB", "FRG", "FRH", "FRL", "FRM")
)
"""NUTS-1 regions outside the macro-region, or partly so, that hold one NUTS-2 region, whose code ends with 0."""


@dataclass(slots=True)
class _Regions:
    """Regions by address, each worked out once; doubts are reported where an address stands first."""

    problems: list[Problem]
    known: dict[Address, str] = field(default_factory=dict)

    def of(self, row: PartnerRow) -> str:
        address = Address(row.country, row.town, row.postcode, row.place, row.nuts)
        if address not in self.known:
            inside = row.country in COUNTRIES
            self.known[address] = self._located(row, address) if inside else self._told(row)
        return self.known[address]

    def _located(self, row: PartnerRow, address: Address) -> str:
        location = locate(address)
        for code, facts in location.doubts:
            is_code = code == "nuts_contradicts_place"
            column, value = ("nutsCode", row.nuts) if is_code else ("geolocation", str(row.place))
            self.problems.append(Problem(code, row.file, row.line, column, value, facts))
        region = _nuts2(location)
        if not region and location.inside is not False:
            facts = {"town": row.town, "country": row.country}
            self.problems.append(Problem("region_unknown", row.file, row.line, "city", row.town, facts))
        return region

    def _told(self, row: PartnerRow) -> str:
        """The given code outside the seven countries, where nothing else tells more than the country."""
        country = NUTS_OF_COUNTRY.get(row.country, row.country)
        if row.country in ONE_REGION_COUNTRIES:
            return f"{country}00"
        if not row.nuts.startswith(country):
            if row.nuts:
                facts = {"computed": country, "by": "country"}
                self.problems.append(Problem("nuts_contradicts_place", row.file, row.line, "nutsCode", row.nuts, facts))
            return ""
        whole = NUTS_CODE.fullmatch(row.nuts) and row.nuts[2:4] != EXTRA_REGIO
        return row.nuts[:4] if whole else ""


def read_participations(
    files: Mapping[str, bytes], *, activities: Activities = "fields", level: int = FIELD_LEVEL
) -> Reading[Participation]:
    """Every organisation in every project that the tables hold, one row for each pair of the two.

    A region is worked out as for the directory in the seven countries of the macro-region; elsewhere the code that
    the row gives is taken, and where it gives none the region stays empty. An organisation that stands twice in one
    project (departments, several files of the same projects) is taken once, with a region where one row tells it.
    Rows whose project has no date of beginning are reported and left out.

    Parameters
    ----------
    files
        Contents by name: official archives, or tables of organisations, projects and science fields on their own,
        also a table of participations with ``startDate`` and a NUTS code in each row.
    activities
        What is taken as activities of a project: ``fields`` of EuroSciVoc by their codes, or the ``topics`` of its
        calls.
    level
        To which level fields are shortened, from 1 (six fields of science).
    """
    with _no_search_for_cycles():
        return _read(files, activities, level)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Pause Python's search for cyclic garbage: a million small records without cycles make it a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(files: Mapping[str, bytes], activities: Activities, level: int) -> Reading[Participation]:
    tables = read_cordis_tables(files)
    of_project = _fields(tables, level) if activities == "fields" else _topics(tables)
    kinds = _kinds(tables.partners)
    regions = _Regions(tables.problems)
    found: dict[tuple[str, str], Participation] = {}
    for row in tables.partners:
        start = _start(row, tables)
        known = found.get((row.project, row.pic))
        if start is None or (known is not None and known.region):
            continue
        found[row.project, row.pic] = Participation(
            project=row.project,
            organisation=row.pic,
            name=row.name,
            kind=kinds[row.pic],
            country=NUTS_OF_COUNTRY.get(row.country, row.country),
            region=regions.of(row),
            start=start,
            sme=row.sme is True,
            activities=of_project.get(row.project, ()),
        )
    return Reading(tuple(found.values()), tuple(tables.problems))


def _start(row: PartnerRow, tables: CordisTables) -> date | None:
    project = tables.projects.get(row.project)
    start = (project.start if project else None) or row.start
    if start is None:
        facts = {"field": "startDate"}
        tables.problems.append(Problem("missing_value", row.file, row.line, "startDate", row.project, facts))
    return start


def _kinds(rows: Sequence[PartnerRow]) -> dict[str, Kind]:
    by_pic: dict[str, list[PartnerRow]] = defaultdict(list)
    for row in rows:
        by_pic[row.pic].append(row)
    return {pic: kind_of(same) for pic, same in by_pic.items()}


def _fields(tables: CordisTables, level: int) -> dict[str, tuple[str, ...]]:
    return {
        project: tuple(dict.fromkeys(shortened_field(code, level) for code in codes))
        for project, codes in tables.science_codes.items()
    }


def _topics(tables: CordisTables) -> dict[str, tuple[str, ...]]:
    return {identifier: project.topics for identifier, project in tables.projects.items()}


def shortened_field(code: str, level: int) -> str:
    """A field of EuroSciVoc, or the one above it of the given level.

    >>> shortened_field("/23/47/297/933", 2), shortened_field("/25", 2)
    ('/23/47', '/25')
    """
    return "/".join(code.rstrip("/").split("/")[: level + 1])


def _nuts2(location: Location) -> str:
    if location.code in ONE_REGION_NUTS1:
        return f"{location.code}0"
    return location.code[:4] if len(location.code) >= len("AT33") else ""
