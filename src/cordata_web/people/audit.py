"""Writing to the audit log."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from cordata_web.people.models import AuditEntry, User


class NotSavedError(ValueError):
    """A thing without a primary key cannot be named in the audit log."""


def record(action: str, thing: models.Model, *, actor: User | None, changes: Mapping[str, Any]) -> AuditEntry:
    """Note that the actor did the action to the saved thing; no actor means the site itself.

    Call it inside the transaction of the action, so that both happen or neither.
    """
    if thing.pk is None:
        raise NotSavedError(f"Save the {thing._meta.label_lower} before recording {action!r}.")
    return AuditEntry.objects.create(
        action=action,
        actor=actor,
        object_kind=thing._meta.label_lower,
        object_id=str(thing.pk),
        changes=dict(changes),
    )
