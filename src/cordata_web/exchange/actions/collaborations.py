"""What becomes of an introduction, stage by stage, and what came of it in the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.exchange import COLLABORATION
from cordata_web.exchange.letters import collaborations as letters
from cordata_web.exchange.models import Collaboration, Help, Introduction, OutcomeType, ValueBand
from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.people.transitions import advance

ENDINGS = ("complete", "stop")
OUTCOME = frozenset({"outcome", "value_band", "helped", "note", "may_be_told"})


class CollaborationRefusedError(ValueError):
    """A collaboration cannot begin."""


class AlreadyCollaboratingError(CollaborationRefusedError):
    """The introduction has led to one already."""


class NotIntroducedError(CollaborationRefusedError):
    """The introduction is not open."""


class OutcomeMissingError(ValueError):
    """An end needs an outcome of the list; "none" is one."""


@transaction.atomic
def begin_collaboration(*, introduction: Introduction, actor: User, title: str) -> Collaboration:
    row = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    if row.state != "open":
        raise NotIntroducedError(row.pk)
    made = Collaboration(
        introduction=row,
        first_id=row.first_id,
        second_id=row.second_id,
        title=title.strip(),
        started_by=actor,
        is_example=row.is_example,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyCollaboratingError(row.pk) from error
    audit.record("begin", made, actor=actor, changes={"introduction": row.pk, "title": made.title})
    letters.tell_of_beginning(made, actor=actor)
    return made


def move_collaboration(
    *, collaboration: Collaboration, step: str, actor: User, outcome: Mapping[str, Any] | None = None
) -> Collaboration:
    """Take a step; completing and stopping need an outcome, going on after a stop takes it back."""
    changes: dict[str, Any] = {"reminded": None}
    if step in ENDINGS:
        changes |= {**demand_outcome(outcome or {}), "ended": timezone.now()}
    elif step == "resume":
        changes |= {"outcome": "", "value_band": "", "ended": None}
    with transaction.atomic():
        advance(collaboration, step, actor=actor, changes=changes)
        letters.tell_of_step(collaboration, actor=actor)
    return collaboration


@transaction.atomic
def edit_collaboration(*, collaboration: Collaboration, actor: User, changes: Mapping[str, Any]) -> Collaboration:
    """Put title and, after the end, the outcome right."""
    row = Collaboration.objects.select_for_update(of=("self",)).get(pk=collaboration.pk)
    ended = row.state in COLLABORATION.closed
    wanted = {name: value for name, value in changes.items() if name == "title" or (ended and name in OUTCOME)}
    if ended:
        kept = {name: getattr(row, name) for name in OUTCOME}
        demand_outcome({**kept, **{name: value for name, value in wanted.items() if name in OUTCOME}})
    told = {name: [getattr(row, name), value] for name, value in wanted.items() if getattr(row, name) != value}
    if told:
        for name, (_before, value) in told.items():
            setattr(row, name, value)
        row.save(update_fields=[*told, "updated"])
        audit.record("edit", row, actor=actor, changes=told)
    return row


def demand_outcome(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an outcome, or OutcomeMissingError."""
    helped = list(outcome.get("helped") or [])
    known = outcome.get("outcome") in OutcomeType.values and outcome.get("value_band", "") in ("", *ValueBand.values)
    if not known or not set(helped) <= set(Help.values):
        raise OutcomeMissingError(str(outcome.get("outcome", "")))
    return {
        "outcome": str(outcome["outcome"]),
        "value_band": str(outcome.get("value_band", "")),
        "helped": helped,
        "note": str(outcome.get("note", "")).strip(),
        "may_be_told": bool(outcome.get("may_be_told")),
    }


def ask_how_it_goes(*, collaboration: Collaboration, today: date) -> int:
    """A friendly question after a long silence; how many letters were put into the outbox."""
    with transaction.atomic():
        told = letters.ask_how_it_goes(collaboration, today=today)
        # Not saved the usual way: a question is no change.
        Collaboration.objects.filter(pk=collaboration.pk).update(reminded=today)
    return told
