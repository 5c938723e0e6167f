"""`cordata funding calls`: calls of files that are open or coming, and those that fit a text or a profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordata.funding import CALL_STATUSES, Applicant, Call, entry_deadline, past_projects, status_at
from cordata.funding.calls import BRUSSELS
from cordata.kernel import KINDS, LANGUAGES, load_regions
from cordata.publish.calendar import deadlines_as_calendar
from cordata.sources.call_files import read_calls
from cordata.sources.problems import Problem
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.funding.call_plain import event_words, plain, plain_evidence
from cordata_cli.funding.call_profiles import read_applicant
from cordata_cli.funding.choosing import writing
from cordata_cli.problem_sentences import sentence
from cordata_cli.screen import progress, show_json, show_table, tell

if TYPE_CHECKING:
    from cordata.funding.call_matching import CallAnswer

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
TOLD_PROBLEMS = 20
"""More faults than these are told as counts."""


@click.command(epilog=EXPLAINED)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--for", "text", help="What you do or want, in one of the five languages: the calls that fit it.")
@click.option("--profile", type=FILE, help="The same from a JSON file: text, language, kind, country, nuts, sme, trl.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="Language of the text; else detected.")
@click.option("--from", "nuts", help="NUTS code or country of who would apply, such as ITC1.")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of who would apply.")
@click.option("--trl", type=click.IntRange(1, 9), help="Technology readiness level of what they have.")
@click.option("--on", "on", type=DAY, help="Status and deadlines on this day, such as 2026-11-25; else now.")
@click.option("--fetched", type=DAY, help="The day on which the files were fetched.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(CALL_STATUSES), help="Only these; repeatable.")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many fitting calls.")
@click.option("--past", multiple=True, type=FILE, help="Tables of CORDIS: who won here before; repeatable.")
@click.option("--calendar", type=OUT, help="Write the deadlines of the calls told as an iCalendar file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def calls(
    files: tuple[Path, ...], on: datetime | None, fetched: datetime | None, calendar: Path | None, as_json: bool,
    **asked: Any,
) -> None:  # fmt: skip
    """List calls that are open or coming, or those that fit a text, each with its reasons.

    FILES hold topics of the Funding & Tenders portal (as `cordata fetch calls` brings them, or as they circulate), a
    table of work programmes, or own calls. The first match of new files takes about a minute for each 500 calls.
    """
    now = datetime.combine(on.date(), time(), BRUSSELS) if on else datetime.now(UTC)
    found, faults = _read(files, fetched)
    applicant = read_applicant(asked)
    wanted = asked["statuses"] or ("open", "forthcoming", "unknown")
    if applicant is None:
        chosen = _by_deadline([call for call in found if status_at(call, now) in wanted], now)
        rows = [plain(call, now) for call in chosen]
    else:
        answer = _matched([call for call in found if status_at(call, now) in wanted], applicant, now, asked["top"])
        chosen = [hit.call for hit in answer.hits]
        rows = [_plain_hit(hit, now) for hit in answer.hits]
    if asked["past"]:
        _add_past(rows, chosen, asked["past"])
    if calendar is not None:
        content = deadlines_as_calendar(chosen, event_words, name="Cordata: calls", now=now)
        writing(calendar, lambda path: path.write_bytes(content))
        tell(f"The deadlines of {len(chosen)} calls were written to {calendar}.")
    if as_json:
        show_json(rows)
    elif applicant is None:
        _show(chosen, now)
    else:
        _show_answer(answer)
    tell(f"{len(chosen)} of {len(found)} calls.")
    if any(problem.loss in ("file", "row") for problem in faults):
        raise SystemExit(INPUT_HAS_PROBLEMS)
    if not chosen:
        raise SystemExit(NOTHING_FOUND)


def _read(files: Sequence[Path], fetched: datetime | None) -> tuple[list[Call], list[Problem]]:
    """Calls by id, later files before earlier ones, and all faults, which are told."""
    found: dict[str, Call] = {}
    faults: list[Problem] = []
    for file in files:
        reading = read_calls(file.name, file.read_bytes(), fetched=fetched.date() if fetched else None)
        found |= {call.id: call for call in reading.records}
        faults += reading.problems
    lost = [problem for problem in faults if problem.loss in ("file", "row")]
    for problem in (faults if len(faults) <= TOLD_PROBLEMS else lost)[: 5 * TOLD_PROBLEMS]:
        where = ":".join(filter(None, (problem.file, str(problem.line or ""), problem.column)))
        tell(f"{where}: {sentence(problem)}")
    if len(faults) > TOLD_PROBLEMS:
        counts = Counter((problem.code, problem.column) for problem in faults)
        tell("Faults: " + ", ".join(f"{code} {column} {count}" for (code, column), count in counts.most_common()))
    return list(found.values()), faults


def _by_deadline(calls_: Sequence[Call], now: datetime) -> list[Call]:
    def key(call: Call) -> tuple[bool, datetime, str]:
        deadline = entry_deadline(call, now)
        return deadline is None, deadline.at if deadline else now, call.id

    return sorted(calls_, key=key)


def _matched(found: Sequence[Call], applicant: Applicant, now: datetime, top: int) -> CallAnswer:
    from cordata.funding.call_matching import CallMatcher  # the whole engine, which a list does not need
    from cordata_cli.funding.call_index import engine_and_index

    engine, index, keep = engine_and_index()
    with progress("Reading calls") as step:
        matcher = CallMatcher.of_calls(engine, found, index=index, progress=step)
    keep(matcher.matcher.index)
    answer = matcher.match(applicant, now, top=top)
    if answer.problem:
        tell("The text says too little that is known; the calls below are guesses.")
    return answer


def _plain_hit(hit: Any, now: datetime) -> dict[str, Any]:
    return {**plain(hit.call, now), "score": round(hit.score, 4), "reasons": hit.reasons}


def _add_past(rows: list[dict[str, Any]], chosen: Sequence[Call], files: Sequence[Path]) -> None:
    from cordata.sources import read_participations

    reading = read_participations({file.name: file.read_bytes() for file in files}, activities="topics")
    for row, call in zip(rows, chosen, strict=True):
        evidence = past_projects(call, reading.records, load_regions())
        row["past"] = plain_evidence(evidence)
        if evidence.projects:
            where = ", ".join(f"{region} {count}" for region, count in evidence.regions[:5])
            tell(f"{call.id}: {evidence.projects} past projects ({evidence.level} {evidence.key}), from {where or '-'}")


def _show(chosen: Sequence[Call], now: datetime) -> None:
    rows = []
    for call in chosen:
        deadline = entry_deadline(call, now)
        at = deadline.at.isoformat(" ", "minutes") if deadline else ""
        rows.append((call.id, call.title(), call.action, status_at(call, now), at, call.programme))
    show_table("", ["Id", "Title", "Action", "Status", "Deadline", "Rules"], rows)


def _show_answer(answer: CallAnswer) -> None:
    from cordata_cli.concepts import loaded_thesaurus
    from cordata_cli.funding.call_sentences import told

    thesaurus, language = loaded_thesaurus(), answer.language or "en"
    for hit in answer.hits:
        click.echo(f"{hit.score:.2f}  {hit.call.id}  {hit.call.title()}")
        click.echo("      " + "; ".join(told(reason, thesaurus, language) for reason in hit.reasons))
