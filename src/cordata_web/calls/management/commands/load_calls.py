"""Calls of files: topics of the portal, a table of work programmes, own calls."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cordata.sources.call_files import read_calls
from cordata_web.calls.fitting import update_call_index
from cordata_web.calls.loading import load, lost
from cordata_web.calls.models import Call
from cordata_web.calls.problems import problem_sentence

TOLD = 50


class Command(BaseCommand):
    help = "Load calls from files of the Funding & Tenders portal, tables of work programmes, or own calls."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="JSON, JSONL (also packed), XLSX or CSV")
        parser.add_argument(
            "--fetched", type=date.fromisoformat, help="the day on which the files were fetched, such as 2026-11-25"
        )
        parser.add_argument("--own", action="store_true", help="calls of this network, which can be edited on the site")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        calls, lost_rows = {}, 0
        for file in options["files"]:
            try:
                content = file.read_bytes()
            except OSError as error:
                raise CommandError(f"{file} cannot be read: {error.strerror}") from error
            reading = read_calls(file.name, content, fetched=options["fetched"])
            calls |= {call.id: call for call in reading.records}
            lost_rows += self._tell(reading.problems)
        done = load(calls.values(), origin=Call.Origin.OWN if options["own"] else Call.Origin.READ)
        counts = done.counts
        self.stdout.write(f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as they were.")
        for reference in done.taken:
            self.stderr.write(f"{reference}: another call has this identifier; left out.")
        if not options["no_index"]:
            update_call_index()
        if lost_rows or done.taken:
            raise CommandError(f"{lost_rows + len(done.taken)} rows were left out.")

    def _tell(self, problems: Any) -> int:
        rows = lost(problems)
        for problem in rows[:TOLD]:
            self.stderr.write(f"{problem.file}:{problem.line}:{problem.column}: {problem_sentence(problem)}")
        others = Counter(problem.code for problem in problems if problem not in rows)
        for code, number in others.most_common():
            self.stderr.write(f"{code}: {number}")
        return len(rows)
