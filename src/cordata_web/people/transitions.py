"""Taking a step from one state to the next: checked, saved and noted in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.people.policy.rules import MACHINES

Thing = TypeVar("Thing", bound=models.Model)


def advance(thing: Thing, step: str, *, actor: User | None, changes: Mapping[str, Any] | None = None) -> Thing:
    """Bring the thing to the state that follows the step, with more columns changed where some are given.

    Reads the state anew under a lock, so that of two people who act at once the second is refused with
    TransitionRefusedError. Whether the actor may is the policy's question, to be asked before; no actor is the site.
    """
    machine = MACHINES[thing._meta.label_lower]
    with transaction.atomic():
        row: Any = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
        before = row.state
        told = {name: [_plain(getattr(row, name)), _plain(value)] for name, value in (changes or {}).items()}
        new: dict[str, Any] = {"state": machine.after(step, before), **(changes or {})}
        for name, value in new.items():
            setattr(row, name, value)
            setattr(thing, name, value)
        row.save(update_fields=[*new, "updated"] if _has_column(row, "updated") else list(new))
        audit.record(step, row, actor=actor, changes={"state": [before, new["state"]], **told})
    return thing


def _has_column(row: models.Model, name: str) -> bool:
    return any(column.name == name for column in row._meta.concrete_fields)


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if isinstance(value, models.Model):
        return str(value.pk)
    return value if value is None or isinstance(value, (bool, int, float, str, list, dict)) else str(value)
