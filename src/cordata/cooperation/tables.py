"""Tables of regions by activities: read from files or made from rows, checked once, so that formulas can trust them."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import (
    CooperationError,
    DuplicateCellError,
    DuplicateLabelError,
    EmptyTableError,
    MissingCellError,
    NegativeValueError,
    NotANumberError,
    ShapeMismatchError,
    UnknownColumnsError,
    UnknownLabelError,
    UnreadableError,
)

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

LONG_COLUMNS = ("region", "activity", "value")
FIRST_COLUMNS = ("id", "region", "")
DELIMITERS = (",", ";", "\t")
MISSING = frozenset({"", ":", "-", "na", "n/a", "nan", "null"})
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")

Cell = tuple[str, str, float]
NumberedCells = tuple[int, list[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Values of regions (rows) by activities (columns): counts of persons, firms, projects; or money.

    Parameters
    ----------
    regions
        R different labels, such as NUTS codes.
    activities
        K different labels, such as NACE divisions or science fields.
    values
        Shape (R, K), finite and not negative. It is kept as float64 and cannot be changed afterwards.

    Raises
    ------
    EmptyTableError, DuplicateLabelError, ShapeMismatchError, MissingCellError, NegativeValueError
        When the table is not as said above.

    Examples
    --------
    >>> Table(("AT33", "ITH1"), ("wood", "steel"), np.array([[3.0, 0.0], [1.0, 2.0]])).values.sum()
    np.float64(6.0)
    """

    regions: tuple[str, ...]
    activities: tuple[str, ...]
    values: FloatArray

    def __post_init__(self) -> None:
        values = np.array(self.values, np.float64)
        _check_labels("region", self.regions)
        _check_labels("activity", self.activities)
        expected = (len(self.regions), len(self.activities))
        if values.shape != expected:
            raise ShapeMismatchError(expected=expected, found=values.shape)
        for error, wrong in ((MissingCellError, ~np.isfinite(values)), (NegativeValueError, values < 0)):
            if wrong.any():
                row, column = (int(place) for place in np.argwhere(wrong)[0])
                raise error(region=self.regions[row], activity=self.activities[column], value=str(values[row, column]))
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    def region(self, label: str) -> int:
        """The row of a region; UnknownLabelError when there is none."""
        return _position("region", label, self.regions)

    def activity(self, label: str) -> int:
        """The column of an activity; UnknownLabelError when there is none."""
        return _position("activity", label, self.activities)

    def cells(self) -> Iterator[Cell]:
        """Every cell as (region, activity, value), row by row."""
        for region, row in zip(self.regions, self.values.tolist(), strict=True):
            for activity, value in zip(self.activities, row, strict=True):
                yield region, activity, value


def table_of(cells: Iterable[Cell]) -> Table:
    """A table of (region, activity, value); labels keep the order in which they first stand, absent pairs are 0.

    Raises
    ------
    DuplicateCellError
        When a pair is told twice.
    EmptyTableError, MissingCellError, NegativeValueError
        As for `Table`.

    Examples
    --------
    >>> table_of([("AT33", "wood", 3), ("ITH1", "steel", 2)]).values.tolist()
    [[3.0, 0.0], [0.0, 2.0]]
    """
    regions: dict[str, int] = {}
    activities: dict[str, int] = {}
    found: dict[tuple[int, int], float] = {}
    for region, activity, value in cells:
        place = regions.setdefault(region, len(regions)), activities.setdefault(activity, len(activities))
        if place in found:
            raise DuplicateCellError(region=region, activity=activity)
        found[place] = value
    values = np.zeros((len(regions), len(activities)))
    if found:
        rows, columns = np.array(list(found)).T
        values[rows, columns] = list(found.values())
    return Table(tuple(regions), tuple(activities), values)


def without_empty(table: Table) -> Table:
    """The table without regions and activities whose values are all zero; EmptyTableError when nothing is left.

    Examples
    --------
    >>> without_empty(Table(("AT33", "ITH1"), ("wood", "steel"), np.array([[3.0, 0.0], [0.0, 0.0]]))).regions
    ('AT33',)
    """
    rows, columns = (np.flatnonzero((table.values > 0).any(axis=axis)) for axis in (1, 0))
    return Table(
        tuple(table.regions[row] for row in rows.tolist()),
        tuple(table.activities[column] for column in columns.tolist()),
        table.values[np.ix_(rows, columns)],
    )


