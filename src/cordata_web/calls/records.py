"""Calls of the library as rows of the tables, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from cordata.funding import Call as Facts
from cordata.funding import Deadline as Moment
from cordata.funding import Maturity
from cordata_web.calls.models import KEY_LENGTH, Call, Deadline
from cordata_web.directory.folding import fold

PLAIN = (
    "topic", "call", "call_title", "programme_name", "family", "programme", "action_name", "action", "model", "opening",
    "said", "smallest", "largest", "currency", "grants", "conditions", "url", "source", "fetched",
)  # fmt: skip
LISTS = ("keywords", "countries", "kinds")
TEXTS = ("titles", "texts")
LONG = ("texts", "conditions", "search_text")
"""Columns that lists do not need."""


def key_of(reference: str) -> str:
    """The identifier as it can stand in an address.

    >>> key_of("EuropeAid/186246/DD/ACT/NG")
    'EuropeAid-186246-DD-ACT-NG'
    """
    return re.sub(r"[^A-Za-z0-9_-]+", "-", reference).strip("-")[:KEY_LENGTH]


def facts_of(row: Call, *, whole: bool = True) -> Facts:
    """The call as the library knows it, under its key; without its texts where the row was read without them."""
    told = {name: getattr(row, name) for name in PLAIN if whole or name not in LONG}
    return Facts(
        id=row.pk,
        titles=row.titles,
        texts=row.texts if whole else {},
        deadlines=tuple(moment_of(one) for one in row.deadlines.all()),
        keywords=tuple(row.keywords),
        countries=tuple(row.countries),
        kinds=tuple(row.kinds),
        maturity=Maturity(*(tuple(found) if (found := row.maturity.get(end)) else None for end in ("start", "end"))),
        **told,
    )


def moment_of(row: Deadline) -> Moment:
    return Moment(row.at.astimezone(ZoneInfo(row.zone)), row.stage, row.number)


def take(row: Call, facts: Facts) -> None:
    """Write the facts into a row that is not saved yet; deadlines are written by ``write_deadlines``."""
    for name in PLAIN:
        setattr(row, name, _cut(name, getattr(facts, name)))
    for name in LISTS:
        setattr(row, name, list(getattr(facts, name)))
    for name in TEXTS:
        setattr(row, name, dict(getattr(facts, name)))
    ends = {"start": facts.maturity.start, "end": facts.maturity.end}
    row.maturity = {end: list(levels) for end, levels in ends.items() if levels}
    words = (facts.id, facts.topic, *facts.titles.values(), *facts.keywords, facts.call_title)
    row.search_text = fold(" ".join(words))


def deadlines_of(row: Call, facts: Facts) -> list[Deadline]:
    """Rows of the facts' deadlines, not saved yet."""
    return [
        Deadline(of=row, at=one.at, zone=getattr(one.at.tzinfo, "key", "UTC"), stage=one.stage, number=one.number)
        for one in facts.deadlines
    ]


def write_deadlines(row: Call, facts: Facts) -> None:
    """Put the facts' deadlines in place of the row's own."""
    row.deadlines.all().delete()
    Deadline.objects.bulk_create(deadlines_of(row, facts))


def shown() -> QuerySet[Call]:
    """Calls that are on the pages, with their deadlines, without what lists do not need."""
    return Call.objects.filter(withdrawn__isnull=True).defer(*LONG).prefetch_related("deadlines")


def all_facts() -> Iterable[Facts]:
    """Every call on the pages with its texts."""
    return [facts_of(row) for row in Call.objects.filter(withdrawn__isnull=True).prefetch_related("deadlines")]


def _cut(name: str, value: Any) -> Any:
    limit = Call._meta.get_field(name).max_length
    return value[:limit] if limit and isinstance(value, str) else value
