"""What people see: tables on standard output, progress on standard error when that is a terminal, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from cordata.kernel import Reason

Step = Callable[[int, int], None]
"""Told how many are done, of how many."""


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output; where that is no terminal, wide enough for every cell."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, show_header=any(headings))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)
    console.print(table)


def show_json(data: Any) -> None:
    """One JSON document on standard output; reasons as they write themselves, amounts and days as texts."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Reason):
        return value.as_json()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")


def tell(message: str) -> None:
    """A message on standard error."""
    click.echo(message, err=True)


@contextmanager
def progress(label: str) -> Iterator[Step]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
