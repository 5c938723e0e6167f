"""`cordata funding note`: the concept note of a consortium, ready to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordata.funding import Consortium, NotValidError, Programme, Verdict
from cordata.funding import check as check_consortium
from cordata_cli.exits import EXPLAINED
from cordata_cli.funding.budgeting import WORDS as BUDGET_WORDS
from cordata_cli.funding.checking import FILE, OUTCOMES, consortium_from
from cordata_cli.funding.choosing import ending_in, writing
from cordata_cli.funding.programmes import DAY, programme_of
from cordata_cli.funding.rule_sentences import message
from cordata_cli.screen import tell

if TYPE_CHECKING:
    from cordata.publish.documents import Block, Document

SUFFIXES = (".docx", ".pdf", ".md")
WORDS = {
    "call": "Call", "deadline": "Deadline", "programme": "Programme", "summary": "In short",
    "objectives": "What the partners will do", "partners": "The partners", "partner": "Partner", "country": "Country",
    "kind": "Kind", "role": "Role", "concepts": "Concepts", "work": "Work packages", "package": "Work package",
    "leader": "Leader", "months": "Months", "budget": "Budget", "rules": "Rules of the programme", "rule": "Rule",
    "status": "Status", "source": "Source", "to_be_written": "To be written.",
}  # fmt: skip
STATUSES = {"satisfied": "satisfied", "broken": "broken", "to_check": "to be checked"}


@click.command(epilog=EXPLAINED)
@click.argument("file", metavar="CONSORTIUM.json", type=FILE)
@click.option("--programme", required=True, callback=programme_of, help="Its id, such as horizon-europe-ria.")
@click.option("--title", default="A project", show_default=True, help="What the project is called.")
@click.option("--summary", default="", help="The project in some sentences.")
@click.option("--objective", "objectives", multiple=True, help="Something that the partners will do.")
@click.option("--concept", "concepts", multiple=True, help="A concept of the thesaurus, by its id.")
@click.option("--call", default="", help="The call.")
@click.option("--deadline", default="", help="When it closes, in words of your own.")
@click.option("--date", "on", type=DAY, help="The day whose rules hold, such as 2026-11-25; else today.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=ending_in(SUFFIXES),
    help="Write .docx, .pdf or .md.",
)
def note(file: Path, programme: Programme, on: datetime | None, out: Path | None, **told: Any) -> None:
    """A concept note with what is known of a consortium: partners, budget, rules; the rest is to be written.

    The form of the file is told in docs/how-to/check-a-consortium.md. Without --out the note is printed as Markdown.
    """
    from cordata.publish.markdown import as_markdown

    day = date.today() if on is None else on.date()
    consortium = consortium_from(file)
    try:
        verdict = check_consortium(consortium, programme, day)
    except NotValidError as error:
        raise click.UsageError(f"{programme.id} does not hold on {day}.") from error
    document = _note(consortium, programme, verdict, told)
    if out is None:
        click.echo(as_markdown(document), nl=False)
        return
    content = _content(document, out.suffix.lower())
    writing(out, lambda path: path.write_bytes(content))
    tell(f"Written to {out}.")


def _content(document: Document, suffix: str) -> bytes:
    from cordata.publish.documents import as_docx, as_pdf
    from cordata.publish.markdown import as_markdown

    if suffix == ".md":
        return as_markdown(document).encode()
    return as_docx(document) if suffix == ".docx" else as_pdf(document)


def _note(consortium: Consortium, programme: Programme, verdict: Verdict, told: Mapping[str, Any]) -> Document:
    from cordata.publish.concept_note import ConceptNote, Participant, RuleTold, concept_note

    partners = tuple(
        Participant(one.name or one.id, one.country, one.kind, "coordinator" if one.coordinator else "partner")
        for one in consortium.partners
    )
    rules = tuple(RuleTold(message(one.reasons), STATUSES[one.status], one.rule.source) for one in verdict.findings)
    made = ConceptNote(
        title=told["title"],
        call=told["call"],
        deadline=told["deadline"],
        programme=programme.name,
        summary=" ".join(filter(None, (told["summary"], _time(consortium), OUTCOMES[verdict.outcome]))),
        objectives=tuple(told["objectives"]),
        partners=partners,
        concepts=_labels(told["concepts"]),
        budget=tuple(_budget(consortium, programme, verdict.day)),
        rules=rules,
    )
    return concept_note(made, WORDS, "en")


def _time(consortium: Consortium) -> str:
    begin = f"It begins on {consortium.start}." if consortium.start else ""
    months = f"It takes {consortium.duration_months} months." if consortium.duration_months else ""
    return " ".join(filter(None, (begin, months)))


def _labels(concepts: tuple[str, ...]) -> tuple[str, ...]:
    if not concepts:
        return ()
    from cordata.thesaurus import load_thesaurus

    thesaurus = load_thesaurus()
    if unknown := [one for one in concepts if one not in thesaurus]:
        raise click.UsageError(f"No concept of the thesaurus: {', '.join(unknown)}. See `cordata concepts`.")
    return tuple(thesaurus[one].label("en") for one in concepts)


def _budget(consortium: Consortium, programme: Programme, day: date) -> Iterator[Block]:
    """Who spends and gets what, where anybody has a budget."""
    from cordata.funding.budgets import reckon
    from cordata.publish.budget_documents import Wording, partners_grid

    if not any(one.budget for one in consortium.partners):
        return
    wording = Wording(
        BUDGET_WORDS, lambda amount: f"{amount:,.2f} {programme.currency}", lambda rate: f"{rate:g} %", "en"
    )
    yield partners_grid(reckon(consortium, programme, day), wording)
