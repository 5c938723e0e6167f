"""Tables of projects in, participations out: what the commands of networks and synergies share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from cordata.cooperation.networks import taking_part
from cordata.cooperation.participations import Participation
from cordata.kernel import Kind
from cordata.sources.participations import read_participations
from cordata.sources.problems import Problem
from cordata_cli.cooperation.tables import Options
from cordata_cli.problem_sentences import sentence
from cordata_cli.screen import tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
PROJECTS: Options = (
    click.option("--projects", type=FILE, help="Table of projects: id, startDate, objective, topics."),
    click.option("--organizations", type=FILE, help="Table of organisations, one row for each project."),
    click.option("--fields", type=FILE, help="Table of science fields: projectID, euroSciVocCode, euroSciVocPath."),
)
SPAN: Options = (
    click.option("--since", type=DAY, help="Only projects that start on this day or later."),
    click.option("--until", type=DAY, help="Only projects that start before this day."),
)


def participations_from(
    files: Iterable[Path | None],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Sequence[Kind] = (),
    of_fields: bool = False,
) -> list[Participation]:
    """The participations of tables, of a period and of some kinds; tells what could not be read."""
    contents = {path.name: path.read_bytes() for path in files if path is not None}
    reading = read_participations(contents, activities="fields" if of_fields else "topics")
    report(reading.problems)
    return taking_part(
        reading.records, since=since.date() if since else None, until=until.date() if until else None, kinds=kinds
    )


def report(problems: Sequence[Problem]) -> None:
    """How many rows have which problem, and where each stands first."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.code, problem)
    for code, count in Counter(problem.code for problem in problems).most_common():
        one = first[code]
        tell(f"{count} × {code}, first in {one.file}, line {one.line} ({one.value}): {sentence(one)}")
