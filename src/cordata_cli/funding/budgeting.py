"""`cordata funding budget` and `mix`: what partners spend and get, and who pays what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from cordata.funding import Consortium, NotValidError, Programme
from cordata.kernel import Reason
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.funding.checking import FILE, consortium_from
from cordata_cli.funding.choosing import FROM, instruments_from, writing
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
WHY_UNUSED = {
    "not_money": "is no money of the wanted kind ({form})",
    "not_valid": "is not open on the day",
    "no_rate": "has no rate that is known",
    "other_currency": "pays in {currency}",
    "elsewhere": "pays elsewhere ({territories})",
    "for_others": "is for others ({beneficiaries})",
    "other_purpose": "is for another purpose ({purpose})",
    "not_needed": "is not needed",
}
SUFFIXES = (".xlsx", ".pdf", ".docx")


def _document(_context: click.Context, _option: click.Parameter, told: Path | None) -> Path | None:
    if told is not None and told.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{told}: the name has to end in one of {', '.join(SUFFIXES)}.")
    return told


@click.command(epilog=EXPLAINED)
@click.argument("file", metavar="BUDGET.json", type=FILE)
@click.option("--programme", required=True, callback=programme_of, help="Its id, such as horizon-europe-ria.")
@click.option("--date", "on", type=DAY, help="The day whose rates hold, such as 2026-11-25; else today.")
@click.option("--activity", type=click.Choice(["research", "development"]), help="Where rates tell them apart.")
@click.option("--flat", "flats", multiple=True, help="A category reckoned by its optional flat rate, such as staff.")
@click.option("--advance", type=click.FloatRange(0, 100), default=0.0, help="Per cent of the grant paid at the start.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), callback=_document, help="Write .xlsx, .pdf or .docx."
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
    notes = [_sentence(PHRASES, reason) for reason in found.warnings]
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


def _sentence(phrases: dict[str, str], reason: Reason) -> str:
    facts = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in reason.facts.items()
    }
    return phrases[reason.code].format(**facts)


def _programme(context: click.Context, option: click.Parameter, told: str | None) -> Any:
    return None if told is None else programme_of(context, option, told)


@click.command(epilog=EXPLAINED)
@click.argument("budget_file", metavar="BUDGET.json", type=FILE)
@click.option("--programme", callback=_programme, help="The one that pays first.")
@click.option("--purpose", default="r_and_d", show_default=True, help="What the money is for.")
@click.option("--date", "on", type=DAY, help="The day, such as 2026-11-25; else today.")
@click.option("--loans", is_flag=True, help="Take loans into account.")
@click.option("--effort", type=click.FloatRange(min=0), default=0.0, show_default=True, help="Cost of an application.")
@FROM
@JSON
def mix(
    budget_file: Path, programme: Programme | None, on: datetime | None, as_json: bool, file: Path | None, **told: Any
) -> None:
    """Who could pay the own share of each partner: the mix of instruments that costs the partners least."""
    from cordata.funding import PURPOSES
    from cordata.funding.mixes import Terms, finance

    if told["purpose"] not in PURPOSES:
        raise click.UsageError(f"--purpose is one of {', '.join(PURPOSES)}.")
    day = date.today() if on is None else on.date()
    consortium = consortium_from(budget_file)
    parts = _parts(consortium, programme, day, told["purpose"])
    if not parts:
        tell("No partner has a budget, a region and a kind: there is nothing to be financed.")
        raise SystemExit(INPUT_HAS_PROBLEMS)
    terms = Terms(loans=told["loans"], effort=Decimal(str(told["effort"])))
    sources = instruments_from(file)
    found = finance(parts, sources, day, terms)
    if as_json:
        show_json(_plain_mix(found))
        return
    names = {one.id: one.name for one in sources}
    rows = [(one.part, names[one.source], one.amount, "loan" if one.lent else "") for one in found.payments]
    show_table("", ["Partner", "Source", "Amount", ""], rows)
    show_table("", ["Partner", "Bears"], sorted(found.borne.items()))
    tell("No other mix costs the partners less." if found.proved else f"At most {found.gap:.1%} above the least.")
    if not found.payments:
        raise SystemExit(NOTHING_FOUND)


def _parts(consortium: Consortium, programme: Programme | None, day: date, purpose: Any) -> list[Any]:
    from cordata.funding.budgets import reckon
    from cordata.funding.mixes import Part

    own = {one.id: one.cost() for one in consortium.partners}
    if programme is not None:
        try:
            own = {one.partner.id: one.own_share for one in reckon(consortium, programme, day).partners}
        except NotValidError as error:
            raise click.UsageError(f"{programme.id} does not hold on {day}.") from error
    beneficiary = {"other": "consortium"}
    return [
        Part(one.id, cost, one.region or one.place, beneficiary.get(one.kind, one.kind), purpose)  # type: ignore[arg-type]
        for one in consortium.partners
        if (cost := own[one.id]) and one.kind and one.place
    ]


def _plain_mix(found: Any) -> dict[str, Any]:
    return {
        "payments": [
            {"source": one.source, "part": one.part, "amount": str(one.amount), "lent": one.lent}
            for one in found.payments
        ],
        "borne": {name: str(amount) for name, amount in found.borne.items()},
        "unused": {name: _sentence(WHY_UNUSED, reason) for name, reason in found.unused.items()},
        "proved": found.proved,
        "gap": found.gap,
    }
