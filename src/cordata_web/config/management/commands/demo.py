"""Everything from an empty folder to a site that answers; safe to repeat."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from cordata_web.config.catalogues import compile_catalogues
from cordata_web.config.companion import beside
from cordata_web.config.serving import NoSuchAddressError, PortTakenError, address, check_free, serve

LOCAL = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    help = "Set up the database, translations, files, sample network and search index, then serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--no-load", action="store_true", help="leave the network's data as they are")
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, but do not serve")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        host, port = options["host"], options["port"]
        if not options["no_serve"]:
            self._check(host, port)
        self._prepare()
        if not options["no_load"]:
            self._load()
        if not options["no_serve"]:
            self._announce(host, port)
            with beside():
                serve(host, port)

    def _check(self, host: str, port: int) -> None:
        try:
            check_free(host, port)
        except (PortTakenError, NoSuchAddressError) as error:
            raise CommandError(str(error)) from error

    def _prepare(self) -> None:
        with self._step("Database"):
            call_command("migrate", verbosity=0, interactive=False)
        with self._step("Translations"):
            for locale in settings.LOCALE_PATHS:
                compile_catalogues(Path(locale))
        with self._step("Style sheets, icons and scripts"):
            call_command("collectstatic", verbosity=0, interactive=False)
        # Facts that come with Cordata, as new as it is; whatever was edited or withdrawn on the site stays so.
        with self._step("Financing of clusters", end="\n"):
            call_command("load_instruments", stdout=self.stdout)

    def _load(self) -> None:
        with self._step("Sample network", end="\n"):
            call_command("load_network", no_index=True, stdout=self.stdout)
        with self._step("Figures of regions", end="\n"):
            call_command("load_shipped_figures", stdout=self.stdout)
        with self._step("People and opportunities of the example", end="\n"):
            call_command("load_examples", stdout=self.stdout)
        with self._step("Search index", end="\n"):
            call_command("rebuild_index", stdout=self.stdout)
        with self._step("Calls of the example", end="\n"):
            call_command("load_example_calls", stdout=self.stdout)

    @contextmanager
    def _step(self, name: str, end: str = " ") -> Iterator[None]:
        """Say what is done and how long it took; a step that says something itself begins a line."""
        console = Console(file=self.stdout._out, highlight=False)
        console.print(f"[cyan]==>[/cyan] {name}:", end=end)
        begin = time.perf_counter()
        yield
        console.print(f"{'    ' if end != ' ' else ''}[dim]{time.perf_counter() - begin:.1f} s[/dim]")

    def _announce(self, host: str, port: int) -> None:
        console = Console(file=self.stdout._out, highlight=False)
        console.print(f"[green]==>[/green] Cordata is at [bold]{address(host, port)}[/bold] (stop it with Ctrl+C)")
        if host not in LOCAL:
            hosts = ", ".join(settings.ALLOWED_HOSTS)
            console.print(f"    It answers to the names {hosts}; others are set with ALLOWED_HOSTS.")
