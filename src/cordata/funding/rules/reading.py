"""Conditions and selections read from the tables of a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import cast, get_args

from cordata.funding.consortia import CATEGORIES, SIZES
from cordata.funding.rules.terms import (
    EVERYBODY,
    All,
    Amount,
    Any,
    Bearer,
    Condition,
    Count,
    Distinct,
    Duration,
    Every,
    LargestShare,
    Lead,
    Not,
    Person,
    Selection,
    Share,
    Sum,
    Thing,
)
from cordata.funding.standing import load_areas, load_region_classes, load_statuses
from cordata.funding.tables import Table
from cordata.kernel import KINDS

NOTHING = Person("")
"""Stands where a condition could not be read; a file with faults is not used."""


def read_selection(table: Table | None) -> Selection:
    """Which partners are meant; all without a table."""
    if table is None:
        return EVERYBODY
    known: dict[str, Collection[str] | None] = {
        "statuses": load_statuses(),
        "countries": None,
        "kinds": KINDS,
        "sizes": SIZES,
        "areas": load_areas(),
        "region_classes": load_region_classes(),
    }
    sets = {name: frozenset(table.names(name, names)) for name, names in known.items()}
    flags = {name: table.flag(name) for name in ("sme", "nonprofit", "coordinator") if table.has(name)}
    table.rest("unknown_name")
    if not any(sets.values()) and not flags:
        table.fault("missing")
    return replace(Selection(**sets), **flags)  # type: ignore[arg-type]


def read_condition(table: Table | None) -> Condition:
    """One condition: a table of one key, which names it, and a table or a list of tables below."""
    if table is None:
        return NOTHING
    known = [name for name in table.values if name in READERS]
    if len(table.values) != 1 or not known:
        table.fault("one_key", known=sorted(READERS))
        return NOTHING
    return READERS[known[0]](table)


def _within(read: Callable[[Table], Condition], name: str) -> Callable[[Table], Condition]:
    """Reads the table below the name, and tells what nobody asked for in it."""

    def reading(outer: Table) -> Condition:
        table = outer.table(name)
        if table is None:
            return NOTHING
        condition = read(table)
        table.rest("unknown_name")
        return condition

    return reading


def _count(table: Table) -> Condition:
    return Count(*_numbers(table), among=_among(table))


def _distinct(table: Table) -> Condition:
    of = cast(Thing, table.one_of("of", get_args(Thing)))
    independent = table.flag("independent", default=False)
    return Distinct(of, *_numbers(table), among=_among(table), independent=independent)


def _share(table: Table) -> Condition:
    return Share(*_amounts(table), among=_among(table), without=_without(table))


def _largest(table: Table) -> Condition:
    of = cast(Bearer, table.one_of("of", get_args(Bearer)))
    return LargestShare(of, table.decimal("maximum", needed=True) or Decimal(0), _without(table))


def _amount(table: Table) -> Condition:
    return Amount(cast(Sum, table.one_of("of", get_args(Sum))), *_amounts(table))


def _duration(table: Table) -> Condition:
    return Duration(*_numbers(table))


def _person(table: Table) -> Condition:
    return Person(table.text("question"))


def _every(table: Table) -> Condition:
    return Every(_among(table, needed=True))


def _lead(table: Table) -> Condition:
    return Lead(_among(table, needed=True))


def _all(table: Table) -> Condition:
    return All(_several(table, "all"))


def _any(table: Table) -> Condition:
    return Any(_several(table, "any"))


def _not(table: Table) -> Condition:
    return Not(read_condition(table.table("not")))


def _several(table: Table, name: str) -> tuple[Condition, ...]:
    found = tuple(read_condition(one) for one in table.tables(name))
    if not found:
        table.fault("missing", name)
    return found


def _among(table: Table, *, needed: bool = False) -> Selection:
    if needed and not table.has("among"):
        table.fault("missing", "among")
    return read_selection(table.table("among"))


def _without(table: Table) -> frozenset[str]:
    return frozenset(table.names("without", CATEGORIES))


def _numbers(table: Table) -> tuple[int | None, int | None]:
    minimum, maximum = table.integer("minimum"), table.integer("maximum")
    _check_bounds(table, minimum, maximum)
    return minimum, maximum


def _amounts(table: Table) -> tuple[Decimal | None, Decimal | None]:
    minimum, maximum = table.decimal("minimum"), table.decimal("maximum")
    _check_bounds(table, minimum, maximum)
    return minimum, maximum


def _check_bounds(table: Table, minimum: int | Decimal | None, maximum: int | Decimal | None) -> None:
    if minimum is None and maximum is None:
        table.fault("no_bound")
    if minimum is not None and maximum is not None and maximum < minimum:
        table.fault("bounds_crossed", "minimum", minimum=str(minimum), maximum=str(maximum))


READERS: Mapping[str, Callable[[Table], Condition]] = {
    "count": _within(_count, "count"),
    "distinct": _within(_distinct, "distinct"),
    "share": _within(_share, "share"),
    "largest_share": _within(_largest, "largest_share"),
    "every": _within(_every, "every"),
    "lead": _within(_lead, "lead"),
    "amount": _within(_amount, "amount"),
    "duration": _within(_duration, "duration"),
    "person": _within(_person, "person"),
    "all": _all,
    "any": _any,
    "not": _not,
}
