"""What a reader wants to see of the calls, as it stands in the address of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from cordata.funding import CALL_STATUSES, entry_deadline, load_programmes, status_at
from cordata.funding import Call as Facts
from cordata_web.calls.models import Call
from cordata_web.calls.records import facts_of, shown
from cordata_web.calls.wording import ACTIONS, FAMILIES
from cordata_web.directory.folding import fold

WANTED = "wanted"
"""Open, forthcoming and of unknown status: what a list shows unless something else is chosen."""
ALL = "all"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
LONGEST_QUERY = 200
MONTHS = 18


@dataclass(frozen=True, slots=True)
class Chosen:
    """One value of each, or none; ``unknown`` values of the address choose nothing."""

    family: str = ""
    programme: str = ""
    action: str = ""
    status: str = WANTED
    month: str = ""
    q: str = ""
    on: date | None = None
    unknown: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime:
        """Now, or the beginning of the day chosen."""
        if self.on is None or self.on == timezone.localdate():
            return timezone.now()
        return datetime.combine(self.on, time(), timezone.get_current_timezone())

    def query(self, **other: str) -> str:
        """The part of an address after the question mark, with other values in place of some."""
        names = ("family", "programme", "action", "status", "month", "q")
        told = {name: getattr(self, name) for name in names} | {"on": self.on.isoformat() if self.on else ""} | other
        return urlencode({name: value for name, value in told.items() if value and (name, value) != ("status", WANTED)})


def read_chosen(asked: QueryDict) -> Chosen:
    unknown: list[str] = []
    known = {
        "family": tuple(FAMILIES),
        "programme": tuple(load_programmes()),
        "action": tuple(ACTIONS),
        "status": (*CALL_STATUSES, WANTED, ALL),
    }
    told: dict[str, Any] = {}
    for name, values in known.items():
        value = asked.get(name, "").strip()
        if value in values:
            told[name] = value
        elif value:
            unknown.append(value)
    month, on = asked.get("month", "").strip(), asked.get("on", "").strip()
    if MONTH.fullmatch(month):
        told["month"] = month
    elif month:
        unknown.append(month)
    try:
        told["on"] = date.fromisoformat(on) if on else None
    except ValueError:
        unknown.append(on)
    return Chosen(**told, q=asked.get("q", "").strip()[:LONGEST_QUERY], unknown=tuple(unknown))


@dataclass(frozen=True, slots=True)
class Found:
    """A row with its facts, its status and the deadline by which one can come in, at the moment asked about."""

    row: Call
    facts: Facts
    status: str
    deadline: Any


def found(chosen: Chosen) -> list[Found]:
    """The calls that fit, those that close first first, those without a deadline last."""
    rows = shown()
    for name in ("family", "programme", "action"):
        if value := getattr(chosen, name):
            rows = rows.filter(**{name: value})
    for word in fold(chosen.q).split():
        rows = rows.filter(search_text__contains=word)
    now = chosen.moment
    told = [found_of(row, now) for row in rows]
    wanted = {WANTED: ("open", "forthcoming", "unknown"), ALL: CALL_STATUSES}.get(chosen.status, (chosen.status,))
    return sorted((one for one in told if one.status in wanted and _in_month(one, chosen.month)), key=_order)


def without_month(chosen: Chosen) -> Chosen:
    """The same for all months."""
    return replace(chosen, month="")


def months(calls: Iterable[Found], start: date) -> list[tuple[date, int]]:
    """How many deadlines to come in lie in each of the next months, the first that of ``start``."""
    counts = Counter(
        _local(at.at).strftime("%Y-%m") for one in calls for at in one.facts.deadlines if at.stage != "second"
    )
    firsts = [
        date(start.year + (start.month - 1 + step) // 12, (start.month - 1 + step) % 12 + 1, 1)
        for step in range(MONTHS)
    ]
    return [(first, counts[f"{first:%Y-%m}"]) for first in firsts]


def families_there() -> list[str]:
    """Families of which there are calls."""
    rows = Call.objects.filter(withdrawn__isnull=True).exclude(family="")
    return sorted(set(rows.values_list("family", flat=True)))


def found_of(row: Call, now: datetime) -> Found:
    """A row with what holds of it at a moment."""
    facts = facts_of(row, whole=False)
    return Found(row, facts, status_at(facts, now), entry_deadline(facts, now))


def _in_month(one: Found, month: str) -> bool:
    return not month or any(
        _local(at.at).strftime("%Y-%m") == month for at in one.facts.deadlines if at.stage != "second"
    )


def _order(one: Found) -> tuple[bool, datetime, str]:
    moment = one.deadline.at if one.deadline else timezone.now()
    return one.deadline is None, moment, one.row.pk


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
