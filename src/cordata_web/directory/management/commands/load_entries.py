"""Store what ``cordata load`` read from outside tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, transaction

from cordata.sources.entries import Entry, entry_from_json
from cordata_web.directory.actions import UnknownClusterError, UnknownConceptError, store_profiles
from cordata_web.directory.evidence import store_projects


class Command(BaseCommand):
    help = "Create or update profiles and their projects from a file of `cordata load ... --out FILE`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        entries = list(_entries(options["file"]))
        try:
            with transaction.atomic():
                stored = store_profiles([entry.profile for entry in entries], actor=None)
                projects = store_projects(entries)
        except (UnknownConceptError, UnknownClusterError) as error:
            raise CommandError(str(error)) from error
        except (OperationalError, ProgrammingError) as error:  # SQLite and PostgreSQL, when there are no tables
            said = str(error).splitlines()[0]
            raise CommandError(f"The database cannot be used ({said}); run `python -m cordata_web migrate`.") from error
        self.stdout.write(
            f"{stored.created} profiles created, {stored.updated} updated, {stored.unchanged} as they were; "
            f"{projects} projects written."
        )
        if not options["no_index"]:
            call_command("rebuild_index", stdout=self.stdout, verbosity=options["verbosity"])


def _entries(file: Path) -> Iterator[Entry]:
    try:
        lines = file.read_text("utf-8").rstrip("\n").split("\n")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        try:
            yield entry_from_json(json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            raise CommandError(f"{file}, line {number}, is not an entry: {error}") from error
