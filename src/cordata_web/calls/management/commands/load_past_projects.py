"""Who won before: participations of CORDIS by topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cordata.sources import read_participations
from cordata_web.calls.past import keep_past


class Command(BaseCommand):
    help = "Load projects of the past from the tables of CORDIS; they stand on calls as evidence."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="projects, organisations and topics, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        try:
            files = {file.name: file.read_bytes() for file in options["files"]}
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}") from error
        reading = read_participations(files, activities="topics")
        number = keep_past(reading.records)
        for problem in [one for one in reading.problems if one.loss == "file"]:
            self.stderr.write(f"{problem.file}: {problem.code}")
        self.stdout.write(f"{number} parts in projects of the past are kept.")
        if not number:
            raise CommandError("No project with a topic and a partner of our regions was found.")
