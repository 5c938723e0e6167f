"""`cordata funding programmes`, `rules` and `history`: programmes, their rules side by side and through time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from cordata.funding import Programme, Rule, compare_programmes, history, load_programmes
from cordata_cli.exits import EXPLAINED, NOTHING_FOUND
from cordata_cli.funding.condition_sentences import asked
from cordata_cli.screen import show_json, show_table, tell

DAY = click.DateTime(["%Y-%m-%d"])
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def programme_of(_context: click.Context, _option: click.Parameter, told: str | tuple[str, ...]) -> Any:
    """The programme, or programmes, of an id; for click's callbacks."""
    if isinstance(told, tuple):
        return tuple(programme_of(_context, _option, one) for one in told)
    found = load_programmes().get(told.strip().lower())
    if found is None:
        raise click.BadParameter(f"{told} is no programme; `cordata funding programmes` lists them.")
    return found


@click.command(epilog=EXPLAINED)
@click.option("--on", type=DAY, help="Only those valid on this day, such as 2026-11-25.")
@click.option("--family", help="Only this family, such as horizon.")
@JSON
def programmes(on: datetime | None, family: str | None, as_json: bool) -> None:
    """List the programmes whose rules Cordata knows."""
    found = [
        one
        for one in load_programmes().values()
        if (on is None or one.valid.holds(on.date())) and family in (None, one.family)
    ]
    if as_json:
        show_json([_plain(one) for one in found])
    elif found:
        rows = [(one.id, one.name, _day(one.valid.first), _day(one.valid.last), len(one.rules)) for one in found]
        show_table("", ["Id", "Name", "From", "To", "Rules"], rows)
        tell(f"{len(found)} programmes.")
    if not found:
        tell("No programme fits.")
        raise SystemExit(NOTHING_FOUND)


@click.command(epilog=EXPLAINED)
@click.argument("chosen", metavar="PROGRAMME...", nargs=-1, required=True, callback=programme_of)
@click.option("--on", type=DAY, help="The rules of this day; else those of each programme's last day.")
@JSON
def rules(chosen: tuple[Programme, ...], on: datetime | None, as_json: bool) -> None:
    """The rules of one or more programmes, side by side."""
    rows = compare_programmes(chosen, None if on is None else on.date())
    if as_json:
        ids = [one.id for one in chosen]
        told = [
            {"id": row.id, "same": row.is_same, "rules": dict(zip(ids, map(_plain_rule, row.rules), strict=True))}
            for row in rows
        ]
        show_json(told)
    elif rows:
        cells = [(row.id, *("-" if rule is None else _told(rule) for rule in row.rules)) for row in rows]
        show_table("", ["Rule", *(one.id for one in chosen)], cells)
    if not rows:
        tell("No rule holds on this day.")
        raise SystemExit(NOTHING_FOUND)


@click.command("history", epilog=EXPLAINED)
@click.argument("family")
@click.argument("rule")
@JSON
def history_of(family: str, rule: str, as_json: bool) -> None:
    """What RULE was in each edition of a FAMILY of programmes, such as eurostars largest_partner.

    The rule `rate` tells what the editions pay.
    """
    editions = history(load_programmes().values(), family, rule)
    lines = [
        (of, one.valid.first or of.valid.first, one.valid.last or of.valid.last, one)
        for of, found in ((each.programme, each.rates if rule == "rate" else each.rules) for each in editions)
        for one in found
    ]
    if as_json:
        show_json(
            [
                {"programme": programme.id, "valid_from": _iso(first), "valid_to": _iso(last), **_entry(one)}
                for programme, first, last, one in lines
            ]
        )
    elif lines:
        rows = [(each[0].id, _day(each[1]), _day(each[2]), _entry(each[3])["asked"], each[3].source) for each in lines]
        show_table("", ["Programme", "From", "To", "Asked", "Source"], rows)
    if not lines:
        tell("No edition of such a family has such a rule.")
        raise SystemExit(NOTHING_FOUND)


def _entry(one: Any) -> dict[str, Any]:
    if isinstance(one, Rule):
        return {"asked": asked(one.condition), "hard": one.hard, "source": one.source, "confirmed": one.confirmed}
    from cordata.funding.rules.telling import among
    from cordata_cli.funding.rule_sentences import who

    told = f"{one.percent} % for {who(among(one.among)['among'])}"  # type: ignore[arg-type]
    told += f" ({one.activity})" if one.activity else ""
    told += f", for {', '.join(sorted(one.categories))} only" if one.categories else ""
    return {"asked": told, "percent": str(one.percent), "source": one.source, "confirmed": one.confirmed}


def _plain(one: Programme) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "family": one.family,
        "valid_from": _iso(one.valid.first),
        "valid_to": _iso(one.valid.last),
        "currency": one.currency,
        "rules": [_plain_rule(rule) for rule in one.rules],
        "rates": [
            {**_entry(rate), "valid_from": _iso(rate.valid.first), "valid_to": _iso(rate.valid.last)}
            for rate in one.rates
        ],
        "gaps": list(one.gaps),
        "sources": list(one.sources),
    }


def _plain_rule(rule: Rule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    days = {"valid_from": _iso(rule.valid.first), "valid_to": _iso(rule.valid.last)}
    return {"id": rule.id, **_entry(rule), **days}


def _told(rule: Rule) -> str:
    return asked(rule.condition) + ("" if rule.hard else " (soft)") + ("" if rule.confirmed else " (not confirmed)")


def _iso(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _day(day: Any) -> str:
    return "" if day is None else day.isoformat()
