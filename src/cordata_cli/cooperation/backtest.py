"""`cordata cooperation backtest`: does the potential foretell the links that came, better than simple methods?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cordata.cooperation import CooperationError
from cordata.cooperation.backtest import Backtest, Comparison, backtest, words_of
from cordata.cooperation.participations import Participation
from cordata.sources.cordis_tables import read_cordis_tables
from cordata.sources.participations import read_participations
from cordata.sources.problems import Problem
from cordata_cli.cooperation.error_sentences import sentence as refusal
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS
from cordata_cli.problem_sentences import sentence
from cordata_cli.screen import progress, show_json, show_table, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MEASURES = ("recall@10", "recall@50", "average_precision", "reciprocal_rank", "ndcg@10", "auc")
PAIR_MEASURES = ("recall@10", "recall@50", "average_precision", "auc", "spearman")
NOTES = {
    "weights_not_learned": "There were too few earlier links to learn weights from; those of larger samples hold.",
    "no_words": "Nothing tells what the projects are about, so likeness of meaning counts for nothing.",
    "no_new_region_pairs": "No pair of these regions began a first joint project after the split.",
    "no_new_partners": "No two organisations that were known before became partners after the split.",
}


@click.command("backtest", epilog=EXPLAINED)
@click.option("--projects", required=True, type=FILE, help="Table of projects: id, startDate, objective, topics.")
@click.option("--organizations", required=True, type=FILE, help="Table of organisations, one row for each project.")
@click.option(
    "--split", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Projects from this day on are foretold."
)
@click.option("--fields", type=FILE, help="Table of science fields: projectID, euroSciVocCode, euroSciVocPath.")
@click.option("--all-regions", is_flag=True, help="Pair all regions that the rows tell, not the 44 of the Alps alone.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of intervals, ties and examples.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    projects: Path, organizations: Path, split: datetime, fields: Path | None, all_regions: bool, **chosen: Any
) -> None:
    """Foretell the links after a day from what was known before it, next to ten other methods.

    The tables are those of CORDIS, in any of their forms. Measured are pairs of regions that were not linked before,
    and pairs of organisations that were known but no partners; what each figure means is told in
    docs/science/backtest.md. Rows that cannot be used are counted under problems, and leave the exit code at 0.
    """
    files = {path.name: path.read_bytes() for path in (projects, organizations, fields) if path is not None}
    reading = read_participations(files, activities="fields" if fields else "topics")
    _report(reading.problems)
    regions = sorted({one.region for one in reading.records if one.region}) if all_regions else None
    try:
        with progress("Comparing methods") as step:
            found = backtest(
                reading.records,
                split.date(),
                words=_words(files, reading.records),
                regions=regions,
                seed=chosen["seed"],
                progress=step,
            )
    except CooperationError as error:
        tell(refusal(error))
        raise SystemExit(INPUT_HAS_PROBLEMS) from error
    if chosen["as_json"]:
        codes = Counter(problem.code for problem in reading.problems)
        show_json({**found.as_json(), "problems": dict(codes.most_common())})
    else:
        _show(found)


def _words(files: Mapping[str, bytes], rows: Sequence[Participation]) -> dict[str, frozenset[str]]:
    """Of each project the words of its title and objective, its topics and its activities."""
    activities = {one.project: one.activities for one in rows}
    known = read_cordis_tables(files, countries=()).projects
    words = {}
    for project, told in activities.items():
        row = known.get(project)
        words[project] = words_of(f"{row.title} {row.objective}", row.topics, told) if row else frozenset(told)
    return words


def _report(problems: Sequence[Problem]) -> None:
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.code, problem)
    for code, count in Counter(problem.code for problem in problems).most_common():
        one = first[code]
        tell(f"{count} × {code}, first in {one.file}, line {one.line} ({one.value}): {sentence(one)}")


def _show(found: Backtest) -> None:
    before, after = found.before, found.after
    tell(
        f"Before {found.split}: {before.projects} projects, {before.organisations} organisations. "
        f"From then on: {after.projects} projects, {after.organisations} organisations."
    )
    if found.regions is not None:
        _show_comparison("Pairs of regions without a joint project before", found.regions)
        for title, pairs in (("The same, all pairs in one list", found.region_pairs),
                             ("All pairs of regions in one list", found.all_region_pairs)):  # fmt: skip
            rows = [[name, *(_told(measures[one]) for one in PAIR_MEASURES)] for name, measures in pairs.items()]
            show_table(f"\n{title}", ["Method", *PAIR_MEASURES], rows)
    if found.organisations is not None:
        _show_comparison("New partners of organisations that were known before", found.organisations)
        strata: list[list[object]] = [
            [name, one.queries, one.positives, _told(one.methods["potential"]["recall@10"]), one.best_baseline,
             _told(one.methods[one.best_baseline]["recall@10"]), _told(one.ahead)]
            for name, one in found.strata.items()
        ]  # fmt: skip
        headings = ["Of these", "seekers", "pairs", "potential, recall@10", "best other", "its recall@10", "ahead"]
        show_table("\nNew partners by who seeks, and by where the partner is", headings, strata)
    for note in found.notes:
        tell(NOTES[note])


def _show_comparison(title: str, one: Comparison) -> None:
    rows = [[name, *(_told(measures[each]) for each in MEASURES)] for name, measures in one.methods.items()]
    show_table(f"\n{title}: {one.positives} came of {one.candidates}", ["Method", *MEASURES], rows)
    verdict = "The potential is ahead of" if one.better else "The potential is not ahead of"
    tell(f"{verdict} the best other method, {one.best_baseline}, by {_told(one.ahead)} at recall@10.")


def _told(interval: Any) -> str:
    return f"{interval.value:.3f} [{interval.low:.3f}, {interval.high:.3f}]"
