"""What was computed, kept by the fingerprint of what it was computed from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Result(models.Model):
    """A result under the hash of its inputs; the same inputs never compute twice, other inputs never find it."""

    id = models.CharField(_("fingerprint of the inputs"), primary_key=True, max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    inputs = models.JSONField(_("inputs"))
    content = models.JSONField(_("content"))
    made = models.DateTimeField(_("made"), auto_now_add=True)
    seconds = models.FloatField(_("seconds it took"))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-made"]
        indexes = [models.Index(fields=["kind", "made"], name="result_of_kind_by_age")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id[:8]}"
