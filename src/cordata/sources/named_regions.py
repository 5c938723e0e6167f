"""Figures in spreadsheets that name regions in words: divisions of NACE in columns, regions in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from cordata.kernel.nomenclatures import nace_code
from cordata.kernel.regions import load_regions
from cordata.sources.eurostat import dataset_named
from cordata.sources.figures import NOT_AVAILABLE, Figure, with_versions
from cordata.sources.problems import Problem, Reading
from cordata.sources.spreadsheets import SPREADSHEET_MARKS, read_sheet
from cordata.sources.values import decimal, folded

Zeros = Literal["missing", "zero"]
ZERO_OR_MISSING = "zero or missing"
CODE_LABEL = "nace_r2"
NUTS2 = re.compile(r"[A-Z]{2}[A-Z0-9]{2}")
YEAR = re.compile(r"(?:19|20)\d{2}")
HEADING_LINES = 20

Lines = Sequence[tuple[int, Sequence[str]]]


def read_named_regions(
    name: str, content: bytes, *, zeros: Zeros = "missing", dataset: str = "", unit: str = "persons"
) -> Reading[Figure]:
    """Figures of one year from the first sheet of a spreadsheet: a line of NACE codes, then a line per region.

    A region's code is taken from a list of names and codes that stands beside the figures, else from the names of the
    macro-region's regions; other names are reported. The year stands above the figures.

    Parameters
    ----------
    zeros
        What a 0 means. Such tables write 0 for what is confidential or unknown, so a 0 is no proof that nobody works
        there: ``missing`` gives no value and the flag ``zero or missing``, and reports how many there were; ``zero``
        believes them.
    dataset
        Found in the name or the title of the sheet when empty.
    """
    problems: list[Problem] = []
    if not content.startswith(SPREADSHEET_MARKS):
        return Reading((), (Problem("unreadable", name, facts={"detail": "not a spreadsheet"}),))
    try:
        told, other_sheets = read_sheet(content)
        lines = list(told)
    except ValueError as error:
        return Reading((), (Problem("unreadable", name, facts={"detail": str(error)}),))
    if other_sheets:
        problems.append(Problem("other_sheets", name, facts={"sheets": list(other_sheets)}))
    place = next((place for place, (_, cells) in enumerate(lines[:HEADING_LINES]) if _is_code_line(cells)), None)
    if place is None:
        return Reading((), (*problems, Problem("no_header", name)))
    year = next((int(cell) for _, cells in lines[:place] for cell in cells if YEAR.fullmatch(cell)), None)
    if year is None:
        return Reading((), (*problems, Problem("missing_column", name, facts={"field": "year"})))
    known = dataset or _dataset(name, lines[:place])
    columns = _activities(lines[place][1])
    figures = [
        Figure(known, region, "", "nace", activity, year, value, flag, unit)
        for number, region, cells in _rows(name, lines[place + 1 :], problems)
        for activity, value, flag in _values(name, number, cells, columns, problems)
    ]
    return Reading(tuple(with_versions(_believed(name, figures, zeros, problems))), tuple(problems))


def _is_code_line(cells: Sequence[str]) -> bool:
    return cells[0].strip().lower().startswith(CODE_LABEL) and len(_activities(cells)) > 1


def _activities(cells: Sequence[str]) -> dict[int, str]:
    """The activity of each column, up to the first that has none."""
    found: dict[int, str] = {}
    for column, cell in enumerate(cells[1:], start=1):
        code = nace_code(cell)
        if code is None:
            break
        found[column] = code
    return found


def _dataset(name: str, above: Lines) -> str:
    title = " ".join(cell for _, cells in above for cell in cells)
    match = re.search(r"\[(\w+)\]", title)
    return match[1] if match else dataset_named(name)


def _rows(name: str, lines: Lines, problems: list[Problem]) -> Iterator[tuple[int, str, Sequence[str]]]:
    codes = _codes_beside(lines) or _known_names()
    seen: set[str] = set()
    for number, cells in lines:
        if not cells[0].strip():
            continue
        code = codes.get(folded(cells[0])) or _known_names().get(folded(cells[0]))
        if code is None or code in seen:
            problems.append(Problem("unknown_region", name, number, value=cells[0].strip()))
            continue
        seen.add(code)
        yield number, code, cells


def _codes_beside(lines: Lines) -> dict[str, str]:
    """Codes that stand right of a name, anywhere in the sheet."""
    return {
        folded(cells[column - 1]): cell
        for _, cells in lines
        for column, cell in enumerate(cells)
        if column and NUTS2.fullmatch(cell) and cells[column - 1].strip()
    }


@cache
def _known_names() -> Mapping[str, str]:
    return {folded(name): region.code for region in load_regions().values() for name in region.names.values()}


def _values(
    name: str, number: int, cells: Sequence[str], columns: Mapping[int, str], problems: list[Problem]
) -> Iterator[tuple[str, float | None, str]]:
    for column, activity in columns.items():
        text = cells[column].strip() if column < len(cells) else ""
        value = decimal(text)
        if value is None and text not in ("", ":"):
            problems.append(Problem("bad_number", name, number, activity, text, {"field": "value"}))
        yield activity, value, "" if value is not None else NOT_AVAILABLE


def _believed(name: str, figures: list[Figure], zeros: Zeros, problems: list[Problem]) -> list[Figure]:
    count = sum(figure.value == 0 for figure in figures)
    if zeros == "zero" or not count:
        return figures
    problems.append(Problem("zeros_as_missing", name, facts={"zeros": count}))
    return [_without_zero(figure) for figure in figures]


def _without_zero(figure: Figure) -> Figure:
    return replace(figure, value=None, flag=ZERO_OR_MISSING) if figure.value == 0 else figure
