"""What people do to instruments: add, edit, withdraw, take up again, and take the last change back."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cordata.funding import Instrument as Facts
from cordata.sources.values import slug
from cordata_web.funding.models import Change, Instrument
from cordata_web.funding.records import Cells, cells_of, facts_of
from cordata_web.people import audit, policy
from cordata_web.people.models import User
from cordata_web.people.policy import Reader, Standing

ACTION = "keep_instruments"
LONGEST_ID = 80


class NothingToUndoError(ValueError):
    """Nobody has changed the instrument here."""


class IdTakenError(ValueError):
    """Another instrument has this identifier."""


def may_keep(user: Reader | Standing, territories: Iterable[str]) -> bool:
    """Whether somebody may add or change what pays there: an officer, if every territory lies in her region."""
    told = list(territories)
    return bool(told) and all(policy.can_in_region(user, ACTION, one) for one in told)


def demand_keep(user: Reader | Standing, territories: Iterable[str]) -> None:
    """Raise PermissionDenied where somebody may not."""
    told = list(territories)
    if not may_keep(user, told):
        raise PermissionDenied(f"{ACTION} {' '.join(told)}")


def new_id_for(name: str) -> str:
    """An identifier of the name that no instrument has yet."""
    begin = slug(name, limit=LONGEST_ID) or "instrument"
    taken = set(Instrument.objects.filter(pk__startswith=begin).values_list("pk", flat=True))
    numbered = (f"{begin}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (begin, *numbered) if one not in taken)


@transaction.atomic
def add(*, facts: Facts, actor: User | None) -> Instrument:
    """A new instrument at the end of the list."""
    if Instrument.objects.filter(pk=facts.id).exists():
        raise IdTakenError(facts.id)
    row = Instrument(position=next_position(), changed_by=actor)
    row.take(facts)
    row.save(force_insert=True)
    Change.objects.create(instrument=row, kind=Change.Kind.ADDED, before=None, who=actor)
    audit.record("created", row, actor=actor, changes=cells_of(facts))
    return row


@transaction.atomic
def edit(*, row: Instrument, facts: Facts, actor: User) -> bool:
    """Other facts, under the same identifier; whether anything has changed."""
    row = _locked(row)
    before, after = cells_of(row.facts), {**cells_of(facts), "id": row.pk}
    if before == after:
        return False
    _write(row, after, Change.Kind.EDITED, actor)
    audit.record("edit", row, actor=actor, changes=differences(before, after))
    return True


@transaction.atomic
def withdraw(*, row: Instrument, actor: User) -> None:
    """Take it off the pages; nothing is lost."""
    row = _locked(row)
    if row.withdrawn is None:
        _note(row, Change.Kind.WITHDRAWN, actor)
        row.withdrawn, row.changed_by = timezone.now(), actor
        row.save()
        audit.record("withdraw", row, actor=actor, changes={})


@transaction.atomic
def restore(*, row: Instrument, actor: User) -> None:
    """Put it back onto the pages."""
    row = _locked(row)
    if row.withdrawn is not None:
        _note(row, Change.Kind.RESTORED, actor)
        row.withdrawn, row.changed_by = None, actor
        row.save()
        audit.record("restore", row, actor=actor, changes={})


@transaction.atomic
def undo(*, row: Instrument, actor: User) -> Change:
    """Take the last change back that nobody has taken back yet; what was added is withdrawn."""
    row = _locked(row)
    change = last_change(row)
    if change is None:
        raise NothingToUndoError(row.pk)
    revert(row, change)
    row.changed_by = actor
    row.save()
    audit.record("undo change", row, actor=actor, changes={"kind": change.kind})
    return change


@transaction.atomic
def as_shipped(*, row: Instrument, actor: User) -> bool:
    """The facts that came with Cordata last, in place of those written here; whether anything has changed."""
    return row.shipped is not None and edit(row=row, facts=facts_of(row.shipped), actor=actor)


def last_change(row: Instrument) -> Change | None:
    return row.changes.filter(is_undone=False).first()


def revert(row: Instrument, change: Change) -> None:
    """Make the row what it was before the change, and mark the change; the row is not saved yet."""
    if change.before is not None:
        row.take(facts_of(change.before))
    if change.kind in (Change.Kind.ADDED, Change.Kind.RESTORED):
        row.withdrawn = timezone.now()
    elif change.kind == Change.Kind.WITHDRAWN:
        row.withdrawn = None
    change.is_undone = True
    change.save(update_fields=["is_undone"])


def is_edited(row: Instrument) -> bool:
    """Whether what came with Cordata was changed here."""
    return row.shipped is not None and cells_of(row.facts) != row.shipped


def next_position() -> int:
    return int(Instrument.objects.aggregate(last=Max("position"))["last"] or 0) + 1


def differences(before: Cells, after: Cells) -> dict[str, list[str]]:
    """By heading, the cells before and after, where they differ."""
    return {heading: [before[heading], after[heading]] for heading in after if before[heading] != after[heading]}


def _write(row: Instrument, cells: Cells, kind: Change.Kind, actor: User) -> None:
    _note(row, kind, actor)
    row.take(facts_of(cells))
    row.changed_by = actor
    row.save()


def _note(row: Instrument, kind: Change.Kind, actor: User) -> None:
    Change.objects.create(instrument=row, kind=kind, before=cells_of(row.facts), who=actor)


def _locked(row: Instrument) -> Instrument:
    return Instrument.objects.select_for_update().get(pk=row.pk)
