"""`cordata funding mix`: who could pay what partners bear themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordata.funding import PURPOSES, Consortium, NotValidError, Programme
from cordata.funding.instruments import beneficiary_of
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.funding.budgeting import sentence
from cordata_cli.funding.checking import FILE, consortium_from
from cordata_cli.funding.choosing import FROM, ending_in, instruments_from, writing
from cordata_cli.funding.programmes import DAY, JSON, programme_of
from cordata_cli.screen import show_json, show_table, tell

if TYPE_CHECKING:
    from cordata.charts import Chart
    from cordata.funding.mixes import Mix, Part

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
PICTURES = (".svg", ".png", ".pdf")


def _programme(context: click.Context, option: click.Parameter, told: str | None) -> Any:
    return None if told is None else programme_of(context, option, told)


@click.command(epilog=EXPLAINED)
@click.argument("budget_file", metavar="BUDGET.json", type=FILE)
@click.option(
    "--programme", callback=_programme, help="The one that pays first; else the whole cost is to be financed."
)
@click.option("--purpose", type=click.Choice(PURPOSES), default="r_and_d", show_default=True, help="What it is for.")
@click.option("--date", "on", type=DAY, help="The day, such as 2026-11-25; else today.")
@click.option("--loans", is_flag=True, help="Take loans into account, for what partners have not at hand.")
@click.option("--at-hand", type=click.FloatRange(0, 100), help="Per cent of a part that its partner can pay itself.")
@click.option("--effort", type=click.FloatRange(min=0), default=0.0, show_default=True, help="Cost of an application.")
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), callback=ending_in(PICTURES), help="Draw who pays whom."
)
@FROM
@JSON
def mix(
    budget_file: Path, programme: Programme | None, on: datetime | None, as_json: bool, file: Path | None, **told: Any
) -> None:
    """Who could pay the own share of each partner: the mix of instruments that costs the partners least.

    The file is that of a consortium, with a budget for each partner: docs/how-to/make-a-budget.md. Where a programme
    pays the rest, instruments of the Union are left out. How the mix is found is told in docs/science/mixes.md.
    """
    from cordata.funding.mixes import UNION, Terms, finance

    day = date.today() if on is None else on.date()
    consortium = consortium_from(budget_file)
    parts = _parts(consortium, programme, day, told)
    if not parts:
        tell("No partner has a budget, a region and a kind: there is nothing to be financed.")
        raise SystemExit(INPUT_HAS_PROBLEMS)
    sources = [one for one in instruments_from(file) if programme is None or one.level != UNION]
    terms = Terms(loans=told["loans"], effort=Decimal(str(told["effort"])))
    found = finance(parts, sources, day, terms)
    names = {one.id: one.name for one in sources} | {one.id: one.name for one in consortium.partners}
    if told["chart"] is not None:
        _draw(told["chart"], _chart(found, names))
        tell(f"Written to {told['chart']}.")
    if as_json:
        show_json(_plain(found))
    else:
        _show(found, names)
    for part, amount in found.short.items():
        tell(f"{names[part]}: {amount} can be paid by nobody.")
    if not found.payments:
        raise SystemExit(NOTHING_FOUND)


def _parts(consortium: Consortium, programme: Programme | None, day: date, told: Mapping[str, Any]) -> list[Part]:
    from cordata.funding.budgets import reckon
    from cordata.funding.mixes import Part
    from cordata.funding.money import granted

    own = {one.id: one.cost() for one in consortium.partners}
    if programme is not None:
        try:
            own = {one.partner.id: one.own_share for one in reckon(consortium, programme, day).partners}
        except NotValidError as error:
            raise click.UsageError(f"{programme.id} does not hold on {day}.") from error
    at_hand = None if told["at_hand"] is None else Decimal(str(told["at_hand"]))
    return [
        Part(
            one.id,
            cost,
            one.region or one.place,
            beneficiary_of(one.kind),
            told["purpose"],
            programme.currency if programme is not None else "EUR",
            None if at_hand is None else granted(cost, at_hand),
        )
        for one in consortium.partners
        if (cost := own[one.id]) and one.kind and one.place
    ]


def _show(found: Mix, names: Mapping[str, str]) -> None:
    rows = [
        (names[one.part], names[one.source], one.amount, "to be paid back" if one.lent else "")
        for one in found.payments
    ]
    show_table("", ["Partner", "Source", "Amount", ""], rows)
    show_table("", ["Partner", "Bears"], [(names[part], amount) for part, amount in found.borne.items()])
    tell("No other mix costs the partners less." if found.proved else f"At most {found.gap:.1%} above the least.")


def _chart(found: Mix, names: Mapping[str, str]) -> Chart:
    from cordata.charts import Caption, FlowWords, flow
    from cordata.funding.mix_flows import NOBODY, OWN, flows_of, part_in_flows

    told = {
        **names,
        OWN: "Own money",
        NOBODY: "Can be paid by nobody",
        **{part_in_flows(part): names[part] for part in found.borne},
    }
    kinds = {one.source: "To be paid back" if one.lent else "Given" for one in found.payments}
    words = FlowWords("Source", "Partner", "Amount", "Kind", told)
    caption = Caption("Who pays what", "Bands from sources to partners, as wide as the amount.")
    return flow(flows_of(found), caption, words, kinds={**kinds, OWN: "Own", NOBODY: "Nobody"})


def _draw(path: Path, chart: Chart) -> None:
    from cordata.charts import to_pdf, to_png, to_svg

    draw = {".svg": lambda: to_svg(chart).encode(), ".png": lambda: to_png(chart), ".pdf": lambda: to_pdf(chart)}
    content = draw[path.suffix.lower()]()
    writing(path, lambda at: at.write_bytes(content))


def _plain(found: Mix) -> dict[str, Any]:
    return {
        "payments": [
            {"source": one.source, "part": one.part, "amount": str(one.amount), "lent": one.lent}
            for one in found.payments
        ],
        "given": str(found.given),
        "lent": str(found.lent),
        "borne": {part: str(amount) for part, amount in found.borne.items()},
        "short": {part: str(amount) for part, amount in found.short.items()},
        "unused": {source: sentence(WHY_UNUSED, reason) for source, reason in found.unused.items()},
        "proved": found.proved,
        "gap": found.gap,
    }
