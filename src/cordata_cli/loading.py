"""What happens to what was read: reported, written to a file, or handed to the site."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from cordata.publish.tables import as_csv, as_json_lines
from cordata.sources.entries import Entry, entry_as_json
from cordata.sources.problems import Problem, Reading
from cordata_cli.exits import NOT_DONE
from cordata_cli.problem_sentences import sentence
from cordata_cli.screen import show_json, show_table, tell

SITE = "cordata_web"
PROBLEM_COLUMNS = ("file", "line", "column", "value", "code", "loss", "reason")
LOST = {"file": "file", "row": "row", "value": "value", "nothing": ""}


def demand_site() -> None:
    """Leave the command when the site is not installed: there is nowhere to store."""
    if find_spec("django") is None or find_spec(SITE) is None:
        raise click.UsageError("The site is not installed here. Write to a file with --out, or look with --dry-run.")


def report(reading: Reading[Entry], *, problems_file: Path | None, as_json: bool) -> None:
    """Show what was found and what was wrong; write all problems to a file when one is named."""
    if problems_file is not None:
        rows = [{**problem.as_json(), "reason": sentence(problem)} for problem in reading.problems]
        is_csv = problems_file.suffix.lower() == ".csv"
        problems_file.write_text(as_csv(rows, PROBLEM_COLUMNS) if is_csv else as_json_lines(rows), "utf-8")
        tell(f"{len(rows)} faults written to {problems_file}.")
    if as_json:
        show_json(_summary(reading))
        return
    _show_found(reading.records)
    _show_problems(reading.problems)


def write_lines(entries: Iterable[Entry], file: Path) -> None:
    """One entry a line, as the site's command ``load_entries`` reads them."""
    file.write_text(as_json_lines(map(entry_as_json, entries)), "utf-8")


def store(entries: Sequence[Entry]) -> None:
    """Hand the entries to the site in a process of its own: the terminal does not import the web."""
    with tempfile.TemporaryDirectory(prefix="cordata-") as folder:
        file = Path(folder) / "entries.jsonl"
        write_lines(entries, file)
        done = subprocess.run([sys.executable, "-m", SITE, "load_entries", str(file)], check=False)  # noqa: S603 - own
    if done.returncode:
        tell("The site did not store the profiles; see its message above.")
        raise SystemExit(NOT_DONE)


def _summary(reading: Reading[Entry]) -> dict[str, Any]:
    kinds = Counter((entry.profile.country, entry.profile.kind) for entry in reading.records)
    return {
        "profiles": len(reading.records),
        "projects": sum(len(entry.projects) for entry in reading.records),
        "by_country_and_kind": [{"country": c, "kind": k, "profiles": n} for (c, k), n in sorted(kinds.items())],
        "region_by": dict(sorted(Counter(entry.region_by for entry in reading.records).items())),
        "problems": dict(Counter(problem.code for problem in reading.problems).most_common()),
    }


def _show_found(entries: Sequence[Entry]) -> None:
    counts = Counter((entry.profile.country, entry.profile.kind) for entry in entries)
    kinds = sorted({kind for _, kind in counts})
    countries = sorted({country for country, _ in counts})
    rows = [
        (country, *(counts[country, kind] or "" for kind in kinds), sum(counts[country, kind] for kind in kinds))
        for country in countries
    ]
    show_table(f"{len(entries)} profiles found", ["Country", *kinds, "all"], rows)


def _show_problems(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.code, problem)
    counts = Counter(problem.code for problem in problems).most_common()
    rows = [
        (
            count,
            LOST[first[code].loss],
            sentence(first[code]),
            f"{first[code].file}:{first[code].line}",
            first[code].value,
        )
        for code, count in counts
    ]
    show_table("\nFaults", ["How often", "Left out", "The first of them", "Where", "Value"], rows)
