"""One row read field by field; what cannot be read is reported and left empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cordata.sources import values
from cordata.sources.columns import meaning
from cordata.sources.problems import Problem
from cordata.sources.tables import Row

FIRST_YEAR, LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Cells by field; ``columns`` gives the heading of each field that the table has."""

    file: str
    row: Row
    columns: Mapping[str, str]
    problems: list[Problem]

    def cell(self, field: str) -> str:
        """What stands there, empty where the table has no such column."""
        return self.row.cells[self.columns[field]] if field in self.columns else ""

    def report(
        self, code: str, field: str, facts: Mapping[str, Any] | None = None, *, value: str | None = None
    ) -> None:
        """Note a problem of this row; ``value`` is the part of the cell that is meant, else the whole."""
        shown = self.cell(field) if value is None else value
        column = self.columns.get(field, "")
        self.problems.append(Problem(code, self.file, self.row.line, column, shown, dict(facts or {})))

    def text(self, field: str, limit: int) -> str:
        """One line of text, cut where it is too long."""
        found = " ".join(self.cell(field).split())
        if len(found) > limit:
            self.report("too_long", field, {"field": field, "length": len(found), "limit": limit})
        return found[:limit].rstrip()

    def several(self, field: str) -> list[str]:
        """The parts of a list: by ``;`` or ``|`` where one stands, else by commas."""
        text = self.cell(field)
        parts = re.split(r"[;|\n]" if re.search(r"[;|\n]", text) else r",", text)
        return [part.strip() for part in parts if part.strip()]

    def number(self, field: str) -> float | None:
        """A number with point or comma."""
        found = values.decimal(self.cell(field))
        if found is None and self.cell(field):
            self.report("bad_number", field, {"field": field})
        return found

    def whole(self, field: str) -> int | None:
        """A whole number not below zero."""
        found = values.whole(self.cell(field))
        if found is None and self.cell(field):
            self.report("bad_number", field, {"field": field})
        return found

    def year(self, field: str) -> int | None:
        """A year, or the year of a date."""
        text = self.cell(field)
        on = values.day(text)
        found = on.year if on else int(text) if re.fullmatch(r"\d{4}", text) else None
        if text and (found is None or not FIRST_YEAR <= found <= LAST_YEAR):
            self.report("bad_number", field, {"field": field})
            return None
        return found

    def day(self, field: str) -> date | None:
        """A date."""
        found = values.day(self.cell(field))
        if found is None and self.cell(field):
            self.report("bad_date", field, {"field": field})
        return found

    def website(self, field: str) -> str:
        """An address, empty where there is none."""
        text = self.cell(field)
        found = values.website(text) if text else ""
        if found is None:
            self.report("bad_website", field)
        return found or ""

    def word(self, field: str) -> str | None:
        """The code of a word with a fixed meaning, see ``columns.meaning``."""
        found = meaning(field, self.cell(field)) if self.cell(field) else None
        if found is None and self.cell(field):
            self.report(f"unknown_{field}", field)
        return found
