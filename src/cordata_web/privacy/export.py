"""All that is kept about a person, as a ZIP of JSON files and of the files that the person sent."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cordata_web.exchange.models import Attachment
from cordata_web.people.models import User

TABLES: tuple[tuple[str, str], ...] = (
    ("people.User", "pk"),
    ("account.EmailAddress", "user"),
    ("mfa.Authenticator", "user"),
    ("people.Consent", "user"),
    ("people.RoleAssignment", "user"),
    ("people.Invitation", "accepted_by"),
    ("people.Invitation", "invited_by"),
    ("people.ApiToken", "user"),
    ("people.IdempotencyKey", "user"),
    ("people.Comment", "author"),
    ("people.AuditEntry", "actor"),
    ("mail.Letter", "to_user"),
    ("mail.Preference", "user"),
    ("jobs.Job", "owner"),
    ("directory.Profile", "created_by"),
    ("directory.Claim", "user"),
    ("directory.SizeTest", "taken_by"),
    ("directory.MembershipRequest", "asked_by"),
    ("directory.MemberImport", "sent_by"),
    ("directory.SelfCheck", "changed_by"),
    ("calls.Call", "changed_by"),
    ("calls.FollowedCall", "user"),
    ("consortia.Consortium", "created_by"),
    ("cooperation.Dataset", "loaded_by"),
    ("cooperation.MetaCluster", "created_by"),
    ("funding.Instrument", "changed_by"),
    ("funding.Change", "who"),
    ("funding.InstrumentImport", "sent_by"),
    ("exchange.Opportunity", "author"),
    ("exchange.Interest", "author"),
    ("exchange.Introduction", "proposed_by"),
    ("exchange.Participant", "user"),
    ("exchange.Message", "author"),
    ("exchange.Collaboration", "started_by"),
    ("exchange.Follow", "user"),
)
"""Each table that points to a person, with the column that does; a test finds those that are missing."""

SECRET_COLUMNS = {
    "people.User": {"password"},
    "mfa.Authenticator": {"data"},
    "people.ApiToken": {"digest"},
    "exchange.Participant": {"reply_token"},
}
"""What opens doors does not leave the house, not even in its owner's hands."""

READ_ME = (
    "What Cordata keeps about you. One file for each kind of thing: its columns by their technical names, "
    "moments in universal time. Passwords and keys are left out. Files you sent stand in the folder files.\n"
)


def export_of(user: User, *, now: datetime) -> bytes:
    """The ZIP; the texts of others are not in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", READ_ME)
        archive.writestr("export.json", _as_json({"person": user.pk, "address": user.email, "made": now}))
        for name, rows in tables_of(user):
            archive.writestr(f"{name}.json", _as_json(rows))
        for attachment in Attachment.objects.filter(message__author=user).order_by("pk"):
            with attachment.file.open("rb") as file:
                archive.writestr(f"files/{attachment.pk}-{_plain_name(attachment.name)}", file.read())
    return kept.getvalue()


def tables_of(user: User) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The name of each table and column with the person's rows in it."""
    for label, column in TABLES:
        model = apps.get_model(label)
        rows = model._default_manager.filter(**{column: user.pk}).order_by("pk")
        name = label.lower() if column == "pk" else f"{label.lower()}.{column}"
        yield name, [_row(row, SECRET_COLUMNS.get(label, set())) for row in rows]


def _row(row: models.Model, secret: set[str]) -> dict[str, Any]:
    columns = [column for column in row._meta.concrete_fields if column.name not in secret]
    return {column.name: column.value_from_object(row) for column in columns}


def _as_json(value: Any) -> str:
    return json.dumps(value, cls=_Encoder, ensure_ascii=False, indent=2)


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.name if isinstance(o, models.fields.files.FieldFile) else super().default(o)


def _plain_name(name: str) -> str:
    """Without anything that could lead out of the folder when the ZIP is unpacked."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".")
