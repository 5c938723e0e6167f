"""Sheets of XLSX, XLS and ODS files as lines of text cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

SPREADSHEET_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_sheet(content: bytes) -> tuple[Iterator[tuple[int, Sequence[str]]], tuple[str, ...]]:
    """The rows of the first sheet that holds any, numbered as the spreadsheet shows them, and the other such sheets.

    Raises
    ------
    ValueError
        When the file cannot be read as a spreadsheet.
    """
    sheets = read_sheets(content)
    filled = [name for name, rows in sheets.items() if any(cell != "" for row in rows for cell in row)]
    if not filled:
        return iter(()), ()
    return enumerate(sheets[filled[0]], start=1), tuple(filled[1:])


def read_sheets(content: bytes) -> dict[str, list[list[str]]]:
    """The rows of every sheet by its name, from the first row on; raises ValueError like ``read_sheet``."""
    from python_calamine import CalamineError, CalamineWorkbook  # a compiled reader that most runs never need

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except CalamineError as error:
        raise ValueError(str(error)) from error
    return {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets.items()}


def _text(cell: object) -> str:
    """A cell as it would stand in a CSV file: whole numbers without point, dates by ISO 8601."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)
