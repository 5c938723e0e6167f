"""Calls of files written into the tables: all of them or, where one cannot be written, none; again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from cordata.funding import Call as Facts
from cordata.sources.problems import Problem
from cordata_web.calls.models import Call, Deadline
from cordata_web.calls.records import deadlines_of, facts_of, key_of, take
from cordata_web.people import audit
from cordata_web.people.models import User

ROWS_AT_ONCE = 200


@dataclass(slots=True)
class Loaded:
    """Keys of calls that are new, that have changed, that are as they were; and those whose key another call has."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in ("new", "changed", "same", "taken")}


@transaction.atomic
def load(
    calls: Iterable[Facts], *, origin: str = Call.Origin.READ, actor: User | None = None, region: str = ""
) -> Loaded:
    """Write calls. One of the same reference takes their place if it is of the same origin, and else is left alone."""
    done = Loaded()
    told = {key_of(facts.id): facts for facts in calls}
    known = Call.objects.select_for_update().in_bulk(list(told))
    deadlines = _deadlines_of(known)
    made, edited, moments = [], [], []
    for key, facts in told.items():
        row = known.get(key)
        if row is not None and (row.reference != facts.id or row.origin != origin or (region and row.region != region)):
            done.taken.append(facts.id)
            continue
        if row is not None and row.withdrawn is None and _is_same(row, facts, deadlines.get(key, [])):
            done.same.append(key)
            continue
        (edited if row else made).append(key)
        row = row or Call(pk=key, reference=facts.id, origin=origin, region=region)
        take(row, facts)
        row.withdrawn, row.changed, row.changed_by = None, timezone.now(), actor
        known[key] = row
        moments += deadlines_of(row, facts)
    Call.objects.bulk_create([known[key] for key in made], batch_size=ROWS_AT_ONCE)
    for key in edited:
        known[key].save()
    Deadline.objects.filter(of__in=edited).delete()
    Deadline.objects.bulk_create(moments, batch_size=ROWS_AT_ONCE)
    done.new, done.changed = made, edited
    for key in (*made, *edited):
        audit.record("load call" if origin == Call.Origin.READ else "write call", known[key], actor=actor, changes={})
    return done


def lost(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by which a whole row or file is left out."""
    return [problem for problem in problems if problem.loss in ("row", "file")]


def _deadlines_of(known: dict[str, Call]) -> dict[str, list[Deadline]]:
    found: dict[str, list[Deadline]] = {}
    for one in Deadline.objects.filter(of__in=list(known)).order_by("at"):
        found.setdefault(one.of_id, []).append(one)
    return found


def _is_same(row: Call, facts: Facts, deadlines: list[Deadline]) -> bool:
    """Whether the row tells the same already; the day on which it was read does not count."""
    kept = {(one.at, one.zone, one.stage, one.number) for one in deadlines}
    other = Call(pk=row.pk)
    take(other, facts)
    if kept != {(one.at, one.zone, one.stage, one.number) for one in deadlines_of(other, facts)}:
        return False
    plain = [replace(facts_of_row(one), deadlines=(), fetched=None, source="") for one in (row, other)]
    return plain[0] == plain[1] and all(
        getattr(row, name) == getattr(other, name) for name in ("titles", "texts", "conditions", "search_text")
    )


def facts_of_row(row: Call) -> Facts:
    """The facts of a row without its deadlines, for a comparison."""
    row._prefetched_objects_cache = {"deadlines": Deadline.objects.none()}
    return facts_of(row)
