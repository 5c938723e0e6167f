"""Figures of regions, each of a dataset that says where it comes from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

REGION_LENGTH = 5
ACTIVITY_LENGTH = 120


class Dataset(models.Model):
    """One source in one version. Every figure that a page shows leads to the dataset that it comes from."""

    class Kind(models.TextChoices):
        FIGURES = "figures", _("Figures of regions")
        PROJECTS = "projects", _("Projects and their partners")

    id = models.SlugField(_("identifier"), primary_key=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=250)
    address = models.URLField(_("address"), max_length=500)
    licence = models.CharField(_("licence"), max_length=250)
    nomenclature = models.CharField(_("nomenclature"), max_length=20)
    nuts_version = models.CharField(_("version of the regions"), max_length=4, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    notes = models.JSONField(_("what to know about it"), default=list, blank=True)
    problems = models.JSONField(_("faults of the file"), default=list, blank=True)
    problems_count = models.PositiveIntegerField(_("number of faults"), default=0)
    files = models.JSONField(_("files with their checksums"), default=list, blank=True)
    is_shipped = models.BooleanField(_("comes with Cordata"), default=False)
    checked = models.DateField(_("as of"))
    loaded = models.DateTimeField(_("loaded"), auto_now=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("loaded by")
    )
    version = models.CharField(_("fingerprint of the content"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="dataset_years_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """The value of an activity in a region in a year; none where it is confidential or was not told."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="figures")
    region = models.CharField(_("region"), max_length=REGION_LENGTH)
    activity = models.CharField(_("activity"), max_length=ACTIVITY_LENGTH)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.FloatField(_("value"), null=True, blank=True)
    flag = models.CharField(_("note of the source"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["region", "activity", "year"]
        indexes = [models.Index(fields=["dataset", "year"], name="figure_of_dataset_and_year")]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "region", "activity", "year"], name="figure_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.activity} {self.year}"


class JointProjects(models.Model):
    """How many projects that began in a year have partners in both regions; the codes stand in their order."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="joint_projects")
    region = models.CharField(_("region"), max_length=REGION_LENGTH)
    other = models.CharField(_("other region"), max_length=REGION_LENGTH)
    year = models.PositiveSmallIntegerField(_("year"))
    projects = models.PositiveIntegerField(_("projects"))

    class Meta:
        verbose_name = _("joint projects")
        verbose_name_plural = _("joint projects")
        ordering = ["region", "other", "year"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "region", "other", "year"], name="joint_projects_once"),
            models.CheckConstraint(condition=Q(other__gt=F("region")), name="joint_projects_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.other} {self.year}"
