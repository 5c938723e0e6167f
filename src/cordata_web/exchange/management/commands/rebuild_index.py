"""Bring the search index in step with the directory."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Command(BaseCommand):
    help = "Read new and changed profiles into the search index and remove those that are gone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", dest="everything", help="read every profile anew")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        from cordata_web.exchange.indexing import update_index  # numerics: only when they are needed
        from cordata_web.exchange.matching import read_in_bulk

        read_in_bulk()
        console = Console(file=self.stdout._out, quiet=options["verbosity"] == 0)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("Reading profiles", total=None)
            done = update_index(
                everything=options["everything"],
                progress=lambda some, of: bar.update(task, completed=some, total=of),
            )
            bar.update(task, completed=done.read, total=done.read)
        what = "The search index was built anew" if done.anew else "The search index is up to date"
        console.print(f"{what}: {done.total} entries, {done.read} read, {done.removed} removed.", highlight=False)
