"""What happened to a thing, from the audit log, told without names."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from cordata_web.exchange.state_names import EVENTS
from cordata_web.people.models import AuditEntry


def timeline_of(*things: models.Model | None) -> list[dict[str, Any]]:
    """The steps of the things, the oldest first."""
    asked = [Q(object_kind=one._meta.label_lower, object_id=str(one.pk)) for one in things if one is not None]
    if not asked:
        return []
    either = asked[0]
    for one in asked[1:]:
        either |= one
    entries = AuditEntry.objects.filter(either).order_by("when", "pk")
    return [
        {"when": entry.when, "what": EVENTS[entry.object_kind, entry.action]}
        for entry in entries
        if (entry.object_kind, entry.action) in EVENTS
    ]
