"""Tables of financing instruments, with the headings of the file that comes with Cordata."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cordata.funding import Instrument
from cordata.funding.instruments import instrument_of
from cordata.sources import values
from cordata.sources.problems import Problem, Reading
from cordata.sources.rows import FieldReader
from cordata.sources.tables import Table, read_table

NEEDED = ("id", "name", "funder", "level", "territories", "form", "purpose", "status", "source", "checked")
OPTIONAL = (
    "local_name", "beneficiaries", "rate_max", "ceiling", "budget", "currency", "duration_months", "conditions",
    "valid_from", "valid_to", "legal_basis", "website", "confirmed",
)  # fmt: skip
HEADINGS = (*NEEDED, *OPTIONAL)
HIGHEST_RATE = 100
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_instruments(name: str, content: bytes) -> Reading[Instrument]:
    """The instruments of a table (CSV, XLSX, XLS or ODS), and what was wrong with the rest.

    A row is taken whole or left out and reported with its line and column: an instrument of which one fact is
    misread would be compared wrongly. Columns that are none of ``HEADINGS`` are passed over.

    >>> read_instruments("a.csv", b"id;name\\none;One\\n").problems[0].facts
    {'field': 'funder'}
    """
    reading = instruments_of_table(read_table(name, content))
    return Reading(tuple(one for _line, one in reading.records), reading.problems)


def instruments_of_table(table: Table, columns: Mapping[str, str] | None = None) -> Reading[tuple[int, Instrument]]:
    """The same of a table that was read already, each with its line; ``columns`` are those of each heading.

    Without ``columns`` the headings stand in the table as they are.
    """
    chosen = columns or {heading: heading for heading in HEADINGS}
    known = {heading: column for heading, column in chosen.items() if column in table.columns}
    problems = list(table.problems)
    lacking = [heading for heading in NEEDED if table.columns and heading not in known]
    problems += [Problem("missing_column", table.name, facts={"field": heading}) for heading in lacking]
    if lacking:
        return Reading((), tuple(problems))
    found: dict[str, tuple[int, Instrument]] = {}
    for row in table.rows:
        reader = FieldReader(table.name, row, known, problems)
        one = _instrument(reader)
        if one is None:
            continue
        if one.id in found:
            reader.report("twice", "id", {"first_line": found[one.id][0]})
            continue
        found[one.id] = row.line, one
    return Reading(tuple(found.values()), tuple(problems))


def _instrument(reader: FieldReader) -> Instrument | None:
    """The row's instrument; None after a report."""
    missing = [heading for heading in NEEDED if not reader.cell(heading)]
    for heading in missing:
        reader.report("missing_value", heading, {"field": heading})
    faults = {} if missing else _faults(reader)
    for heading, detail in faults.items():
        reader.report("broken_row", heading, {"detail": f"{heading}: {detail}"})
    if missing or faults:
        return None
    said_yes = values.yes_or_no(reader.cell("confirmed"))
    cells = {heading: reader.cell(heading) for heading in HEADINGS}
    try:
        return instrument_of({**cells, "confirmed": "yes" if said_yes else "no"})
    except ValueError as error:
        reader.report("broken_row", str(error).split(":")[0], {"detail": str(error)})
        return None


def _faults(reader: FieldReader) -> dict[str, str]:
    """By heading, what can be told of cells one by one and the library takes for granted."""
    faults = {}
    if values.slug(reader.cell("id")) != reader.cell("id"):
        faults["id"] = "only small letters, digits and hyphens make an identifier"
    if not ISO_DAY.fullmatch(reader.cell("checked")) or values.day(reader.cell("checked")) is None:
        faults["checked"] = f"{reader.cell('checked')!r} is no day such as 2026-11-25"
    for heading in ("source", "website"):
        told = reader.cell(heading)
        if told and not (told.startswith(("https://", "http://")) and values.website(told)):
            faults[heading] = f"{told!r} is no address of a page"
    if reader.cell("confirmed") and values.yes_or_no(reader.cell("confirmed")) is None:
        faults["confirmed"] = f"{reader.cell('confirmed')!r} is neither yes nor no"
    rate = values.whole(reader.cell("rate_max"))
    if rate is not None and not 0 < rate <= HIGHEST_RATE:
        faults["rate_max"] = f"{rate} is no share in per cent"
    if (reader.cell("ceiling") or reader.cell("budget")) and not reader.cell("currency"):
        faults["currency"] = "none is told of the amounts"
    return faults
