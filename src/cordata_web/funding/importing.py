"""Tables of instruments: looked at, imported in one go, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from cordata.funding import Instrument as Facts
from cordata.sources.columns import preview
from cordata.sources.instruments import HEADINGS, instruments_of_table
from cordata.sources.problems import Problem
from cordata.sources.tables import Table
from cordata_web.directory.cluster_work.tables import kept, table_from
from cordata_web.funding.keeping import may_keep, next_position, revert
from cordata_web.funding.models import Change, Instrument, InstrumentImport
from cordata_web.funding.records import cells_of
from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.people.policy import standing_of

NEW, CHANGED, SAME = "new", "changed", "same"
FATES = (NEW, CHANGED, SAME)
NOT_YOURS = "not_yours"
TOO_LONG = "cell_too_long"
OWN_CODES = {NOT_YOURS: (), TOO_LONG: ("limit",)}
"""Why a row is left out beside the reasons of the readers: it pays outside an officer's region, a cell is too long."""

MOST = {"ceiling": 10**15, "budget": 10**15, "months": 1200}


class NotNowError(ValueError):
    """The import is done or taken back already."""


class NothingToImportError(ValueError):
    """No row of the table would change anything."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be imported, and what would become of it."""

    line: int
    facts: Facts
    fate: str


@dataclass(frozen=True, slots=True)
class Look:
    """What an import would do, and why the rest is left out."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(row.fate for row in self.rows)
        return {fate: counted[fate] for fate in FATES}

    @property
    def does_something(self) -> int:
        return sum(row.fate != SAME for row in self.rows)

    @property
    def lost(self) -> int:
        """How many rows are left out."""
        return len({one.line for one in self.problems if loss_of(one) in ("row", "file")})


@transaction.atomic
def receive(*, actor: User, file_name: str, table: Table) -> InstrumentImport:
    """Keep the table; columns are those that bear a known heading."""
    mapping = {heading: heading for heading in HEADINGS if heading in table.columns}
    made = InstrumentImport.objects.create(
        sent_by=actor, file_name=file_name[:200] or "?", table=kept(table), mapping=mapping
    )
    audit.record("send instruments", made, actor=actor, changes={"file": made.file_name, "rows": len(table.rows)})
    return made


def look(found: InstrumentImport, actor: User) -> Look:
    """Read the kept table against what the site has now."""
    table = table_of(found)
    reading = instruments_of_table(table, found.mapping)
    known = Instrument.objects.in_bulk([facts.id for _line, facts in reading.records])
    standing = standing_of(actor)
    rows, problems = [], list(reading.problems)
    for line, facts in reading.records:
        problem = _refusal(table.name, line, facts)
        row = known.get(facts.id)
        touched = {*facts.territories, *(row.territories if row else ())}
        if problem is None and not may_keep(standing, touched):
            column = found.mapping.get("territories", "")
            problem = Problem(NOT_YOURS, table.name, line, column, ";".join(facts.territories))
        if problem is not None:
            problems.append(problem)
            continue
        rows.append(Row(line, facts, _fate(row, facts)))
    return Look(tuple(rows), tuple(sorted(problems, key=lambda one: one.line)))


@transaction.atomic
def choose_columns(*, found: InstrumentImport, mapping: Mapping[str, str]) -> InstrumentImport:
    """Other columns for the headings."""
    row = _locked(found, InstrumentImport.State.CHECKED)
    row.mapping = {heading: column for heading, column in mapping.items() if column}
    row.save(update_fields=["mapping"])
    return row


@transaction.atomic
def run(*, found: InstrumentImport, actor: User) -> InstrumentImport:
    """Import every row that can be: all of them or, where one cannot be written, none."""
    batch = _locked(found, InstrumentImport.State.CHECKED)
    seen = look(batch, actor)
    wanted = [row for row in seen.rows if row.fate != SAME]
    if not wanted:
        raise NothingToImportError(batch.pk)
    known = Instrument.objects.select_for_update().in_bulk([row.facts.id for row in wanted])
    position = next_position()
    made, edited, changes = [], [], []
    for number, one in enumerate(wanted):
        row = known.get(one.facts.id)
        changes.append(_change(one, row, batch, actor))
        if row is None:
            row = Instrument(position=position + number)
            made.append(row)
        else:
            edited.append(row)
        row.take(one.facts)
        row.changed_by = actor
    Instrument.objects.bulk_create(made)
    for row in edited:
        row.save()
    Change.objects.bulk_create(changes)
    batch.state, batch.counts = InstrumentImport.State.IMPORTED, seen.counts
    batch.save(update_fields=["state", "counts"])
    audit.record("import instruments", batch, actor=actor, changes=seen.counts)
    return batch


@transaction.atomic
def undo(*, found: InstrumentImport, actor: User) -> InstrumentImport:
    """Take back what the import did; instruments that somebody has changed since stay, and are named."""
    batch = _locked(found, InstrumentImport.State.IMPORTED)
    left = []
    for change in batch.changes.filter(is_undone=False).select_related("instrument"):
        row = change.instrument
        newer = row.changes.filter(is_undone=False, pk__gt=change.pk).exists()
        if newer:
            left.append(row.pk)
            continue
        revert(row, change)
        row.changed_by = actor
        row.save()
    batch.state, batch.kept = InstrumentImport.State.UNDONE, sorted(left)
    batch.save(update_fields=["state", "kept"])
    audit.record("undo instruments", batch, actor=actor, changes={"kept": batch.kept})
    return batch


def table_of(found: InstrumentImport) -> Table:
    return table_from(found.table, found.file_name)


def samples_of(found: InstrumentImport) -> dict[str, tuple[str, ...]]:
    """Some of what stands in each column."""
    return {use.column: use.samples for use in preview(table_of(found), {})}


def address_of(found: InstrumentImport) -> str:
    return reverse("funding:import", args=[found.pk])


def _refusal(file: str, line: int, facts: Facts) -> Problem | None:
    """A row that the site's columns cannot hold."""
    for field in Instrument._meta.concrete_fields:
        limit = getattr(field, "max_length", None)
        value = getattr(facts, field.name, None)
        if limit and isinstance(value, str) and len(value) > limit:
            return Problem(TOO_LONG, file, line, field.name, value[:80], {"limit": limit})
    for name, most in MOST.items():
        number = getattr(facts, name)
        if number is not None and number > most:
            return Problem(TOO_LONG, file, line, name, str(number), {"limit": len(str(most))})
    return None


def _fate(row: Instrument | None, facts: Facts) -> str:
    if row is None:
        return NEW
    return SAME if cells_of(row.facts) == cells_of(facts) else CHANGED


def _change(one: Row, row: Instrument | None, batch: InstrumentImport, actor: User) -> Change:
    kind = Change.Kind.ADDED if row is None else Change.Kind.EDITED
    before = None if row is None else cells_of(row.facts)
    return Change(instrument_id=one.facts.id, kind=kind, before=before, who=actor, batch=batch)


def loss_of(problem: Problem) -> str:
    """What is lost by it."""
    return "row" if problem.code in OWN_CODES else problem.loss


def _locked(found: InstrumentImport, state: InstrumentImport.State) -> InstrumentImport:
    row = InstrumentImport.objects.select_for_update().get(pk=found.pk)
    if row.state != state:
        raise NotNowError(row.pk)
    return row
