"""`cordata funding together`: a synchronised call, how far its money reaches, and who could apply with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cordata.funding import Instrument, differences
from cordata.kernel import SECTORS
from cordata.publish.tables import as_csv
from cordata_cli.exits import EXPLAINED, NOTHING_FOUND
from cordata_cli.funding.checking import FILE
from cordata_cli.funding.choosing import FROM, instruments_from, potential_from, writing
from cordata_cli.screen import show_json, show_table, tell

if TYPE_CHECKING:
    from cordata.cooperation.pairing import ClusterView
    from cordata.directory.profiles import Profile
    from cordata.funding.synchronised import Applicants, Group, Reach, Side, SideReach, Theme

COLUMNS = ("group", "worth", "instrument", "organisation", "name", "kind", "nuts", "example")
MONEY = ("amount", "cost", "rate")
UNKNOWN = {
    "amount": "the money put in is not known",
    "cost": "the cost of one applicant's part is not known",
    "rate": "the rate is not known",
    "pays_nothing": "the rate of so small a cost is less than a cent",
}


def _decimals(_context: click.Context, _option: click.Parameter, told: Sequence[str]) -> list[Decimal]:
    try:
        return [Decimal(one) for one in told]
    except InvalidOperation as error:
        raise click.BadParameter(f"{', '.join(told)}: numbers such as 500000 or 33.33 are expected.") from error


@click.command(epilog=EXPLAINED)
@click.argument("instruments", nargs=-1, required=True)
@click.option("--amount", multiple=True, callback=_decimals, help="What each puts in, in their order; else its budget.")
@click.option("--cost", multiple=True, callback=_decimals, help="What each one's applicant spends in one project.")
@click.option("--rate", multiple=True, callback=_decimals, help="Rates agreed upon, in per cent; else the highest.")
@click.option("--concept", "concepts", multiple=True, help="A concept of the theme, by its id.")
@click.option("--sector", "sectors", multiple=True, type=click.Choice(SECTORS), help="A sector of the theme.")
@click.option("--having", default="", help="Only groups with this organisation.")
@click.option("--unsure", is_flag=True, help="Also those of whom a person has to judge whether they may apply.")
@click.option("--potential", type=FILE, help="CSV of `cordata cooperation potential --out`: links of regions.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many groups.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the groups as CSV to this file.")
@FROM
def together(instruments: tuple[str, ...], as_json: bool, out: Path | None, file: Path | None, **told: Any) -> None:
    """INSTRUMENTS, two or more by their ids, opened as one call: each region pays its own applicants.

    Tells what each pays, for how many projects the money is enough, who of the sample network may apply, and who
    could apply with whom. How that is reckoned is told in docs/science/financing.md.
    """
    from cordata.funding.synchronised import reach_of

    chosen = _chosen(instruments, instruments_from(file))
    reach = reach_of(_sides(chosen, told))
    applicants, groups, known = _worked_out(chosen, told)
    rows = _rows(chosen, groups, known)
    if out is not None:
        writing(out, lambda path: path.write_text(as_csv(rows, COLUMNS), "utf-8"))
        tell(f"{len(groups)} groups written to {out}.")
    elif as_json:
        show_json(_plain(chosen, reach, applicants, groups))
    else:
        _show(reach, applicants)
        show_table("\nWho could apply with whom", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    if not groups:
        tell("No group with one applicant of each region was found.")
        raise SystemExit(NOTHING_FOUND)


def _chosen(ids: Sequence[str], known: Sequence[Instrument]) -> list[Instrument]:
    by_id = {one.id: one for one in known}
    if unknown := [one for one in ids if one not in by_id]:
        raise click.UsageError(f"Not known: {', '.join(unknown)}. See `cordata funding instruments`.")
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        raise click.UsageError("Name two different instruments at least.")
    return [by_id[one] for one in ids]


def _sides(chosen: Sequence[Instrument], told: Mapping[str, Any]) -> list[Side]:
    from cordata.funding.synchronised import Side

    for name in MONEY:
        if told[name] and len(told[name]) != len(chosen):
            raise click.UsageError(f"--{name}: tell one for each instrument, in their order, or none.")
    budgets = [None if one.budget is None else Decimal(one.budget) for one in chosen]
    nothing: list[Decimal | None] = [None] * len(chosen)
    columns = (told["amount"] or budgets, told["cost"] or nothing, told["rate"] or nothing)
    try:
        return [Side(one, *money) for one, *money in zip(chosen, *columns, strict=True)]
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _worked_out(
    chosen: Sequence[Instrument], told: Mapping[str, Any]
) -> tuple[list[Applicants], list[Group], dict[str, Profile]]:
    from cordata.cooperation.pairing import ClusterView
    from cordata.directory.profiles import load_network
    from cordata.funding.synchronised import Organisation, applicants_of, groups_of

    known = {one.id: one for one in load_network() if one.status != "ended"}
    organisations = [
        Organisation(one.id, one.kind, one.nuts, "", frozenset(one.concepts), frozenset(one.sectors))
        for one in known.values()
    ]
    theme, wanted = _theme(told)
    applicants = [applicants_of(one, organisations, theme) for one in chosen]
    sides = [
        [each.organisation.id for each in (*one.admitted, *(one.unsure if told["unsure"] else ()))]
        for one in applicants
    ]
    views = {
        key: ClusterView(key, one.country, one.nuts[:4], frozenset(one.concepts), one.place)
        for key, one in known.items()
    }
    worth = _worth(sides, views, told, wanted)
    return applicants, groups_of(sides, worth, top=told["top"], having=told["having"]), known


def _theme(told: Mapping[str, Any]) -> tuple[Theme, list[frozenset[str]]]:
    """The theme, and for each of its concepts all that lies below it."""
    from cordata.funding.synchronised import Theme
    from cordata.thesaurus import load_thesaurus

    thesaurus = load_thesaurus()
    if unknown := [one for one in told["concepts"] if one not in thesaurus]:
        raise click.UsageError(f"No concept of the thesaurus: {', '.join(unknown)}. See `cordata concepts`.")

    def below(concept: str) -> frozenset[str]:
        return frozenset((concept,)).union(*map(below, thesaurus.narrower(concept)))

    wanted = [below(one) for one in told["concepts"]]
    return Theme(frozenset().union(*wanted), frozenset(told["sectors"])), wanted


def _worth(
    sides: Sequence[Sequence[str]],
    views: Mapping[str, ClusterView],
    told: Mapping[str, Any],
    wanted: Sequence[frozenset[str]],
) -> dict[tuple[str, str], float]:
    from cordata.cooperation.pairing import complement_scores, near_concepts
    from cordata.funding.synchronised import covered_together, worth_of_pairs
    from cordata.thesaurus import load_thesaurus

    near = near_concepts(load_thesaurus())
    complements = complement_scores([[views[one] for one in side] for side in sides], near)
    regions = {key: view.region for key, view in views.items()}
    covered = covered_together({key: view.concepts for key, view in views.items()}, wanted)
    return worth_of_pairs(complements, regions, potential_from(told["potential"]), covered)


def _show(reach: Reach, applicants: Sequence[Applicants]) -> None:
    headings = ["Instrument", "Rate", "Money", "Cost", "Pays", "Bears", "Projects", "Left", "May apply", "To check"]
    rows = [_line(one, found) for one, found in zip(reach.sides, applicants, strict=True)]
    show_table("", headings, rows)
    for one in reach.sides:
        if one.unknown:
            tell(f"{one.side.instrument.id}: {'; '.join(UNKNOWN[code] for code in one.unknown)}.")
    if reach.projects is not None:
        click.echo(f"\nEnough for {reach.projects} projects; first to end: {', '.join(reach.limiting)}.")
    for difference in differences([one.side.instrument for one in reach.sides]):
        click.echo(f"To be agreed on: {difference.code} ({' | '.join(value or '-' for value in difference.values)})")


def _line(one: SideReach, found: Applicants) -> list[object]:
    told = (one.side.percent, one.side.amount, one.side.cost, one.paid, one.own, one.projects, one.left)
    numbers = ["-" if value is None else value for value in told]
    return [one.side.instrument.id, *numbers, len(found.admitted), len(found.unsure)]


def _rows(
    chosen: Sequence[Instrument], groups: Sequence[Group], known: Mapping[str, Profile]
) -> list[dict[str, object]]:
    return [
        {
            "group": number,
            "worth": round(group.worth, 4),
            "instrument": instrument.id,
            "organisation": key,
            "name": known[key].name,
            "kind": known[key].kind,
            "nuts": known[key].nuts,
            "example": known[key].example,
        }
        for number, group in enumerate(groups, start=1)
        for instrument, key in zip(chosen, group.members, strict=True)
    ]


def _plain(
    chosen: Sequence[Instrument], reach: Reach, applicants: Sequence[Applicants], groups: Sequence[Group]
) -> dict[str, Any]:
    def text(value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    return {
        "sides": [
            {
                "instrument": one.side.instrument.id,
                "currency": one.side.instrument.currency,
                "rate": text(one.side.percent),
                **{name: text(getattr(one.side, name)) for name in ("amount", "cost")},
                **{name: text(getattr(one, name)) for name in ("paid", "own", "left")},
                "projects": one.projects,
                "unknown": list(one.unknown),
                "may_apply": [each.organisation.id for each in found.admitted],
                "to_check": {each.organisation.id: each.reason.code for each in found.unsure},
            }
            for one, found in zip(reach.sides, applicants, strict=True)
        ],
        "to_align": {one.code: list(one.values) for one in differences(chosen)},
        "projects": reach.projects,
        "at_most": reach.at_most,
        "limiting": list(reach.limiting),
        "groups": [{"organisations": list(one.members), "worth": round(one.worth, 4)} for one in groups],
    }
