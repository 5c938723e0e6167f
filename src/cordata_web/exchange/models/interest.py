"""Expressions of interest in opportunities, and the introductions that follow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.exchange import INTEREST, INTRODUCTION
from cordata_web.directory.models import Profile
from cordata_web.exchange.models.opportunity import Opportunity
from cordata_web.people.ids import ID_LENGTH, new_id


class DeclineReason(models.TextChoices):
    """Said to help the other side, never to shame."""

    CAPACITY = "capacity", _("No capacity at the moment")
    OTHER_PARTNER = "other_partner", _("A partner is found already")
    OTHER_FIELD = "other_field", _("Our fields do not meet as hoped")
    TOO_EARLY = "too_early", _("Too early: we are not ready yet")
    TERMS = "terms", _("Size, volume or terms do not fit")
    COMPETITION = "competition", _("We work for competing customers")
    OTHER = "other", _("Another reason")


class When(models.TextChoices):
    NOW = "now", _("At once")
    MONTHS_3 = "months_3", _("Within three months")
    YEAR = "year", _("Within a year")
    OPEN = "open", _("Not decided yet")


class Interest(models.Model):
    """An organisation's interest in an opportunity, with a few structured answers."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Profile, models.CASCADE, related_name="interests")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, default=INTEREST.initial, choices=[(one, one) for one in INTEREST.states]
    )
    language = models.CharField(_("language"), max_length=2)
    why = models.TextField(_("what interests you"), max_length=2000)
    brings = models.TextField(_("what you bring"), max_length=2000, blank=True)
    cooperation = models.CharField(_("type of cooperation"), max_length=20, blank=True)
    when = models.CharField(_("when you could begin"), max_length=10, choices=When.choices, default=When.OPEN)
    with_managers = models.BooleanField(_("bring in our cluster"), default=False)
    decline_reason = models.CharField(_("reason"), max_length=20, choices=DeclineReason.choices, blank=True)
    decline_note = models.TextField(_("a word to them"), max_length=1000, blank=True)
    respond_by = models.DateField(_("answer until"))
    reminded = models.DateField(null=True, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        ordering = ["-created", "id"]
        indexes = [models.Index(fields=["state", "respond_by"], name="interest_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=INTEREST.states), name="interest_state_known"),
            models.UniqueConstraint(
                fields=["opportunity", "organisation"], condition=Q(state__in=("sent", "asked")),
                name="interest_open_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.opportunity_id}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:interest", args=[self.pk])


class Introduction(models.Model):
    """Two organisations brought together: after an accepted interest, or proposed by a third and agreed by both."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    interest = models.OneToOneField(Interest, models.CASCADE, null=True, blank=True, related_name="introduction")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, null=True, blank=True, related_name="introductions")
    first = models.ForeignKey(Profile, models.CASCADE, related_name="introductions_as_first")
    second = models.ForeignKey(Profile, models.CASCADE, related_name="introductions_as_second")
    state = models.CharField(
        _("state"), max_length=15, default=INTRODUCTION.initial, choices=[(one, one) for one in INTRODUCTION.states]
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("why you bring them together"), max_length=2000, blank=True)
    agreed_by_first = models.BooleanField(default=False, editable=False)
    agreed_by_second = models.BooleanField(default=False, editable=False)
    decline_reason = models.CharField(_("reason"), max_length=20, choices=DeclineReason.choices, blank=True)
    respond_by = models.DateField(_("answer until"), null=True, blank=True)
    reminded = models.DateField(null=True, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    opened = models.DateTimeField(null=True, blank=True, editable=False)
    updated = models.DateTimeField(auto_now=True)
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering = ["-created", "id"]
        indexes = [models.Index(fields=["state", "respond_by"], name="introduction_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="introduction_of_two"),
            models.CheckConstraint(condition=Q(state__in=INTRODUCTION.states), name="introduction_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:introduction", args=[self.pk])

    @property
    def party_ids(self) -> tuple[str, str]:
        return self.first_id, self.second_id
