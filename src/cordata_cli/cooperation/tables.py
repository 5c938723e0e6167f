"""Tables in, rows out: what the commands of formulas share."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from cordata.cooperation import (
    METHODS,
    CooperationError,
    FloatArray,
    Table,
    read_table_of_values,
    relatedness_of,
    specialised,
    without_empty,
)
from cordata.kernel.files import written_whole
from cordata_cli.cooperation.error_sentences import sentence
from cordata_cli.exits import INPUT_HAS_PROBLEMS
from cordata_cli.screen import tell

Options = tuple[Callable[..., Any], ...]

TABLE_OPTIONS: Options = (
    click.option(
        "--table",
        "table_file",
        required=True,
        type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
        help="CSV with columns region, activity, value, or a matrix with id first; - reads standard input.",
    ),
    click.option(
        "--out",
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        help="Write CSV to this file; to standard output without it or for -.",
    ),
    click.option("--drop-empty", is_flag=True, help="Leave out regions and activities that hold nothing."),
)
MINIMUM_OPTION: Options = (
    click.option(
        "--minimum",
        type=click.FloatRange(min=0),
        default=0.0,
        show_default=True,
        help="The least value that can make a specialisation.",
    ),
)
RELATEDNESS_OPTIONS: Options = (
    click.option(
        "--relatedness",
        "method",
        type=click.Choice(METHODS),
        default="association",
        show_default=True,
        help="How relatedness is measured.",
    ),
    click.option("--binary", is_flag=True, help="Take as related (1) what is above 1, all else as 0."),
)
ISOLATED_OPTION: Options = (
    click.option(
        "--isolated",
        type=click.Choice(["refuse", "zero"]),
        default="refuse",
        show_default=True,
        help="What to do with activities that no other is related to.",
    ),
)


def with_options(*groups: Options) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that gives a command all options of the groups, in their order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return decorate


def table_from(file: Path, *, drop_empty: bool = False) -> Table:
    """The table of a file, or of standard input for -."""
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    table = read_table_of_values("standard input" if str(file) == "-" else file.name, content)
    return kept_of(table) if drop_empty else table


def kept_of(table: Table) -> Table:
    """The table without what holds nothing; tells what was left out."""
    kept = without_empty(table)
    gone = [label for label in table.regions if label not in kept.regions]
    gone += [label for label in table.activities if label not in kept.activities]
    if gone:
        tell(f"Left out, because they hold nothing: {', '.join(gone)}.")
    return kept


def specialisations_of(table: Table, minimum: float) -> Table:
    """Zeros and ones: which regions of the table are specialised in what."""
    return Table(table.regions, table.activities, specialised(table.values, minimum=minimum).astype(float))


def related_of(holdings: Table, method: Any, binary: bool) -> FloatArray:
    """Relatedness of the activities of a table of zeros and ones."""
    related = relatedness_of(holdings.values, method, binary=binary)
    if binary and not related.any():
        tell(f"No two activities have a relatedness above 1 by the method {method}.")
    return related


@contextmanager
def refusals_told() -> Iterator[list[Table]]:
    """Ends the command with a sentence when a table or a formula refuses.

    Gives a list to which the command adds the tables at hand: the last one names the regions and activities.
    """
    tables: list[Table] = []
    try:
        yield tables
    except CooperationError as error:
        tell(sentence(error, tables[-1] if tables else None))
        raise SystemExit(INPUT_HAS_PROBLEMS) from error


def write_rows(out: Path | None, headings: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
    """CSV to a file, whole or not at all, or to standard output; numbers with all their digits."""
    if out is None or str(out) == "-":
        _write(sys.stdout, headings, rows)
        return
    with written_whole(out) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        _write(file, headings, rows)


def _write(file: TextIO, headings: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)


def cells_of(table: Table, *values: FloatArray) -> Iterator[tuple[str | float, ...]]:
    """(region, activity, value, ...) of arrays that have the shape of the table."""
    for row, region in enumerate(table.regions):
        yield from (
            (region, *cell) for cell in zip(table.activities, *(array[row].tolist() for array in values), strict=True)
        )
