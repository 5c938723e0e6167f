"""Own calls of a network, a region or a programme from a table with documented columns (CSV, XLSX, XLS, ODS)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cordata.funding.call_programmes import ACTION_CODES, action_of, family_of, programme_of
from cordata.funding.calls import HIGHEST_TRL, MODELS, Call, Deadline, Maturity, Model, closing, deadlines_of
from cordata.funding.programme_files import load_programmes
from cordata.kernel import KINDS, LANGUAGES, Kind, Language
from cordata.sources import values
from cordata.sources.problems import Problem, Reading
from cordata.sources.rows import FieldReader
from cordata.sources.tables import read_table

NEEDED: Final = ("id",)
LANGUAGE_COLUMNS: Final = tuple(f"{part}_{language}" for part in ("title", "text") for language in LANGUAGES)
OPTIONAL: Final = (
    *LANGUAGE_COLUMNS, "topic", "call", "funder", "programme", "action", "stages", "deadlines", "time", "zone",
    "opening", "status", "grant_min", "grant_max", "currency", "grants", "keywords", "trl_start", "trl_end",
    "countries",
    "kinds", "conditions", "website",
)  # fmt: skip
HEADINGS: Final = (*NEEDED, *OPTIONAL)
ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
HOUR: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
TERRITORY: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
STATUSES: Final = ("forthcoming", "open", "closed")
ZONE: Final = "Europe/Brussels"
HOUR_TOLD: Final = "17:00"


class _FaultError(ValueError):
    """A cell that cannot be used: its heading, and why."""

    def __init__(self, heading: str, detail: str) -> None:
        self.heading = heading
        super().__init__(f"{heading}: {detail}")


def read_own_calls(name: str, content: bytes, *, fetched: date | None = None) -> Reading[Call]:
    """The calls of a table with the columns of ``HEADINGS``, and what was wrong with the rest.

    A row is taken whole or left out and reported with its line and column, for a call of which one fact is misread
    would be missed. Only ``id`` and a title in one language are needed. ``deadlines`` are days such as 2026-09-23,
    several parted by ``;``, which close at ``time`` (else 17:00) in ``zone`` (else Europe/Brussels); ``stages`` is
    single, two_stage or multiple. Columns of other names are passed over.

    Parameters
    ----------
    fetched
        The day of the table: until when its statuses hold.

    Examples
    --------
    >>> table = b"id;title_en;deadlines\\none;One;2026-09-23\\ntwo;Two;tomorrow\\n"
    >>> reading = read_own_calls("own.csv", table)
    >>> [call.id for call in reading.records], [(one.line, one.column) for one in reading.problems]
    (['one'], [(3, 'deadlines')])
    """
    table = read_table(name, content)
    problems = list(table.problems)
    if table.columns and "id" not in table.columns:
        problems.append(Problem("missing_column", name, facts={"field": "id"}))
        return Reading((), tuple(problems))
    columns = {heading: heading for heading in HEADINGS if heading in table.columns}
    found: dict[str, Call] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        reader = FieldReader(name, row, columns, problems)
        try:
            call = _Row(reader).call(name, fetched)
        except _FaultError as fault:
            reader.report("broken_row", fault.heading, {"detail": str(fault)})
            continue
        if call.id in found:
            reader.report("twice", "id", {"first_line": lines[call.id]})
            continue
        found[call.id], lines[call.id] = call, row.line
    return Reading(tuple(found.values()), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Row:
    reader: FieldReader

    def cell(self, heading: str) -> str:
        return self.reader.cell(heading)

    def call(self, source: str, fetched: date | None) -> Call:
        """The row's call; raises _FaultError at the first cell that cannot be used."""
        titles = self.titles()
        deadlines = self.deadlines()
        smallest, largest = self.grant()
        opening = self.opening(deadlines)
        action = self.action()
        family, programme = self.programme(action, deadlines[0].at.date() if deadlines else opening)
        return Call(
            id=self.cell("id"),
            titles=titles,
            texts=self.said("text"),
            topic=self.cell("topic"),
            call=self.cell("call"),
            programme_name=self.cell("funder"),
            family=family,
            programme=programme,
            action_name=self.cell("action"),
            action=action,
            model=cast(Model, self.one_of("stages", MODELS) or "single"),
            deadlines=deadlines,
            opening=opening,
            said=cast(Literal["forthcoming", "open", "closed", ""], self.one_of("status", STATUSES)),
            smallest=smallest,
            largest=largest,
            currency=self.cell("currency") or "EUR",
            grants=self.number("grants"),
            keywords=tuple(self.reader.several("keywords")),
            maturity=Maturity(self.levels("trl_start"), self.levels("trl_end")),
            conditions=self.cell("conditions"),
            countries=self.territories(),
            kinds=self.who(),
            url=self.website(),
            source=source,
            fetched=fetched,
        )

    def titles(self) -> dict[Language, str]:
        if not self.cell("id") or values.slug(self.cell("id")) != self.cell("id").casefold():
            raise _FaultError("id", "letters without accents, digits and hyphens make an identifier")
        found = self.said("title")
        if not found:
            raise _FaultError("id", "the call has no title in any language")
        return found

    def grant(self) -> tuple[int | None, int | None]:
        smallest, largest = self.number("grant_min"), self.number("grant_max")
        if smallest and largest and smallest > largest:
            raise _FaultError("grant_min", f"{smallest} is more than grant_max")
        return smallest, largest

    def opening(self, deadlines: tuple[Deadline, ...]) -> date | None:
        found = self.day("opening", self.cell("opening")) if self.cell("opening") else None
        if found and deadlines and found > deadlines[-1].at.date():
            raise _FaultError("opening", f"{found} lies after the last deadline")
        return found

    def said(self, part: str) -> dict[Language, str]:
        """Titles or texts by language."""
        return {language: told for language in LANGUAGES if (told := self.cell(f"{part}_{language}"))}

    def deadlines(self) -> tuple[Deadline, ...]:
        zone, hour = self.zone(), self.hour()
        days = [self.day("deadlines", told) for told in self.reader.several("deadlines")]
        found = deadlines_of(
            cast(Model, self.one_of("stages", MODELS) or "single"), [closing(day, hour, zone) for day in days]
        )
        if self.cell("stages") == "single" and len(found) > 1:
            raise _FaultError("deadlines", "a call in a single stage has one deadline")
        return found

    def zone(self) -> ZoneInfo:
        told = self.cell("zone") or ZONE
        try:
            return ZoneInfo(told)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise _FaultError("zone", f"{told!r} is no time zone such as {ZONE}") from error

    def hour(self) -> time:
        found = HOUR.fullmatch(self.cell("time")[:5] or HOUR_TOLD)
        if found is None:
            raise _FaultError("time", f"{self.cell('time')!r} is no time such as {HOUR_TOLD}")
        return time(int(found[1]), int(found[2]))

    def day(self, heading: str, told: str) -> date:
        found = values.day(told) if ISO_DAY.fullmatch(told) else None
        if found is None:
            raise _FaultError(heading, f"{told!r} is no day such as 2026-09-23")
        return found

    def number(self, heading: str) -> int | None:
        found = values.whole(self.cell(heading))
        if found is None and self.cell(heading):
            raise _FaultError(heading, f"{self.cell(heading)!r} is no whole number")
        return found

    def levels(self, heading: str) -> tuple[int, int] | None:
        """A level or two, such as 5 or 5-6."""
        told = self.cell(heading)
        found = [int(level) for level in told.split("-")] if re.fullmatch(r"\d(-\d)?", told) else []
        if told and not (found and 1 <= found[0] <= found[-1] <= HIGHEST_TRL):
            raise _FaultError(heading, f"{told!r} is no level from 1 to {HIGHEST_TRL}, nor two such as 5-6")
        return (found[0], found[-1]) if found else None

    def one_of(self, heading: str, known: tuple[str, ...]) -> str:
        told = self.cell(heading)
        if told and told not in known:
            raise _FaultError(heading, f"{told!r} is none of {', '.join(known)}")
        return told

    def action(self) -> str:
        told = self.cell("action")
        found = told if told in ACTION_CODES else action_of(told)
        if self.cell("action") and not found:
            raise _FaultError("action", f"{self.cell('action')!r} is none of {', '.join(ACTION_CODES)}")
        return found

    def programme(self, action: str, day: date | None) -> tuple[str, str]:
        """Family and programme: the programme named, else the one that the other cells lead to."""
        told = self.cell("programme")
        if told:
            known = load_programmes()
            return known[self.one_of("programme", tuple(known))].family, told
        family = family_of(self.cell("funder"), topic=self.cell("topic") or self.cell("call"))
        return family, programme_of(family, action, self.cell("topic"), day)

    def territories(self) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(self.reader.several("countries")))
        for one in found:
            if not TERRITORY.fullmatch(one):
                raise _FaultError("countries", f"{one!r} is no country or NUTS code such as AT or ITC1")
        return found

    def who(self) -> tuple[Kind, ...]:
        found: tuple[Any, ...] = tuple(dict.fromkeys(self.reader.several("kinds")))
        for one in found:
            if one not in KINDS:
                raise _FaultError("kinds", f"{one!r} is none of {', '.join(KINDS)}")
        return found

    def website(self) -> str:
        told = self.cell("website")
        if told and not (told.startswith(("https://", "http://")) and values.website(told)):
            raise _FaultError("website", f"{told!r} is no address of a page")
        return told
