"""Results as text for other programs: CSV that no spreadsheet mistakes for formulas, and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as CSV with a heading; lists joined by ``;``, None empty, yes and no as ``true`` and ``false``.

    Cells that a spreadsheet would run as formulas get an apostrophe in front (OWASP, "CSV Injection"); numbers keep
    their sign.

    >>> as_csv([{"name": "=1+1", "km": -3.5}], ["name", "km"])
    "name,km\\n'=1+1,-3.5\\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guarded(column) for column in columns])
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def as_json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line, letters of all languages as they are."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def guarded(text: str) -> str:
    """A text that a spreadsheet shows and does not run.

    >>> guarded("@SUM(A1)"), guarded("-3,5"), guarded("plain")
    ("'@SUM(A1)", '-3,5', 'plain')
    """
    risky = text.lstrip(" ").startswith(FORMULA_BEGINS) and not NUMBER.fullmatch(text.strip(" "))
    return f"'{text}" if risky else text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return guarded(";".join(map(str, value)))
    return guarded(str(value))
