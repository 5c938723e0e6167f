"""Taking over a profile that stands in the directory already."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models.profile import Profile
from cordata_web.people.ids import ID_LENGTH, new_id


class Claim(models.Model):
    """Somebody says to act for an organisation; the secretariat, or an address of its website's domain, confirms."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    decided = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "user"], condition=models.Q(state="open"), name="claim_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.profile_id}"


class SizeTest(models.Model):
    """The answers to the size test of Recommendation 2003/361/EC, and what came out."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="size_tests")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken = models.DateTimeField(default=timezone.now, editable=False)
    answers = models.JSONField(_("answers"), default=dict)
    category = models.CharField(_("size"), max_length=6)
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("size test")
        verbose_name_plural = _("size tests")
        ordering = ["-taken"]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.category}"
