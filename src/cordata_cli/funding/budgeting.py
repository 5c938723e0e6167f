"""`cordata funding budget`: what partners spend, what a programme pays of it, and what is left to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from cordata.funding import NotValidError, Programme
from cordata.kernel import Reason
from cordata_cli.exits import EXPLAINED
from cordata_cli.funding.checking import FILE, consortium_from
from cordata_cli.funding.choosing import ending_in, writing
from cordata_cli.funding.programmes import DAY, JSON, programme_of
from cordata_cli.screen import show_json, show_table, tell

PHRASES = {
    "budget_not_told": "{partner}: no budget is told.",
    "category_not_paid": "{partner}: {category} ({amount}) is not paid by the programme.",
    "flat_instead": "{partner}: {category} is reckoned by the flat rate, {amount} instead of {told}.",
    "rate_not_known": "{partner}: the rate is not known, so no grant is reckoned.",
    "rate_open": "{partner}: between {lowest} and {highest} %, as something is not known; the lowest is used.",
    "rate_unconfirmed": "{partner}: the rate of {percent} % was not read in its source.",
    "cap_applied": "At most {amount} ({per} {of}); {asked} were cut to it.",
    "cap_passed": "More than {amount} ({per} {of}) is asked for: {asked}; that needs good reasons.",
}
WORDS = {
    "budget": "Budget", "partner": "Partner", "country": "Country", "rate": "Rate", "total": "Total", "grant": "Grant",
    "own_share": "Own share", "category": "Category", "amount": "Amount", "notes": "Notes", "cash_flow": "Cash flow",
    "year": "Year", "spent": "Spent", "paid": "Paid", "carried": "Carried", "all_partners": "All partners",
    "category:staff": "Staff", "category:office": "Office and administration", "category:travel": "Travel",
    "category:equipment": "Equipment", "category:infrastructure": "Infrastructure",
    "category:external": "External expertise", "category:subcontracting": "Subcontracting",
    "category:third_parties": "Financial support to third parties", "category:other": "Other goods and services",
    "category:unit_costs": "Unit costs", "category:lump_sums": "Lump sums", "category:indirect": "Indirect cost",
}  # fmt: skip
SUFFIXES = (".xlsx", ".pdf", ".docx")


@click.command(epilog=EXPLAINED)
@click.argument("file", metavar="BUDGET.json", type=FILE)
@click.option("--programme", required=True, callback=programme_of, help="Its id, such as horizon-europe-ria.")
@click.option("--date", "on", type=DAY, help="The day whose rates hold, such as 2026-11-25; else today.")
@click.option("--activity", type=click.Choice(["research", "development"]), help="Where rates tell them apart.")
@click.option("--flat", "flats", multiple=True, help="A category reckoned by its optional flat rate, such as staff.")
@click.option("--advance", type=click.FloatRange(0, 100), default=0.0, help="Per cent of the grant paid at the start.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=ending_in(SUFFIXES),
    help="Write .xlsx, .pdf or .docx.",
)
@JSON
def budget(file: Path, programme: Programme, on: datetime | None, out: Path | None, as_json: bool, **told: Any) -> None:
    """What each partner of a consortium spends, what the programme pays of it, and what is left.

    The file is that of a consortium, with a budget by category for each partner: docs/how-to/make-a-budget.md.
    """
    from cordata.funding.budgets import Plans, reckon
    from cordata.funding.cash_flow import cash_flow

    day = date.today() if on is None else on.date()
    consortium = consortium_from(file)
    try:
        found = reckon(consortium, programme, day, Plans(told["activity"] or "", frozenset(told["flats"])))
    except NotValidError as error:
        raise click.UsageError(f"{programme.id} does not hold on {day}.") from error
    years: Sequence[Any] = ()
    if consortium.start is not None and consortium.duration_months:
        advance = Decimal(str(told["advance"]))
        years = cash_flow(found.total, found.grant, consortium.start, consortium.duration_months, advance=advance)
    notes = [sentence(PHRASES, reason) for reason in found.warnings]
    if out is not None:
        _write(out, programme, found, years, notes)
        tell(f"Written to {out}.")
    elif as_json:
        show_json(_plain(found, years))
    else:
        _show(found, years)
    for note in notes:
        tell(note)


def _write(out: Path, programme: Programme, found: Any, years: Sequence[Any], notes: list[str]) -> None:
    from cordata.publish.budget_documents import Wording, budget_document, budget_workbook
    from cordata.publish.documents import as_docx, as_pdf

    wording = Wording(WORDS, lambda amount: f"{amount:,.2f} {programme.currency}", lambda rate: f"{rate:g} %", "en")
    if out.suffix.lower() == ".xlsx":
        content = budget_workbook(found, years, notes, wording)
    else:
        document = budget_document(WORDS["budget"], programme.name, found, years, notes, wording)
        content = as_pdf(document) if out.suffix.lower() == ".pdf" else as_docx(document)
    writing(out, lambda path: path.write_bytes(content))


def _show(found: Any, years: Sequence[Any]) -> None:
    rows = [
        (one.partner.id, one.partner.country, "" if one.rate is None else f"{one.rate:g} %", one.direct, one.indirect,
         one.total, one.grant, one.own_share)
        for one in found.partners
    ]  # fmt: skip
    rows.append(("", "", "", "", "", found.total, found.grant, found.own_share))
    title = f"{found.programme.name}, {found.day}, {found.programme.currency}"
    show_table(title, ["Partner", "Country", "Rate", "Direct", "Indirect", "Total", "Grant", "Own share"], rows)
    if years:
        lines = [(one.year, one.spent, one.paid, one.carried) for one in years]
        show_table("Cash flow", ["Year", "Spent", "Paid", "Carried"], lines)


def _plain(found: Any, years: Sequence[Any]) -> dict[str, Any]:
    return {
        "programme": found.programme.id,
        "date": found.day.isoformat(),
        "currency": found.programme.currency,
        "total": str(found.total),
        "grant": str(found.grant),
        "own_share": str(found.own_share),
        "partners": [
            {
                "id": one.partner.id,
                "costs": {category: str(amount) for category, amount in one.costs.items()},
                "direct": str(one.direct),
                "indirect": str(one.indirect),
                "total": str(one.total),
                "rate": None if one.rate is None else str(one.rate),
                "grant": str(one.grant),
                "own_share": str(one.own_share),
            }
            for one in found.partners
        ],
        "years": [
            {"year": one.year, "spent": str(one.spent), "paid": str(one.paid), "carried": str(one.carried)}
            for one in years
        ],
        "warnings": [
            {"code": reason.code, "facts": {name: str(value) for name, value in reason.facts.items()}}
            for reason in found.warnings
        ],
    }


def sentence(phrases: dict[str, str], reason: Reason) -> str:
    """The sentence of a code, its facts in it."""
    facts = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in reason.facts.items()
    }
    return phrases[reason.code].format(**facts)
