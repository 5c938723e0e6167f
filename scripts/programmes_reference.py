"""The page of docs/reference on programmes: what each asks and pays, since when, by which source, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator

from cordata.funding import Cap, Programme, Rate, load_programmes
from cordata.funding.instruments import Span
from cordata.funding.rules.telling import among
from cordata.funding.standing import Roll, load_areas, load_region_classes, load_statuses
from cordata_cli.funding.condition_sentences import asked
from cordata_cli.funding.rule_sentences import who


def programmes_page() -> str:
    """Every programme with its rules and payments, then who stands how."""
    parts = [
        "# Programmes",
        "Written by `scripts/write_reference.py` from `src/cordata/data/programmes/`. A hard rule decides; from a soft "
        "one a consortium may depart with good reasons. What is not confirmed rests on a source that nobody has read "
        "for it. The text of the call decides, in the end.",
    ]
    for programme in load_programmes().values():
        parts += _programme(programme)
    parts.append("# Who stands how")
    for title, rolls in (("Countries", load_statuses()), ("Areas", load_areas()), ("Regions", load_region_classes())):
        parts += [f"## {title}", "\n".join(_rolls(rolls.values()))]
    return "\n\n".join(parts) + "\n"


def _programme(programme: Programme) -> Iterator[str]:
    yield f"## {programme.id}"
    yield f"{programme.name}; {_days(programme.valid)}; {programme.currency}."
    rows = ["| rule | asked | | days | source |", "|---|---|---|---|---|"]
    for rule in programme.rules:
        marks = ("hard" if rule.hard else "soft") + ("" if rule.confirmed else ", not confirmed")
        rows.append(f"| `{rule.id}` | {asked(rule.condition)} | {marks} | {_days(rule.valid)} | {rule.source} |")
    yield "\n".join(rows)
    payments = [*map(_rate, programme.rates), *_flat_rates(programme), *map(_cap, programme.caps)]
    if payments:
        yield "\n".join(payments)
    if programme.gaps:
        yield "Not known, or not told here: " + ", ".join(gap.replace("_", " ") for gap in programme.gaps) + "."


def _rate(rate: Rate) -> str:
    only = f", for {', '.join(sorted(rate.categories))} only" if rate.categories else ""
    only += f", for {rate.activity}" if rate.activity else ""
    return f"- {rate.percent} % for {who(among(rate.among)['among'])}{only}{_tail(rate)}"


def _flat_rates(programme: Programme) -> Iterator[str]:
    for one in programme.indirect:
        left = f" of direct cost without {', '.join(sorted(one.without))}" if one.without else " of direct cost"
        yield f"- indirect cost: {one.percent} %{left}{_tail(one)}"
    for flat in programme.flats:
        may = "may be" if flat.optional else "is"
        yield f"- {flat.category} {may} reckoned as {flat.percent} % of {' and '.join(sorted(flat.of))}{_tail(flat)}"


def _cap(cap: Cap) -> str:
    whom = f" for {who(among(cap.among)['among'])}" if cap.per != "project" else ""
    when = f", where {asked(cap.when)}" if cap.when else ""
    soft = "" if cap.hard else ", more with good reasons"
    return f"- grant of at most {cap.amount:,} a {cap.per}{whom}{when}{soft}{_tail(cap)}"


def _tail(one: Rate | Cap | object) -> str:
    days = _days(one.valid)
    return f"{'; ' + days if days != 'throughout' else ''}{'' if one.confirmed else '; not confirmed'} ({one.source})"


def _rolls(rolls: Iterator[Roll]) -> Iterator[str]:
    yield from ("| id | who | days | source |", "|---|---|---|---|")
    for roll in rolls:
        for entry in roll.entries:
            marks = " (in part)" if entry.partial else "" if entry.holds else " (not)"
            marks += "" if entry.confirmed else " (not confirmed)"
            yield f"| `{roll.id}` | {', '.join(entry.codes)}{marks} | {_days(entry.valid)} | {entry.source} |"


def _days(span: Span) -> str:
    if span.first is None and span.last is None:
        return "throughout"
    if span.last is None:
        return f"from {span.first}"
    return f"to {span.last}" if span.first is None else f"{span.first} to {span.last}"
