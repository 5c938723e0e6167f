"""Tables from files: delimited text of any usual kind, and spreadsheets, as rows of text with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cordata.sources.problems import Problem
from cordata.sources.spreadsheets import SPREADSHEET_MARKS, read_sheet

DELIMITERS = (";", ",", "\t", "|")
LONGEST_CELL = 4_000_000
NumberedCells = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the physical line where it begins, and its cells, trimmed, by heading."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found, and what was wrong with its form."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table whose rows are still to be read, once; ``problems`` grows while they are."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    problems: list[Problem]


def read_table(name: str, content: bytes) -> Table:
    """Read CSV (``;``, ``,``, ``|`` or tab; UTF-8, UTF-16 or Windows-1252; any line ends) or XLSX, XLS, ODS.

    Short rows are filled with empty cells, long rows cut, and both are reported; empty rows are left out. A file
    without rows or without headings gives an empty table with a problem that says so.

    >>> read_table("a.csv", b"name;town\\nAlpha;Graz\\n").rows[0]
    Row(line=2, cells={'name': 'Alpha', 'town': 'Graz'})
    """
    table = open_table(name, content)
    rows = tuple(table.rows)
    if any(problem.code == "unreadable" for problem in table.problems):
        return Table(name, (), (), tuple(problem for problem in table.problems if problem.code == "unreadable"))
    return Table(name, table.columns, rows, tuple(table.problems))


def open_table(name: str, content: bytes, *, delimiter: str = "", years_as_headings: bool = False) -> OpenTable:
    """The same, row by row, for tables that are too large to be held; where a fault ends them, a problem says so.

    ``delimiter`` is found out when it is empty; ``years_as_headings`` takes a first row of headings that are mostly
    numbers for one, too.
    """
    problems: list[Problem] = []
    if not content.strip():
        return OpenTable(name, (), iter(()), [Problem("empty_file", name)])
    lines = _readable(name, _lines(name, content, delimiter, problems), problems)
    heading_line, heading = next(lines, (0, []))
    while heading and not heading[-1]:
        heading.pop()
    if not heading:
        if not problems or problems[-1].code != "unreadable":
            problems.append(Problem("empty_file", name))
        return OpenTable(name, (), iter(()), problems)
    if not years_as_headings and not _is_heading(heading):
        problems.append(Problem("no_header", name, heading_line, value="; ".join(heading)[:200]))
        return OpenTable(name, (), iter(()), problems)
    columns = _unique(name, heading_line, heading, problems)
    return OpenTable(name, columns, _rows(name, lines, columns, problems), problems)


def _readable(name: str, lines: Iterable[NumberedCells], problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, their cells trimmed, up to what cannot be read."""
    try:
        for line, cells in lines:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield line, trimmed
    except (csv.Error, UnicodeError, ValueError) as error:
        problems.append(Problem("unreadable", name, facts={"detail": str(error)}))


def _lines(name: str, content: bytes, delimiter: str, problems: list[Problem]) -> Iterator[NumberedCells]:
    if content.startswith(SPREADSHEET_MARKS):
        lines, other_sheets = read_sheet(content)
        if other_sheets:
            problems.append(Problem("other_sheets", name, facts={"sheets": list(other_sheets)}))
        yield from lines
    else:
        yield from _delimited(content, delimiter, *_encoding(name, content, problems))


def _encoding(name: str, content: bytes, problems: list[Problem]) -> tuple[str, str]:
    """The encoding, and what becomes of bytes that it does not know."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "strict"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem("encoding_guessed", name, facts={"encoding": "cp1252"}))
        return "cp1252", "replace"
    return "utf-8-sig", "strict"


def _delimited(content: bytes, delimiter: str, encoding: str, errors: str) -> Iterator[NumberedCells]:
    csv.field_size_limit(LONGEST_CELL)
    heading = next((line for line in _text(content, encoding, errors) if line.strip()), "")
    reader = csv.reader(_text(content, encoding, errors), delimiter=delimiter or _delimiter(heading))
    begin = 1
    for cells in reader:
        yield begin, cells
        begin = reader.line_num + 1


def _text(content: bytes, encoding: str, errors: str) -> io.TextIOWrapper:
    """The decoded lines with their ends, decoded while they are read."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors, newline="")


def _delimiter(heading: str) -> str:
    """The one that stands most often in the heading, outside quotes."""
    outside = "".join(heading.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _rows(name: str, lines: Iterable[NumberedCells], columns: Sequence[str], problems: list[Problem]) -> Iterator[Row]:
    number = 0
    for number, (line, cells) in enumerate(lines, start=1):  # noqa: B007 - the last number tells whether there was one
        yield _row(name, line, cells, columns, problems)
    if not number and not any(problem.code == "unreadable" for problem in problems):
        problems.append(Problem("empty_file", name))


def _is_heading(cells: Sequence[str]) -> bool:
    """Headings are mostly words; data rows of such tables hold numbers, addresses and empty cells."""
    words = [cell for cell in cells if cell and cell[0].isalpha() and "://" not in cell and "@" not in cell]
    return len(words) * 2 > len(cells)


def _unique(name: str, line: int, heading: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    columns: list[str] = []
    for number, title in enumerate(heading, start=1):
        plain = " ".join(title.split()) or f"column {number}"
        if plain in columns:
            problems.append(Problem("duplicate_column", name, line, column=plain, facts={"column": plain}))
            plain = f"{plain} ({number})"
        columns.append(plain)
    return tuple(columns)


def _row(name: str, line: int, cells: Sequence[str], columns: Sequence[str], problems: list[Problem]) -> Row:
    facts = {"expected": len(columns), "found": len(cells)}
    if len(cells) < len(columns):
        problems.append(Problem("short_row", name, line, facts=facts))
    surplus = [cell for cell in cells[len(columns) :] if cell]
    if surplus:
        problems.append(Problem("long_row", name, line, value="; ".join(surplus)[:200], facts=facts))
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return Row(line, dict(zip(columns, padded, strict=False)))
