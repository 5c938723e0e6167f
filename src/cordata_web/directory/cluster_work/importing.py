"""Imports of members: checked, done in the background, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.sources.entries import entry_from_json
from cordata.sources.tables import Table
from cordata_web.directory.cluster_work import dry_run as checking
from cordata_web.directory.cluster_work.memberships import ask, demand_public, join, must_be_asked
from cordata_web.directory.cluster_work.newcomers import create_listed
from cordata_web.directory.cluster_work.roster import memberships_today
from cordata_web.directory.cluster_work.tables import kept
from cordata_web.directory.folding import fold
from cordata_web.directory.models import MemberImport, Profile
from cordata_web.jobs import Run, enqueue
from cordata_web.jobs.models import Job
from cordata_web.people import audit
from cordata_web.people.models import User

IMPORT, UNDO = "directory.import_members", "directory.undo_import"
ROWS_AT_ONCE = 20
MADE = ("memberships", "requests", "created")
"""What an import makes, in the order in which it is taken back."""
SKIPPED = ("listed_meanwhile", "gone_meanwhile", "member_meanwhile", "nobody_to_ask")
"""Why a row was left out although it could be imported when it was checked."""


class NotNowError(ValueError):
    """The import is under way, done, or taken back already."""


class NothingToImportError(ValueError):
    """No row of the table would change anything."""


@transaction.atomic
def receive_table(*, cluster: Profile, actor: User, file_name: str, table: Table, today: date) -> MemberImport:
    """Keep the table, and look at it with columns understood by their headings."""
    demand_public(cluster)
    made = MemberImport.objects.create(
        cluster=cluster, sent_by=actor, file_name=file_name[:200] or "?", table=kept(table)
    )
    fields = checking.guessed(made.table["columns"])
    _look(made, fields, {}, actor, today)
    audit.record("send members", made, actor=actor, changes={"file": made.file_name, "rows": len(table.rows)})
    return made


@transaction.atomic
def check_again(
    *, found: MemberImport, actor: User, fields: Mapping[str, str], choices: Mapping[str, str], today: date
) -> MemberImport:
    """Look at the table anew, with other columns or other choices."""
    row = _to_change(found)
    if not is_untouched(row):
        raise NotNowError(row.pk)
    _look(row, fields, choices, actor, today)
    return row


def is_untouched(row: MemberImport) -> bool:
    """Whether nothing was imported yet and nothing is under way, so that columns and choices may still change."""
    running = job_of(row)
    waits = running is None or running.is_over
    return row.state == MemberImport.State.CHECKED and waits and not row.effects.get("done")


def _look(row: MemberImport, fields: Mapping[str, str], choices: Mapping[str, str], actor: User, today: date) -> None:
    seen = checking.dry_run(row, fields=fields, choices=choices, actor=actor, today=today)
    row.mapping = {"fields": dict(fields), "choices": dict(choices)}
    row.rows, row.problems = seen.rows, seen.problems
    row.save(update_fields=["mapping", "rows", "problems"])


@transaction.atomic
def start_import(*, found: MemberImport, actor: User) -> Job:
    """Put the import into the queue; twice is once. One that was stopped goes on where it stopped."""
    row = _to_change(found)
    demand_public(row.cluster)
    running = job_of(row)
    if running is not None and not running.is_over:
        return running
    if row.state != MemberImport.State.CHECKED:
        raise NotNowError(row.pk)
    if not any(one["fate"] in checking.DOES_SOMETHING for one in row.rows):
        raise NothingToImportError(row.pk)
    return _enqueue(IMPORT, row, actor)


@transaction.atomic
def start_undo(*, found: MemberImport, actor: User) -> Job:
    """Put the undoing into the queue."""
    row = _to_change(found)
    running = job_of(row)
    if running is not None and not running.is_over:
        if running.kind == UNDO:
            return running
        raise NotNowError(row.pk)
    if row.state == MemberImport.State.UNDONE or not row.effects:
        raise NotNowError(row.pk)
    return _enqueue(UNDO, row, actor)


def job_of(row: MemberImport) -> Job | None:
    """The background work that was last asked for."""
    return Job.objects.filter(pk=row.effects.get("job", "")).first()


def _enqueue(kind: str, row: MemberImport, actor: User) -> Job:
    job = enqueue(kind, {"import": row.pk}, owner=actor, lane=f"members:{row.cluster_id}")
    row.effects = {**row.effects, "job": job.pk}
    row.save(update_fields=["effects"])
    audit.record("import" if kind == IMPORT else "undo", row, actor=actor, changes={"job": job.pk})
    return job


def run_import(run: Run) -> None:
    """Import some rows at a time; what was done is written along with it, so that a second run begins behind it."""
    total = len(_import_of(run).rows)
    while (done := _import_of(run).effects.get("done", 0)) < total:
        run.stop_if_cancelled()
        after = min(done + ROWS_AT_ONCE, total)
        with run.step(after, total):
            row = _import_of(run, lock=True)
            _import_rows(row, row.rows[done:after], run.job.owner, timezone.localdate())
            row.effects["done"] = after
            row.save(update_fields=["effects"])
    row = _import_of(run)
    with run.finish_with({"message": outcome_in_words(row), "url": address_of(row)}):
        MemberImport.objects.filter(pk=row.pk).update(state=MemberImport.State.IMPORTED)
        told = {name: len(row.effects.get(name, [])) for name in MADE}
        audit.record("imported", row, actor=run.job.owner, changes=told)
        enqueue("update_index")


def _import_rows(row: MemberImport, rows: list[dict[str, Any]], actor: User | None, today: date) -> None:
    for one in rows:
        if one["fate"] == checking.NEW:
            _make(row, one, actor, today)
        elif one["fate"] in (checking.JOIN, checking.ASK):
            _bring_in(row, one, actor, today)


def _make(row: MemberImport, one: dict[str, Any], actor: User | None, today: date) -> None:
    facts = entry_from_json(one["entry"]).profile
    seen = {key for key, _name, _level in one["alike"]}
    same = Profile.objects.filter(folded_name=fold(f"{facts.name} {facts.short_name}"), country=facts.country)
    if same.exclude(pk__in=seen).exists():
        _note(row, "skipped", {"line": one["line"], "name": one["name"], "reason": "listed_meanwhile"})
        return
    made = create_listed(facts, actor=actor, today=today)
    _note(row, "created", {"id": made.pk, "updated": made.updated.isoformat()})
    _note(row, "memberships", join(row.cluster, made, actor).pk)


def _bring_in(row: MemberImport, one: dict[str, Any], actor: User | None, today: date) -> None:
    member = Profile.objects.filter(pk=one["target"], merged_into__isnull=True).first()
    if member is None or member.state in ("archived", "rejected"):
        _note(row, "skipped", {"line": one["line"], "name": one["name"], "reason": "gone_meanwhile"})
    elif memberships_today(row.cluster, today).filter(member=member).exists():
        _note(row, "skipped", {"line": one["line"], "name": one["name"], "reason": "member_meanwhile"})
    elif actor is None:
        _note(row, "skipped", {"line": one["line"], "name": one["name"], "reason": "nobody_to_ask"})
    elif must_be_asked(member, actor, today=today):
        asked = ask(row.cluster, member, actor, today)
        if asked is not None:
            _note(row, "requests", asked.pk)
    else:
        _note(row, "memberships", join(row.cluster, member, actor).pk)


def _note(row: MemberImport, what: str, value: Any) -> None:
    row.effects.setdefault(what, []).append(value)


def outcome_in_words(row: MemberImport) -> str:
    made, joined = len(row.effects.get("created", [])), len(row.effects.get("memberships", []))
    told = ngettext("%(number)s member was added.", "%(number)s members were added.", joined) % {"number": joined}
    new = ngettext("%(number)s of them is new.", "%(number)s of them are new in the directory.", made)
    return _("%(first)s %(second)s") % {"first": told, "second": new % {"number": made}} if made else told


def address_of(row: MemberImport) -> str:
    return reverse("directory:cluster_import", args=[row.cluster_id, row.pk])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def import_of(run: Run) -> MemberImport:
    return _import_of(run, lock=True)


def _import_of(run: Run, *, lock: bool = False) -> MemberImport:
    rows = MemberImport.objects.select_related("cluster")
    return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=run.arguments["import"])


def _to_change(found: MemberImport) -> MemberImport:
    return MemberImport.objects.select_for_update(of=("self",)).select_related("cluster").get(pk=found.pk)
