"""Load the sample network that comes with Cordata."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cordata.directory import load_network
from cordata_web.directory.actions import store_profiles


class Command(BaseCommand):
    help = "Create or update the profiles of the sample network; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        network = load_network()
        console = Console(file=self.stdout._out, quiet=options["verbosity"] == 0)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("Loading the sample network", total=len(network))
            stored = store_profiles(network, actor=None, progress=lambda: bar.advance(task))
        console.print(
            f"{stored.created} profiles created, {stored.updated} updated, {stored.unchanged} as they were.",
            highlight=False,
        )
        if not options["no_index"]:
            call_command("rebuild_index", stdout=self.stdout, verbosity=options["verbosity"])
