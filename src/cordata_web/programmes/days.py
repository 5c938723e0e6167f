"""The day that an address chooses, and which rolls of countries a programme's rules look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from cordata.funding import Programme
from cordata.funding.rules import All, Any, Condition, Not, Selection


@dataclass(frozen=True, slots=True)
class Chosen:
    """A day; today where the address names none, or one that is no day, which ``unknown`` then holds."""

    day: date
    is_today: bool
    unknown: str = ""


def read_day(asked: QueryDict) -> Chosen:
    told = asked.get("on", "").strip()
    today = timezone.localdate()
    if not told:
        return Chosen(today, is_today=True)
    try:
        return Chosen(date.fromisoformat(told), is_today=False)
    except ValueError:
        return Chosen(today, is_today=True, unknown=told)


def day_within(programme: Programme, day: date) -> date:
    """The day itself where the programme is valid on it, else its nearest day."""
    first, last = programme.valid.first or date.min, programme.valid.last or date.max
    return min(max(day, first), last)


def statuses_of(programme: Programme, day: date) -> tuple[str, ...]:
    """The statuses of countries that rules and rates of a day look at, in the order of their names."""
    selections = [rate.among for rate in programme.rates_on(day)]
    for rule in programme.rules_on(day):
        selections += _selections(rule.condition)
    return tuple(sorted({status for selection in selections for status in selection.statuses}))


def _selections(condition: Condition) -> Iterable[Selection]:
    if isinstance(condition, All | Any):
        for one in condition.of:
            yield from _selections(one)
    elif isinstance(condition, Not):
        yield from _selections(condition.of)
    elif isinstance(found := getattr(condition, "among", None), Selection):
        yield found
