"""Records and queries for matching, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.places import Place, languages_spoken
from cordata.kernel.regions import region_of
from cordata.kernel.sectors import KINDS, SECTORS, Kind, Sector
from cordata.matching.records import Query, Record, Side
from cordata.sources.problems import Problem, Reading

SIDES = ("offer", "request")
Made = TypeVar("Made")


def read_records(data: bytes, file: str) -> Reading[Record]:
    """Records from lines with ``id`` and ``text``, and if known ``lang``, ``kind``, ``country``, ``nuts``, ``sector``.

    ``sector`` may be a list; ``side`` (offer, request), ``name``, ``concepts``, ``lat`` and ``lon`` are read too.
    A value that is not known is left out and reported; a line without id or text, or with the id of an earlier
    line, is left out whole.
    """
    return _read(data, file, _record)


def read_queries(data: bytes, file: str) -> Reading[tuple[str, Query]]:
    """Ids and queries, from lines like those of records."""
    return _read(data, file, _query)


class _Line:
    """A line's object, which notes what is wrong with its values as they are taken."""

    def __init__(self, fields: dict[str, Any], file: str, number: int) -> None:
        self.fields, self.file, self.number = fields, file, number
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return "" if value is None else str(value).strip()

    def one_of(self, name: str, known: tuple[str, ...], code: str) -> str | None:
        value = self.text(name)
        if not value or value in known:
            return value or None
        self.note(code, name, value)
        return None

    def several(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name) or ()
        return tuple(map(str, value)) if isinstance(value, list) else tuple(str(value).split(";")) if value else ()

    def place(self) -> Place | None:
        if self.fields.get("lat") is None or self.fields.get("lon") is None:
            return None
        try:
            return Place(float(self.fields["lat"]), float(self.fields["lon"]))
        except (TypeError, ValueError):
            self.note("bad_place", "lat", f"{self.fields['lat']}, {self.fields['lon']}")
            return None

    def note(self, code: str, column: str, value: str = "", **facts: Any) -> None:
        self.problems.append(Problem(code, self.file, self.number, column, value, facts))


def _read(data: bytes, file: str, make: Callable[[_Line], Made]) -> Reading[Made]:
    made: list[Made] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line in _lines(data, file, problems):
        key = line.text("id")
        lacking = [name for name in ("id", "text") if not line.text(name)]
        if lacking:
            line.note("missing_value", lacking[0], field=lacking[0])
        elif key in seen:
            line.note("twice", "id", key, first_line=seen[key])
        else:
            seen[key] = line.number
            made.append(make(line))
        problems.extend(line.problems)
    if not made and not problems:
        problems.append(Problem("empty_file", file))
    return Reading(tuple(made), tuple(problems))


def _lines(data: bytes, file: str, problems: list[Problem]) -> Iterator[_Line]:
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            fields = json.loads(raw)
        except ValueError as error:  # not UTF-8, or not JSON
            problems.append(Problem("broken_row", file, number, facts={"detail": str(error)}))
            continue
        if isinstance(fields, dict):
            yield _Line(fields, file, number)
        else:
            problems.append(Problem("broken_row", file, number, facts={"detail": "not a JSON object"}))


def _record(line: _Line) -> Record:
    country, nuts = line.text("country").upper() or None, line.text("nuts").upper() or None
    region = region_of(nuts)
    named = line.several("sector") or line.several("sectors")
    for sector in named:
        if sector not in SECTORS:
            line.note("unknown_sector", "sector", sector)
    return Record(
        id=line.text("id"),
        text=line.text("text"),
        language=_language(line),
        kind=cast("Kind | None", line.one_of("kind", KINDS, "unknown_kind")),
        country=country,
        nuts=nuts,
        sectors=cast("tuple[Sector, ...]", tuple(sector for sector in named if sector in SECTORS)),
        concepts=line.several("concepts"),
        place=line.place() or (region.centre if region else None),
        languages=languages_spoken(country, nuts),
        side=_side(line),
        name=line.text("name"),
    )


def _query(line: _Line) -> tuple[str, Query]:
    country, nuts = line.text("country").upper() or None, line.text("nuts").upper() or None
    return line.text("id"), Query(line.text("text"), _language(line), _side(line), country, nuts, line.place())


def _language(line: _Line) -> Language | None:
    return cast("Language | None", line.one_of("lang", LANGUAGES, "unknown_local_language"))


def _side(line: _Line) -> Side | None:
    return cast("Side | None", line.one_of("side", SIDES, "unknown_side"))
