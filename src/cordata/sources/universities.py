"""Universities from the list of the Hipo project: names, domains and countries, few places."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cordata.directory.profiles import Citation, Profile
from cordata.kernel import COUNTRIES
from cordata.kernel.places import languages_spoken
from cordata.sources import values
from cordata.sources.entries import Entry
from cordata.sources.locating import Address, Location, Town, locate, town_named
from cordata.sources.problems import Problem, Reading

LONGEST_NAME = 250
LONGEST_TOWN = 3
"""How many words a town's name has at most when looked for in the name of a university."""
SHORTEST_TOWN = 3
SOURCE = "https://github.com/Hipo/university-domains-list"


def read_universities(name: str, content: bytes, *, checked: str) -> Reading[Entry]:
    """Universities of the macro-region.

    The list tells no town: one is looked for in the name and the domain. Where there is none, universities of Austria,
    Switzerland, Liechtenstein and Slovenia are kept without region, and those of Germany, France and Italy reported
    and left out. Lines are those where the record begins in the file, counted by records where that cannot be told.
    """
    try:
        records = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return Reading((), (Problem("unreadable", name, facts={"detail": str(error)}),))
    if not isinstance(records, list):
        return Reading((), (Problem("unreadable", name, facts={"detail": "not a list"}),))
    problems: list[Problem] = []
    lines = _lines(content.decode("utf-8-sig"), records)
    entries: dict[str, Entry] = {}
    first: dict[str, int] = {}
    for line, record in zip(lines, records, strict=True):
        entry = _entry(name, line, record, checked, problems)
        if entry is None:
            continue
        if entry.profile.id in entries:
            facts = {"first_line": first[entry.profile.id]}
            problems.append(Problem("twice", name, line, "name", entry.profile.name, facts))
            continue
        entries[entry.profile.id], first[entry.profile.id] = entry, line
    return Reading(tuple(entries.values()), tuple(problems))


def _lines(text: str, records: list[Any]) -> list[int]:
    begins = [number for number, line in enumerate(text.splitlines(), start=1) if re.fullmatch(r"\s+\{\s*", line)]
    return begins if len(begins) == len(records) else list(range(1, len(records) + 1))


def _entry(file: str, line: int, record: Any, checked: str, problems: list[Problem]) -> Entry | None:
    """The university, None for one elsewhere in the world or one that cannot be read or placed."""
    if not isinstance(record, dict):
        problems.append(Problem("broken_row", file, line, value=str(record)[:80], facts={"detail": "not a record"}))
        return None
    name = " ".join(str(record.get("name") or "").split())[:LONGEST_NAME]
    told = str(record.get("alpha_two_code") or record.get("country") or "")
    country = values.country(told)
    if not name:
        problems.append(Problem("missing_value", file, line, "name", facts={"field": "name"}))
    elif country is None:
        problems.append(Problem("unknown_country", file, line, "alpha_two_code", told))
    elif country in COUNTRIES:
        town = town_in_name(country, name, _texts(record, "domains"))
        location = locate(Address(country, town.name if town else ""))
        if location.nuts == country and location.inside is not False:
            code = "place_unknown" if location.inside is None else "region_unknown"
            problems.append(Problem(code, file, line, "name", name, {"town": "", "country": country}))
        if location.inside:
            website = _website(file, line, record, problems)
            return Entry(_profile(name, country, town, location, website, checked), (), location.by)
    return None


def town_in_name(country: str, name: str, domains: Sequence[str] = ()) -> Town | None:
    """A town that the name speaks of: one that a domain bears too, else the largest.

    >>> town_in_name("DE", "Universität Stuttgart").nuts
    'DE11'
    """
    words = [word for word in re.split(r"[\s,()/\-–]+", name) if word]
    spans = [
        " ".join(words[begin : begin + length])
        for length in range(1, LONGEST_TOWN + 1)
        for begin in range(len(words) - length + 1)
        if words[begin][0].isupper()
    ]
    found = [town for span in spans if len(span) >= SHORTEST_TOWN and (town := town_named(country, span)) is not None]
    hosts = " ".join(domains)

    def evidence(town: Town) -> tuple[bool, int]:
        return values.slug(town.name) in hosts or values.folded(town.name) in hosts, town.inhabitants

    return max(found, key=evidence, default=None)


def _profile(name: str, country: str, town: Town | None, location: Location, website: str, checked: str) -> Profile:
    return Profile(
        id=f"{values.slug(name)}-{country.lower()}",
        name=name,
        kind="university",
        country=country,
        nuts=location.nuts,
        town=town.name if town else "",
        place=location.place,
        local_language=languages_spoken(country, location.nuts)[0],
        citation=Citation(SOURCE, confirmed=False, checked=checked),
        website=website,
    )


def _website(file: str, line: int, record: Mapping[str, Any], problems: list[Problem]) -> str:
    for text in _texts(record, "web_pages"):
        found = values.website(text)
        if found is not None:
            return found
        problems.append(Problem("bad_website", file, line, "web_pages", text))
    return ""


def _texts(record: Mapping[str, Any], key: str) -> list[str]:
    told = record.get(key)
    return [text for text in told if isinstance(text, str)] if isinstance(told, list) else []
