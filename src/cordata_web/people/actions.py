"""What people change about themselves."""

from __future__ import annotations

from django.db import transaction

from cordata_web.people import audit
from cordata_web.people.models import User


@transaction.atomic
def describe_myself(*, user: User, name: str, language: str) -> User:
    """Give the person another name or language; in the audit log stands which, not what."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    changed = [field for field, value in (("name", name), ("language", language)) if getattr(fresh, field) != value]
    if changed:
        fresh.name, fresh.language = name, language
        fresh.save(update_fields=changed)
        audit.record("describe myself", fresh, actor=fresh, changes={"fields": changed})
    return fresh
