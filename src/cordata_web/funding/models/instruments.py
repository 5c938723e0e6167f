"""Instruments as this network keeps them: those that come with Cordata, and its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.funding import Instrument as Facts
from cordata.funding import Span

ID_LENGTH = 110
TEXT_LENGTH = 250
ADDRESS_LENGTH = 500
CODE_LENGTH = 20


class Instrument(models.Model):
    """One way of paying, with all that :class:`cordata.funding.Instrument` tells.

    ``shipped`` are the cells of the row that came with Cordata, none of an instrument of the network's own; a row
    whose facts differ from them was edited here, and the edit stays when a newer Cordata is loaded.
    """

    id = models.SlugField(_("identifier"), primary_key=True, max_length=ID_LENGTH)
    name = models.CharField(_("name"), max_length=TEXT_LENGTH)
    local_name = models.CharField(_("name in its own language"), max_length=TEXT_LENGTH, blank=True)
    funder = models.CharField(_("funder"), max_length=TEXT_LENGTH)
    level = models.CharField(_("level"), max_length=CODE_LENGTH)
    territories = models.JSONField(_("territories"), default=list)
    form = models.CharField(_("form"), max_length=CODE_LENGTH)
    purpose = models.CharField(_("purpose"), max_length=CODE_LENGTH)
    beneficiaries = models.JSONField(_("who may get it"), default=list, blank=True)
    rate = models.PositiveSmallIntegerField(_("highest share of the cost"), null=True, blank=True)
    ceiling = models.PositiveBigIntegerField(_("ceiling"), null=True, blank=True)
    budget = models.PositiveBigIntegerField(_("budget"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    months = models.PositiveSmallIntegerField(_("duration in months"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=CODE_LENGTH)
    legal_basis = models.CharField(_("legal basis"), max_length=ADDRESS_LENGTH, blank=True)
    website = models.CharField(_("website"), max_length=ADDRESS_LENGTH, blank=True)
    source = models.CharField(_("source"), max_length=ADDRESS_LENGTH)
    confirmed = models.BooleanField(_("read at the source"), default=False)
    checked = models.DateField(_("checked on"))
    position = models.PositiveIntegerField(_("place in the list"), default=0, editable=False)
    shipped = models.JSONField(_("as it comes with Cordata"), null=True, blank=True, editable=False)
    withdrawn = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    changed = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("financing instrument")
        verbose_name_plural = _("financing instruments")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="instrument_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(rate__isnull=True) | Q(rate__range=(1, 100)), name="instrument_rate_in_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("funding:instrument", args=[self.pk])

    @property
    def facts(self) -> Facts:
        """The same for the library."""
        plain = {name: getattr(self, name) for name in PLAIN}
        return Facts(
            **plain,
            territories=tuple(self.territories),
            beneficiaries=tuple(self.beneficiaries),
            valid=Span(self.valid_from, self.valid_to),
        )

    def take(self, facts: Facts) -> None:
        """Become what the library says; not saved yet."""
        for name in PLAIN:
            setattr(self, name, getattr(facts, name))
        self.territories, self.beneficiaries = list(facts.territories), list(facts.beneficiaries)
        self.valid_from, self.valid_to = facts.valid.first, facts.valid.last


PLAIN = (
    *("id", "name", "local_name", "funder", "level", "form", "purpose", "rate", "ceiling", "budget", "currency"),
    *("months", "conditions", "status", "legal_basis", "website", "source", "confirmed", "checked"),
)
"""What is called alike here and in the library, and holds the same."""


class Change(models.Model):
    """What somebody did to an instrument: its cells before (none of a new one) and after, so that it can be undone."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        EDITED = "edited", _("Edited")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RESTORED = "restored", _("Taken up again")

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    before = models.JSONField(_("before"), null=True)
    when = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    batch = models.ForeignKey(
        "funding.InstrumentImport", models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    is_undone = models.BooleanField(_("taken back"), default=False)

    class Meta:
        verbose_name = _("change of an instrument")
        verbose_name_plural = _("changes of instruments")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.kind}"
