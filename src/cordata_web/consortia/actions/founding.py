"""Beginning a consortium, changing what it plans, settling it and putting it aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata_web.consortia.facts import told_by
from cordata_web.consortia.models import Consortium, ConsortiumPartner, Role
from cordata_web.directory.models import Profile
from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.people.transitions import advance

PLANNED = (
    "title", "topic", "programme", "call", "day", "start", "duration_months", "concepts", "activity", "flats",
)  # fmt: skip
STEPS = ("settle", "reopen", "archive", "restore")


@transaction.atomic
def begin_consortium(*, owner: Profile, actor: User, plan: Mapping[str, Any]) -> Consortium:
    """A new one; the owner is its coordinator until somebody else is made so."""
    made = Consortium.objects.create(owner=owner, created_by=actor, is_example=owner.is_example, **plan)
    ConsortiumPartner.objects.create(
        consortium=made, profile=owner, role=Role.COORDINATOR, state="accepted", locked=True, **told_by(owner)
    )
    audit.record("begin consortium", made, actor=actor, changes={"owner": owner.pk, "programme": made.programme})
    return made


@transaction.atomic
def change_plan(*, consortium: Consortium, actor: User, plan: Mapping[str, Any]) -> Consortium:
    """Change what is planned; only what is different is written and noted."""
    row = Consortium.objects.select_for_update(of=("self",)).get(pk=consortium.pk)
    changed = {name: plan[name] for name in PLANNED if name in plan and getattr(row, name) != plan[name]}
    if changed:
        told = {name: [str(getattr(row, name)), str(value)] for name, value in changed.items()}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=[*changed, "updated"])
        audit.record("change consortium", row, actor=actor, changes=told)
    return row


@transaction.atomic
def write_note(*, consortium: Consortium, actor: User, language: str, texts: Mapping[str, str]) -> Consortium:
    """Keep the texts of the concept note in one language; an empty one is filled by the template again."""
    row = Consortium.objects.select_for_update(of=("self",)).get(pk=consortium.pk)
    kept = {section: text.strip() for section, text in texts.items() if text.strip()}
    before = row.note_texts.get(language, {})
    if kept != before:
        row.note_texts = {**row.note_texts, language: kept}
        row.save(update_fields=["note_texts", "updated"])
        sections = sorted(name for name in {*kept, *before} if kept.get(name) != before.get(name))
        audit.record("write concept note", row, actor=actor, changes={"language": language, "sections": sections})
    return row


def step_consortium(*, consortium: Consortium, step: str, actor: User) -> Consortium:
    """Settle it, open it again, put it aside or take it up again; raises TransitionRefusedError."""
    return advance(consortium, step, actor=actor)


def touch(consortium: Consortium) -> None:
    """What was changed last stands first in lists."""
    Consortium.objects.filter(pk=consortium.pk).update(updated=timezone.now())
