"""Searches for partners: what was asked, and what was found."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.consortia.models.consortium import Consortium
from cordata_web.jobs.models import Job
from cordata_web.people.ids import ID_LENGTH, new_id


class PartnerSearch(models.Model):
    """``asked`` are the settings; ``found`` the proposals, or what stands in the way; empty as long as it runs."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="searches")
    asked = models.JSONField(_("settings"), default=dict)
    found = models.JSONField(_("result"), null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("search for partners")
        verbose_name_plural = _("searches for partners")
        ordering = ("-made",)

    def __str__(self) -> str:
        return f"{self.consortium_id} {self.pk}"