def read_table_of_values(name: str, content: bytes) -> Table:
    """Read a delimited table: columns region, activity, value in any order, or a matrix whose first heading is ``id``.

    UTF-8, separated by comma, semicolon or tab. In the long form pairs that are not told are 0; a cell that is told
    must hold a number, with a decimal point, not below 0.

    Parameters
    ----------
    name
        What errors call the file.
    content
        The bytes of the file.

    Raises
    ------
    CooperationError
        Its facts tell ``file``, ``line``, ``column`` and ``value``: UnreadableError, EmptyTableError,
        UnknownColumnsError, ShapeMismatchError (a row too long or too short), MissingCellError, NotANumberError,
        NegativeValueError, DuplicateCellError, DuplicateLabelError.

    Examples
    --------
    >>> read_table_of_values("t.csv", b"id,wood,steel\\nAT33,3,0\\nITH1,1,2\\n").values.tolist()
    [[3.0, 0.0], [1.0, 2.0]]
    """
    lines = _lines(name, content)
    try:
        heading_line, heading = next(lines)
    except StopIteration:
        raise EmptyTableError(file=name) from None
    lowered = [title.lower() for title in heading]
    if set(LONG_COLUMNS) <= set(lowered):
        return _read_long(name, lowered, lines)
    if len(heading) > 1 and lowered[0] in FIRST_COLUMNS:
        return _read_matrix(name, heading, lines)
    raise UnknownColumnsError(file=name, line=heading_line, columns=tuple(heading[:10]))


def _lines(name: str, content: bytes) -> Iterator[NumberedCells]:
    """The lines that hold anything, cells trimmed, with their number in the file."""
    try:
        text = content.decode("utf-8-sig")
        outside = "".join(text.lstrip().partition("\n")[0].split('"')[::2])
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=outside.count))
        begin = 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, [cell.strip() for cell in cells]
            begin = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(file=name, detail=str(error)) from error


def _read_long(name: str, heading: Sequence[str], lines: Iterable[NumberedCells]) -> Table:
    region, activity, value = (heading.index(title) for title in LONG_COLUMNS)
    first_lines: dict[tuple[str, str], int] = {}

    def cells() -> Iterator[Cell]:
        for line, row in lines:
            _check_length(name, line, heading, row)
            pair = row[region], row[activity]
            place = {"file": name, "line": line}
            for label, title in zip(pair, LONG_COLUMNS[:2], strict=True):
                if not label:
                    raise MissingCellError(**place, column=title, value="")
            if pair in first_lines:
                raise DuplicateCellError(**place, region=pair[0], activity=pair[1], first_line=first_lines[pair])
            first_lines[pair] = line
            yield (*pair, _number(row[value], {**place, "column": "value"}))

    with _told_of(name):
        return table_of(cells())


def _read_matrix(name: str, heading: Sequence[str], lines: Iterable[NumberedCells]) -> Table:
    activities = tuple(heading[1:])
    regions: list[str] = []
    rows: list[list[float]] = []
    for line, row in lines:
        _check_length(name, line, heading, row)
        place = {"file": name, "line": line}
        regions.append(row[0])
        rows.append(
            [_number(cell, {**place, "column": title}) for cell, title in zip(row[1:], activities, strict=True)]
        )
    with _told_of(name):
        return Table(tuple(regions), activities, np.array(rows).reshape(len(rows), len(activities)))


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    """Adds the file's name to what the table as a whole is refused for."""
    try:
        yield
    except CooperationError as error:
        raise type(error)(**{"file": name, **error.facts}) from error


def _number(cell: str, place: dict[str, Any]) -> float:
    if cell.lower() in MISSING:
        raise MissingCellError(**place, value=cell)
    if not NUMBER.fullmatch(cell) or not math.isfinite(number := float(cell)):
        raise NotANumberError(**place, value=cell)
    if number < 0:
        raise NegativeValueError(**place, value=cell)
    return number


def _check_length(name: str, line: int, heading: Sequence[str], row: Sequence[str]) -> None:
    if len(row) != len(heading):
        raise ShapeMismatchError(file=name, line=line, expected=len(heading), found=len(row))


def _check_labels(axis: str, labels: Sequence[str]) -> None:
    if not labels:
        raise EmptyTableError(axis=axis)
    seen: set[str] = set()
    for position, label in enumerate(labels):
        if not label:
            raise MissingCellError(axis=axis, position=position)
        if label in seen:
            raise DuplicateLabelError(axis=axis, label=label)
        seen.add(label)


def _position(axis: str, label: str, labels: Sequence[str]) -> int:
    try:
        return labels.index(label)
    except ValueError:
        raise UnknownLabelError(axis=axis, label=label) from None
