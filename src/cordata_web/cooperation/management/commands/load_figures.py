"""Load figures from files of official sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cordata_web.cooperation import results
from cordata_web.cooperation.bringing import NothingReadError
from cordata_web.cooperation.kinds import ORGANISATIONS
from cordata_web.cooperation.loading import store
from cordata_web.cooperation.receiving import KINDS, inputs_of

FAULTS_SHOWN = 20


class Command(BaseCommand):
    help = "Store the figures of files of a source; what was there of the same source is replaced, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS), help="where the files are from")
        parser.add_argument("files", nargs="+", type=Path, help="archives or tables as the source publishes them")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        files = {}
        for file in options["files"]:
            try:
                files[file.name] = file.read_bytes()
            except OSError as error:
                raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            brought = KINDS[options["kind"]](files, today=timezone.localdate())
        except NothingReadError as error:
            self._tell(error.faults)
            raise CommandError("The files hold no row that could be used; nothing was changed.") from error
        row = store(brought.about, brought.content, actor=None)
        if row.projects.exists():
            results.ask_for(ORGANISATIONS, inputs_of(row), owner=None)
        self._tell(brought.content.faults)
        self.stdout.write(
            f"{row.name}: {row.figures.count()} figures, {row.joint_projects.count()} pairs of regions, "
            f"{row.projects.count()} projects, {row.problems_count} faults."
        )

    def _tell(self, faults: tuple[str, ...]) -> None:
        for fault in faults[:FAULTS_SHOWN]:
            self.stderr.write(fault)
        if len(faults) > FAULTS_SHOWN:
            self.stderr.write(f"... and {len(faults) - FAULTS_SHOWN} more faults.")
