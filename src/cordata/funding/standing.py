"""How countries and regions stand to the Union and its programmes on a day: dated lists, each with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from cordata.funding.instruments import Span, read_span
from cordata.funding.rules.answers import Answer, any_of

REMEMBERED = 8192
"""How many answers are kept: some hundred places on a few days."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Codes that have a standing for a time.

    ``partial``: in parts of a programme only, so that a person must look; not ``holds``: known not to have it.
    """

    codes: tuple[str, ...]
    valid: Span
    source: str
    confirmed: bool
    partial: bool = False
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Roll:
    """The dated list of one status, area or class; ``complete``: who is not on it has it not."""

    id: str
    complete: bool
    entries: tuple[Entry, ...]

    def on(self, day: date) -> tuple[Entry, ...]:
        """The entries valid on the day."""
        return tuple(entry for entry in self.entries if entry.valid.holds(day))


@cache
def load_statuses() -> dict[str, Roll]:
    """Statuses of countries by id, such as ``eu_member``."""
    return _rolls("countries.toml", "status", "countries")


@cache
def load_areas() -> dict[str, Roll]:
    """Programme areas by id, such as ``alpine_space``."""
    return _rolls("areas.toml", "area", "codes")


@cache
def load_region_classes() -> dict[str, Roll]:
    """Classes of regions by id, such as ``less_developed``."""
    return _rolls("region_classes.toml", "region_class", "codes")


@lru_cache(maxsize=REMEMBERED)
def has_status(country: str, status: str, day: date) -> Answer:
    """Whether a country has a status on a day; None where that is not known or holds in part.

    >>> [has_status("CH", "horizon_europe_associated", date(year, 6, 1)) for year in (2024, 2025)]
    [False, True]
    >>> has_status("GB", "eu_member", date(2020, 1, 31)), has_status("GB", "eu_member", date(2020, 2, 1))
    (True, False)
    """
    if not country:
        return None
    roll = load_statuses()[status]
    for entry in roll.on(day):
        if country in entry.codes:
            return None if entry.partial else entry.holds
    return False if roll.complete else None


def countries_with(statuses: Iterable[str], day: date) -> tuple[str, ...]:
    """Countries that surely have one of the statuses on the day, in the order of their codes."""
    found = {
        code
        for status in statuses
        for entry in load_statuses()[status].on(day)
        if entry.holds and not entry.partial
        for code in entry.codes
    }
    return tuple(sorted(found))


@lru_cache(maxsize=REMEMBERED)
def in_area(place: str, area: str, day: date) -> Answer:
    """Whether a place, told as a NUTS code of any level, lies in a programme's area on a day.

    None where the code is too coarse to tell, and on days for which no area is known.

    >>> [in_area(code, "alpine_space", date(2022, 1, 1)) for code in ("ITC11", "IT", "ITI4", "AT")]
    [True, None, False, True]
    >>> in_area("DE25", "alpine_space", date(2015, 1, 1)), in_area("DE25", "alpine_space", date(2022, 1, 1))
    (False, True)
    """
    entries = load_areas()[area].on(day)
    if not place or not entries:
        return None
    return any_of(_lies_in(place, entry.codes) for entry in entries)


@lru_cache(maxsize=REMEMBERED)
def in_class(place: str, region_class: str, day: date) -> Answer:
    """Whether a place lies in a region of a class on a day; None where that is not known.

    >>> [in_class(code, "less_developed", date(2024, 1, 1)) for code in ("SI03", "SI04", "FRK2", "SI")]
    [True, False, None, None]
    """
    if not place:
        return None
    rolls = load_region_classes()
    answers = {name: any_of(_lies_in(place, entry.codes) for entry in roll.on(day)) for name, roll in rolls.items()}
    if answers[region_class] is not False or rolls[region_class].complete:
        return answers[region_class]
    return False if any(answers[name] for name, roll in rolls.items() if not roll.complete) else None


def _lies_in(place: str, codes: Sequence[str]) -> Answer:
    if place.startswith(tuple(codes)):
        return True
    return None if any(code.startswith(place) for code in codes) else False


def _rolls(file: str, table: str, listed: str) -> dict[str, Roll]:
    text = resources.files("cordata.data").joinpath(f"programmes/standing/{file}").read_text("utf-8")
    return {
        roll["id"]: Roll(roll["id"], roll.get("complete", False), tuple(_entry(one, listed) for one in roll["entries"]))
        for roll in tomllib.loads(text)[table]
    }


def _entry(facts: Mapping[str, object], listed: str) -> Entry:
    span = read_span(str(facts.get("valid_from", "")), str(facts.get("valid_to", "")))
    codes = tuple(map(str, facts[listed]))  # type: ignore[call-overload]
    partial, holds = facts.get("partial") is True, facts.get("holds") is not False
    return Entry(codes, span, str(facts["source"]), facts["confirmed"] is True, partial, holds)
