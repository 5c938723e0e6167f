"""`cordata funding check`: a consortium against the rules of a programme on a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from cordata.funding import Consortium, NotValidError, Programme, Verdict, read_consortium
from cordata.funding import check as check_consortium
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS
from cordata_cli.funding.programmes import DAY, JSON, programme_of
from cordata_cli.funding.rule_sentences import fault_sentence, message
from cordata_cli.screen import show_json, show_table, tell

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
OUTCOMES = {
    "eligible": "Eligible by the rules that Cordata knows.",
    "not_eligible": "Not eligible: a rule is broken.",
    "needs_review": "A person has to look at what is to be checked.",
}


def consortium_from(file: Path) -> Consortium:
    """The consortium of a file, its faults told on standard error; ends the command where it cannot be used."""
    with click.open_file(str(file), "rb") as stream:
        reading = read_consortium(stream.read())
    for fault in reading.faults:
        tell(f"{file}: {fault_sentence(fault)}")
    if reading.consortium is None:
        raise SystemExit(INPUT_HAS_PROBLEMS)
    return reading.consortium


@click.command(epilog=EXPLAINED)
@click.argument("file", metavar="CONSORTIUM.json", type=FILE)
@click.option("--programme", required=True, callback=programme_of, help="Its id, such as horizon-europe-ria.")
@click.option("--date", "on", type=DAY, help="The day whose rules hold, such as 2026-11-25; else today.")
@JSON
def check(file: Path, programme: Programme, on: datetime | None, as_json: bool) -> None:
    """Check a consortium against a programme's rules, one by one.

    The form of the file is told in docs/how-to/check-a-consortium.md. The verdict is eligible, not_eligible or
    needs_review, and does not change the exit code.
    """
    day = date.today() if on is None else on.date()
    try:
        verdict = check_consortium(consortium_from(file), programme, day)
    except NotValidError as error:
        first, last = (error.programme.valid.first or "...", error.programme.valid.last or "...")
        raise click.UsageError(f"{programme.id} holds from {first} to {last}, not on {day}.") from error
    if as_json:
        show_json(_plain(verdict))
        return
    rows = [
        (finding.status, finding.rule.id, "hard" if finding.rule.hard else "soft", message(finding.reasons))
        for finding in verdict.findings
    ]
    show_table(f"{programme.name}, {day}", ["Status", "Rule", "", "Why"], rows)
    click.echo(f"\n{OUTCOMES[verdict.outcome]}")


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict.outcome,
        "programme": verdict.programme.id,
        "date": verdict.day.isoformat(),
        "rules": [
            {
                "id": finding.rule.id,
                "status": finding.status,
                "message": message(finding.reasons),
                "source": finding.rule.source,
                "hard": finding.rule.hard,
                "confirmed": finding.rule.confirmed,
                "reasons": [{"code": reason.code, "facts": reason.facts} for reason in finding.reasons],
            }
            for finding in verdict.findings
        ],
        "gaps": list(verdict.programme.gaps),
    }
