"""Opportunities: what somebody offers or asks for."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.exchange import PUBLICATION
from cordata.kernel import LANGUAGES
from cordata.matching.records import Side
from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.people.ids import ID_LENGTH, new_id

TEXTS = ("titles", "summaries", "descriptions", "advantages", "partner_roles")
"""Columns that hold a text in each of several languages."""


class OpportunityType(models.TextChoices):
    """By which way the money flows: who pays requests, who is paid offers."""

    TECHNOLOGY_OFFER = "technology_offer", _("Technology offer")
    TECHNOLOGY_REQUEST = "technology_request", _("Technology request")
    BUSINESS_OFFER = "business_offer", _("Business offer")
    BUSINESS_REQUEST = "business_request", _("Business request")
    RESEARCH_REQUEST = "research_request", _("Research request")


class IprStatus(models.TextChoices):
    NONE = "none", _("No protection needed")
    SECRET = "secret", _("Secret know-how")
    COPYRIGHT = "copyright", _("Copyright")
    DESIGN = "design", _("Registered design or trade mark")
    APPLIED = "applied", _("Patent applied for")
    GRANTED = "granted", _("Patent granted")


class CooperationType(models.TextChoices):
    SUPPLY = "supply", _("Supply")
    MANUFACTURING = "manufacturing", _("Contract manufacturing")
    DISTRIBUTION = "distribution", _("Distribution or agency")
    TECHNICAL = "technical", _("Technical cooperation")
    LICENCE = "licence", _("Licence")
    PILOT = "pilot", _("Pilot or test")
    RESEARCH = "research", _("Research project")
    JOINT_VENTURE = "joint_venture", _("Joint venture")
    INVESTMENT = "investment", _("Investment")


class Opportunity(models.Model):
    """An offer or a request of an organisation, published for a time, anonymous at first where it wishes.

    ``language`` is the one it was written in; ``translated`` says for each other language who translated, ``outdated``
    names those whose texts are older than the original.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    organisation = models.ForeignKey(Profile, models.CASCADE, related_name="opportunities")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    type = models.CharField(_("type"), max_length=20, choices=OpportunityType.choices)
    state = models.CharField(
        _("state"), max_length=20, default=PUBLICATION.initial, choices=[(one, one) for one in PUBLICATION.states]
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, wording.LANGUAGE_NAMES[code]) for code in LANGUAGES]
    )
    titles = models.JSONField(_("title"), default=dict)
    summaries = models.JSONField(_("summary"), default=dict)
    descriptions = models.JSONField(_("description"), default=dict, blank=True)
    advantages = models.JSONField(_("advantages over existing solutions"), default=dict, blank=True)
    partner_roles = models.JSONField(_("role of the partner"), default=dict, blank=True)
    translated = models.JSONField(_("who translated"), default=dict, blank=True)
    outdated = models.JSONField(_("languages older than the original"), default=list, blank=True, editable=False)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    concepts = models.JSONField(_("concepts"), default=list, blank=True)
    trl = models.PositiveSmallIntegerField(_("technology readiness level"), null=True, blank=True)
    ipr_status = models.CharField(_("IPR status"), max_length=10, choices=IprStatus.choices, blank=True)
    partner_kinds = models.JSONField(_("kinds of partner sought"), default=list, blank=True)
    partner_countries = models.JSONField(_("countries of the partner"), default=list, blank=True)
    cooperation = models.JSONField(_("type of cooperation"), default=list, blank=True)
    anonymous = models.BooleanField(_("anonymous at first"), default=False)
    valid_until = models.DateField(_("valid until"))
    warned = models.DateField(null=True, blank=True, editable=False)
    checklist = models.JSONField(_("checklist of the review"), default=dict, blank=True, editable=False)
    is_example = models.BooleanField(_("invented as an example"), default=False)
    search_text = models.TextField(editable=False, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)
    published = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = [models.F("published").desc(nulls_last=True), "-created", "id"]
        indexes = [
            models.Index(fields=["state", "valid_until"], name="opportunity_by_state"),
            models.Index(fields=["organisation", "state"], name="opportunity_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PUBLICATION.states), name="opportunity_state_known"),
            models.CheckConstraint(condition=Q(type__in=OpportunityType.values), name="opportunity_type_known"),
            models.CheckConstraint(condition=Q(trl__isnull=True) | Q(trl__range=(1, 9)), name="opportunity_trl"),
        ]

    def __str__(self) -> str:
        return self.title_in(self.language)

    def get_absolute_url(self) -> str:
        return reverse("exchange:opportunity", args=[self.pk])

    @property
    def side(self) -> Side:
        """Whether it offers or requests."""
        return "offer" if self.type.endswith("_offer") else "request"

    def title_in(self, language: str) -> str:
        """The title in the language, else in English, else as it was written."""
        for code in (language, "en", self.language):
            if self.titles.get(code):
                return str(self.titles[code])
        return ""

    def is_live(self, today: date) -> bool:
        return self.state == "published" and today <= self.valid_until
