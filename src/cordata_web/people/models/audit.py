"""The audit log: it only grows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditLogIsFinalError(Exception):
    """Somebody tried to change or delete an entry of the audit log."""

    def __init__(self) -> None:
        super().__init__("The audit log only grows: entries are neither changed nor deleted.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads and adds; refuses the rest."""

    def update(self, **_changes: Any) -> NoReturn:
        raise AuditLogIsFinalError

    def delete(self) -> NoReturn:
        raise AuditLogIsFinalError

    def bulk_update(self, *_entries: Any, **_options: Any) -> NoReturn:
        raise AuditLogIsFinalError

    def bulk_create(self, objs: Iterable[AuditEntry], *args: Any, **options: Any) -> list[AuditEntry]:
        if options.get("update_conflicts") or any(not entry._state.adding for entry in objs):
            raise AuditLogIsFinalError
        return super().bulk_create(objs, *args, **options)


class AuditEntry(models.Model):
    """One change: who did what to which thing. The thing is named, not linked, so that the entry outlives it."""

    when = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    # Kept out of the way of a person's erasure: the number stays, it points to nobody then.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    action = models.CharField(_("action"), max_length=60)
    object_kind = models.CharField(_("kind of thing"), max_length=100)
    object_id = models.CharField(_("number of the thing"), max_length=120)
    changes = models.JSONField(_("changes"), default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ("-when", "-pk")
        indexes = (models.Index(fields=("object_kind", "object_id"), name="audit_of_a_thing"),)

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M} {self.action} {self.object_kind} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AuditLogIsFinalError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AuditLogIsFinalError
