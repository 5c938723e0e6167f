"""What a person agreed to, in which wording, and until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """One agreement of a person; withdrawing it keeps the row, giving it anew makes another one."""

    class What(models.TextChoices):
        ACCOUNT = "account", _("Keeping an account")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    what = models.CharField(_("what for"), max_length=40, choices=What.choices)
    version = models.CharField(_("version of the text"), max_length=20)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "what", "version"), condition=Q(withdrawn_at__isnull=True), name="consent_given_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.what} {self.version}"
