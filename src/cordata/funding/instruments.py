"""Instruments: ways in which a funder pays for clusters and their projects in a territory."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from cordata.kernel import COUNTRIES, load_regions

Level = Literal["regional", "national", "eu", "private"]
Form = Literal[
    "grant", "voucher", "loan", "guarantee", "equity", "tax_credit", "membership_fee", "service_fee"
]  # fmt: skip
Purpose = Literal[
    "cluster_management", "r_and_d", "cooperation", "innovation", "investment", "internationalisation", "skills",
    "infrastructure",
]  # fmt: skip
Beneficiary = Literal["sme", "large", "research", "university", "public", "cluster", "consortium"]
Status = Literal["open", "closed", "historic", "unknown"]
LEVELS: tuple[Level, ...] = get_args(Level)
FORMS: tuple[Form, ...] = get_args(Form)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
BENEFICIARIES: tuple[Beneficiary, ...] = get_args(Beneficiary)
STATUSES: tuple[Status, ...] = get_args(Status)

EVERYWHERE = "EU"
OUTSIDE_THE_UNION = ("CH", "LI")
SPAN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def beneficiary_of(kind: str) -> Beneficiary:
    """What instruments call a kind of organisation; whatever they have no name for applies as a consortium.

    >>> beneficiary_of("university"), beneficiary_of("other")
    ('university', 'consortium')
    """
    return next((one for one in BENEFICIARIES if one == kind), "consortium")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both within; None where an end is open or not known."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within, as far as the ends are known.

        >>> Span(date(2020, 1, 1), date(2020, 12, 31)).holds(date(2021, 1, 1))
        False
        """
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: Span) -> bool:
        """Whether they have a day in common, as far as the ends are known."""
        begins = self.first is None or other.last is None or self.first <= other.last
        return begins and (other.first is None or self.last is None or other.first <= self.last)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One way of paying.

    ``territories`` are countries, NUTS codes of any level, or ``EU`` for all countries of a European programme;
    ``rate`` is the highest share of eligible cost in per cent, ``ceiling`` and ``budget`` are amounts of ``currency``.
    What is not known is None or empty.
    """

    id: str
    name: str
    local_name: str
    funder: str
    level: Level
    territories: tuple[str, ...]
    form: Form
    purpose: Purpose
    beneficiaries: tuple[Beneficiary, ...]
    rate: int | None
    ceiling: int | None
    budget: int | None
    currency: str
    months: int | None
    conditions: str
    valid: Span
    status: Status
    legal_basis: str
    website: str
    source: str
    confirmed: bool
    checked: date

    def is_open(self, day: date) -> bool:
        """Whether somebody can apply on the day, by the status of the day it was checked and the span of validity."""
        return self.status in ("open", "unknown") and self.valid.holds(day)

    def serves(self, region: str) -> bool:
        """Whether it pays in a NUTS-2 region: a territory of it holds the region or lies in it.

        >>> load_instruments()["ecoplus-cluster-niederoesterreich-kooperationsprojekte"].serves("AT12")
        True
        """
        country = region[:2]
        for territory in self.territories:
            if territory == EVERYWHERE:
                if country not in OUTSIDE_THE_UNION:
                    return True
            elif region.startswith(territory) or territory.startswith(region):
                return True
        return False


@cache
def load_instruments() -> dict[str, Instrument]:
    """All instruments that come with Cordata, by id, in the order of the file."""
    text = resources.files("cordata.data").joinpath("instruments/instruments.csv").read_text("utf-8")
    return {row["id"]: instrument_of(row) for row in csv.DictReader(text.splitlines())}


def instrument_of(cells: Mapping[str, str]) -> Instrument:
    """An instrument of the cells of a row, by the headings of the file that comes with Cordata.

    Raises
    ------
    ValueError
        When a cell holds no number, no date, or a code that is not known; the message names the heading.
    """
    return Instrument(
        id=cells["id"],
        name=cells["name"],
        local_name=cells["local_name"],
        funder=cells["funder"],
        level=cast(Level, _one_of(cells, "level", LEVELS)),
        territories=_territories(cells["territories"]),
        form=cast(Form, _one_of(cells, "form", FORMS)),
        purpose=cast(Purpose, _one_of(cells, "purpose", PURPOSES)),
        beneficiaries=cast(tuple[Beneficiary, ...], _some_of(cells, "beneficiaries", BENEFICIARIES)),
        rate=_number(cells, "rate_max"),
        ceiling=_number(cells, "ceiling"),
        budget=_number(cells, "budget"),
        currency=cells["currency"],
        months=_number(cells, "duration_months"),
        conditions=cells["conditions"],
        valid=read_span(cells["valid_from"], cells["valid_to"]),
        status=cast(Status, _one_of(cells, "status", STATUSES)),
        legal_basis=cells["legal_basis"],
        website=cells["website"],
        source=cells["source"],
        confirmed=cells["confirmed"] == "yes",
        checked=date.fromisoformat(cells["checked"]),
    )


def read_span(begin: str, end: str) -> Span:
    """The span of two dates, each a year, a month or a day, or empty; a year or month counts as a whole.

    Raises
    ------
    ValueError
        When one is no date, or the end lies before the begin.

    Examples
    --------
    >>> read_span("2014-07", "2020")
    Span(first=datetime.date(2014, 7, 1), last=datetime.date(2020, 12, 31))
    """
    span = Span(_day(begin, last=False), _day(end, last=True))
    if span.first and span.last and span.last < span.first:
        raise ValueError(f"valid_to: {end} lies before {begin}")
    return span


def _day(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    found = SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"valid_from or valid_to: {text} is no date")
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    month = month or (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(f"valid_from or valid_to: {text} is no date")
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def _territories(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
    for territory in found:
        known = territory == EVERYWHERE or territory in COUNTRIES
        if not known and not any(code.startswith(territory) or territory.startswith(code) for code in load_regions()):
            raise ValueError(f"territories: {territory} is neither a country nor a region of the macro-region")
    if not found:
        raise ValueError("territories: none is told")
    return found


def _one_of(cells: Mapping[str, str], heading: str, known: tuple[str, ...]) -> str:
    if cells[heading] not in known:
        raise ValueError(f"{heading}: {cells[heading]!r} is none of {', '.join(known)}")
    return cells[heading]


def _some_of(cells: Mapping[str, str], heading: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in cells[heading].split(";") if part.strip()))
    for one in found:
        if one not in known:
            raise ValueError(f"{heading}: {one!r} is none of {', '.join(known)}")
    return found


def _number(cells: Mapping[str, str], heading: str) -> int | None:
    text = cells[heading].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{heading}: {text!r} is no whole number")
    return int(text)
