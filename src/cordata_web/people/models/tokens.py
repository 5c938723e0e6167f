"""Keys with which a person's own programs read and write, and what they were answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import ID_LENGTH, new_id


class ApiToken(models.Model):
    """A key of a person. Only its digest is kept; the key itself is shown once, when it is made."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    begins = models.CharField(_("begins with"), max_length=8, editable=False)
    scopes = models.JSONField(_("what it may do"), default=list)
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires = models.DateField(_("valid until"), null=True, blank=True)
    last_used = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("key for programs")
        verbose_name_plural = _("keys for programs")
        ordering = ["-created", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.begins}…)"


class IdempotencyKey(models.Model):
    """A request that a program marked, with its answer: sent again, it is answered the same and not done twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="idempotency_keys")
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("request sent once")
        verbose_name_plural = _("requests sent once")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key
