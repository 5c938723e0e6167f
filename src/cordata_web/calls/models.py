"""Calls with their deadlines, who follows them, and which of them fit which organisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models import Profile
from cordata_web.people.ids import ID_LENGTH, new_id

KEY_LENGTH = 80
REFERENCE_LENGTH = 120
NAME_LENGTH = 300
ADDRESS_LENGTH = 500
SECRET_LENGTH = 32


class Call(models.Model):
    """A call for proposals as its source gives it; ``cordata.funding.Call`` says what each fact means.

    ``reference`` is its identifier at the source, ``id`` the same as it stands in addresses. Own calls are written
    here, for the whole network or by the officers of ``region``; all others are renewed from their source.
    """

    class Origin(models.TextChoices):
        READ = "read", _("Read from a source")
        OWN = "own", _("Written here")
        EXAMPLE = "example", _("An example")

    id = models.CharField(primary_key=True, max_length=KEY_LENGTH)
    reference = models.CharField(_("identifier at the source"), max_length=REFERENCE_LENGTH, unique=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.READ)
    region = models.CharField(_("region"), max_length=5, blank=True)
    titles = models.JSONField(_("titles"), default=dict)
    texts = models.JSONField(_("texts"), default=dict, blank=True)
    topic = models.CharField(_("topic"), max_length=REFERENCE_LENGTH, blank=True)
    call = models.CharField(_("call"), max_length=REFERENCE_LENGTH, blank=True)
    call_title = models.CharField(_("title of the call"), max_length=NAME_LENGTH, blank=True)
    programme_name = models.CharField(_("programme"), max_length=NAME_LENGTH, blank=True)
    family = models.CharField(max_length=30, blank=True, db_index=True)
    programme = models.CharField(_("rules of the programme"), max_length=60, blank=True, db_index=True)
    action_name = models.CharField(_("type of action"), max_length=NAME_LENGTH, blank=True)
    action = models.CharField(max_length=30, blank=True, db_index=True)
    model = models.CharField(_("stages"), max_length=10, default="single")
    opening = models.DateField(_("opens on"), null=True, blank=True)
    said = models.CharField(_("status at the source"), max_length=11, blank=True)
    smallest = models.BigIntegerField(_("smallest grant"), null=True, blank=True)
    largest = models.BigIntegerField(_("largest grant"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    grants = models.PositiveIntegerField(_("grants expected"), null=True, blank=True)
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    maturity = models.JSONField(_("readiness"), default=dict, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    countries = models.JSONField(_("where from"), default=list, blank=True)
    kinds = models.JSONField(_("who may apply"), default=list, blank=True)
    url = models.CharField(_("website"), max_length=ADDRESS_LENGTH, blank=True)
    source = models.CharField(_("source"), max_length=ADDRESS_LENGTH, blank=True)
    fetched = models.DateField(_("read on"), null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)
    withdrawn = models.DateTimeField(null=True, blank=True, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title_in("en")

    def get_absolute_url(self) -> str:
        return reverse("calls:call", args=[self.pk])

    def title_in(self, language: str) -> str:
        return next(
            (self.titles[one] for one in (language, "en", *self.titles) if self.titles.get(one)), self.reference
        )

    @property
    def title(self) -> str:
        return self.title_in(get_language() or "en")

    @property
    def is_kept_here(self) -> bool:
        return self.origin != self.Origin.READ


class Deadline(models.Model):
    """The moment until which something must be handed in, and the zone in which the call tells it."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="deadlines")
    at = models.DateTimeField(_("moment"))
    zone = models.CharField(_("time zone"), max_length=64, default="Europe/Brussels")
    stage = models.CharField(_("stage"), max_length=8, default="single")
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["of", "at"]
        indexes = [models.Index(fields=["at"], name="deadlines_by_moment")]
        constraints = [models.UniqueConstraint(fields=["of", "stage", "number", "at"], name="deadline_once")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.at:%Y-%m-%d}"


class FollowedCall(models.Model):
    """A call whose deadlines somebody wants to hear of; ``reminded`` names the reminders that were sent."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_calls")
    call = models.ForeignKey(Call, models.CASCADE, related_name="followers")
    created = models.DateTimeField(default=timezone.now, editable=False)
    reminded = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("followed call")
        verbose_name_plural = _("followed calls")
        ordering = ["-created", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "call"], name="follow_a_call_once")]

    def __str__(self) -> str:
        return str(self.call_id)


class FittingCall(models.Model):
    """A call that fits an organisation, with the reasons as codes; written anew every day, ``found`` stays."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="fitting_calls")
    call = models.ForeignKey(Call, models.CASCADE, related_name="fits")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    found = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("fitting call")
        verbose_name_plural = _("fitting calls")
        ordering = ["profile", "-score", "call"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "call"], name="fit_once"),
            models.CheckConstraint(condition=Q(score__range=(0.0, 1.0)), name="fit_score"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.call_id} {self.score:.2f}"


class CalendarKey(models.Model):
    """What the address of an organisation's calendar holds besides its name; a new one makes the old address useless.

    As long as nobody asked for a new address there is none.
    """

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="calendar_key")
    secret = models.CharField(max_length=SECRET_LENGTH)
    made = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("key of a calendar")
        verbose_name_plural = _("keys of calendars")

    def __str__(self) -> str:
        return str(self.profile_id)


class PastParticipation(models.Model):
    """An organisation of the macro-region in a project of the past, by the topic under which it was funded.

    ``part`` is the part of the programme that the topic's name begins with, such as HORIZON-CL5.
    """

    topic = models.CharField(_("topic"), max_length=REFERENCE_LENGTH)
    part = models.CharField(max_length=60, db_index=True)
    project = models.CharField(_("project"), max_length=40)
    organisation = models.CharField(_("identifier of the organisation"), max_length=40)
    name = models.CharField(_("name"), max_length=250)
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("region"), max_length=5)
    start = models.DateField(_("start"))

    class Meta:
        verbose_name = _("part in a project of the past")
        verbose_name_plural = _("parts in projects of the past")
        ordering = ["topic", "project", "name"]
        constraints = [models.UniqueConstraint(fields=["topic", "project", "organisation"], name="past_part_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.project})"
