"""Matches of opportunities with the network, and what people follow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models import Profile
from cordata_web.exchange.models.opportunity import Opportunity
from cordata_web.people.ids import ID_LENGTH, new_id


class DismissReason(models.TextChoices):
    """Why a match is not for an organisation: kept as evidence, told to nobody."""

    OTHER_FIELD = "other_field", _("Not our field")
    CAPACITY = "capacity", _("No capacity at the moment")
    TERMS = "terms", _("Size, volume or terms do not fit")
    TOO_FAR = "too_far", _("Too far away")
    KNOWN = "known", _("We know them already")
    OTHER = "other", _("Another reason")


class Match(models.Model):
    """An opportunity and an organisation that could be the partner, by its own opportunity where it has one.

    ``answer`` is what the organisation's people said to it; with ``answered`` it is evidence for how good matching is.
    """

    class Answer(models.TextChoices):
        INTERESTED = "interested", _("Interested")
        DISMISSED = "dismissed", _("Not for us")

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="matches")
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="matches")
    counterpart = models.ForeignKey(
        Opportunity, models.CASCADE, null=True, blank=True, related_name="matches_as_counterpart"
    )
    score = models.FloatField(_("score"))
    reasons = models.JSONField(_("reasons"), default=list)
    engine = models.CharField(max_length=120, blank=True, editable=False)
    found = models.DateTimeField(default=timezone.now, editable=False)
    told = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    dismiss_reason = models.CharField(_("reason"), max_length=20, blank=True)
    answered = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["profile", "-score"], name="matches_of_a_profile")]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "profile"], name="match_once"),
            models.CheckConstraint(condition=Q(score__range=(0.0, 1.0)), name="match_score"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.profile_id} {self.score:.2f}"


class Follow(models.Model):
    """What somebody wants to hear about: a search, an opportunity or a profile."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, null=True, blank=True, related_name="followers")
    profile = models.ForeignKey(Profile, models.CASCADE, null=True, blank=True, related_name="followers")
    search = models.TextField(_("search"), blank=True, help_text="the query part of the search page's address")
    seen = models.JSONField(default=list, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    told = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("followed")
        verbose_name_plural = _("followed")
        ordering = ["-created", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(opportunity__isnull=False, profile__isnull=True, search="")
                    | Q(opportunity__isnull=True, profile__isnull=False, search="")
                    | (Q(opportunity__isnull=True, profile__isnull=True) & ~Q(search=""))
                ),
                name="follow_of_one",
            ),
            models.UniqueConstraint(fields=["user", "opportunity"], name="follow_an_opportunity_once"),
            models.UniqueConstraint(fields=["user", "profile"], name="follow_a_profile_once"),
            models.UniqueConstraint(fields=["user", "search"], condition=~Q(search=""), name="follow_a_search_once"),
        ]

    def __str__(self) -> str:
        return str(self.opportunity_id or self.profile_id or self.search)
