"""What becomes of introductions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.exchange import COLLABORATION
from cordata_web.directory.models import Profile
from cordata_web.exchange.models.interest import Introduction
from cordata_web.people.ids import ID_LENGTH, new_id


class OutcomeType(models.TextChoices):
    SUPPLY = "supply", _("Supply contract")
    LICENCE = "licence", _("Licence")
    JOINT_VENTURE = "joint_venture", _("Joint venture")
    RESEARCH_PROJECT = "research_project", _("Research project")
    PILOT = "pilot", _("Pilot or test")
    DISTRIBUTION = "distribution", _("Distribution agreement")
    TECHNICAL = "technical", _("Technical cooperation")
    INVESTMENT = "investment", _("Investment")
    OTHER = "other", _("Another agreement")
    NONE = "none", _("No agreement")


class ValueBand(models.TextChoices):
    """In euros, over the first three years."""

    NONE = "none", _("No money involved")
    UNDER_10K = "under_10k", _("Below EUR 10 000")
    UNDER_50K = "under_50k", _("EUR 10 000 to 50 000")
    UNDER_250K = "under_250k", _("EUR 50 000 to 250 000")
    UNDER_1M = "under_1m", _("EUR 250 000 to 1 million")
    OVER_1M = "over_1m", _("More than EUR 1 million")
    UNKNOWN = "unknown", _("Not to be said")


class Help(models.TextChoices):
    """What helped."""

    MATCH = "match", _("The match and its reasons")
    CLUSTER = "cluster", _("The cluster's introduction")
    EVENT = "event", _("A meeting or an event")
    TRANSLATION = "translation", _("Texts in the own language")
    FUNDING = "funding", _("Funding")
    KNOWN = "known", _("We knew each other before")
    OTHER = "other", _("Something else")


class Collaboration(models.Model):
    """Two organisations that work together; the outcome is told at the end."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    introduction = models.OneToOneField(
        Introduction, models.SET_NULL, null=True, blank=True, related_name="collaboration"
    )
    first = models.ForeignKey(Profile, models.CASCADE, related_name="collaborations_as_first")
    second = models.ForeignKey(Profile, models.CASCADE, related_name="collaborations_as_second")
    state = models.CharField(
        _("stage"), max_length=15, default=COLLABORATION.initial, choices=[(one, one) for one in COLLABORATION.states]
    )
    title = models.CharField(_("title"), max_length=200)
    outcome = models.CharField(_("outcome"), max_length=20, choices=OutcomeType.choices, blank=True)
    value_band = models.CharField(_("value"), max_length=12, choices=ValueBand.choices, blank=True)
    helped = models.JSONField(_("what helped"), default=list, blank=True)
    note = models.TextField(_("in your own words"), max_length=4000, blank=True)
    may_be_told = models.BooleanField(_("may be told as an example"), default=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    ended = models.DateTimeField(null=True, blank=True, editable=False)
    reminded = models.DateField(null=True, blank=True, editable=False)
    updated = models.DateTimeField(auto_now=True)
    is_example = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["-created", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="collaboration_of_two"),
            models.CheckConstraint(condition=Q(state__in=COLLABORATION.states), name="collaboration_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=COLLABORATION.closed) | ~Q(outcome=""), name="collaboration_ends_with_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exchange:collaboration", args=[self.pk])

    @property
    def party_ids(self) -> tuple[str, str]:
        return self.first_id, self.second_id
