"""Bring the search index in step with the directory, and that of the calls with the calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from cordata_web.exchange.indexing import Indexed


class Command(BaseCommand):
    help = "Read new and changed profiles and calls into the search indexes and remove those that are gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", dest="everything", help="read every profile and call anew")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        from cordata_web.calls.fitting import update_call_index
        from cordata_web.calls.models import Call
        from cordata_web.exchange.indexing import update_index  # numerics: only when they are needed
        from cordata_web.exchange.matching import read_in_bulk

        read_in_bulk()
        console = Console(file=self.stdout._out, quiet=options["verbosity"] == 0)
        _update("profiles", update_index, console, everything=options["everything"])
        if Call.objects.exists():
            _update("calls", update_call_index, console, everything=options["everything"])


def _update(what: str, update: Callable[..., Indexed], console: Console, *, everything: bool) -> None:
    """Do it with a bar, and tell what was done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(f"Reading {what}", total=None)
        done = update(everything=everything, progress=lambda some, of: bar.update(task, completed=some, total=of))
        bar.update(task, completed=done.read, total=done.read)
    how = "was built anew" if done.anew else "is up to date"
    told = f"The search index of {what} {how}: {done.total} entries, {done.read} read, {done.removed} removed."
    console.print(told, highlight=False)
