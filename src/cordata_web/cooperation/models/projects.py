"""Projects and who took part in them, where a source tells them one by one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata_web.cooperation.models.figures import REGION_LENGTH, Dataset


class Project(models.Model):
    """A joint project; ``activities`` are codes of the dataset's nomenclature."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="projects")
    identifier = models.CharField(_("identifier"), max_length=40)
    acronym = models.CharField(_("acronym"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    programme = models.CharField(_("programme"), max_length=80, blank=True)
    start = models.DateField(_("start"))
    activities = models.JSONField(_("activities"), default=list, blank=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-start", "identifier"]
        constraints = [models.UniqueConstraint(fields=["dataset", "identifier"], name="project_once_per_dataset")]

    def __str__(self) -> str:
        return self.acronym or self.title or self.identifier


class Participation(models.Model):
    """One organisation in one project, as the source names it; its profile is the directory's where it has one."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participations")
    organisation = models.CharField(_("identifier of the organisation"), max_length=40)
    profile = models.ForeignKey(
        "directory.Profile", models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=12)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region"), max_length=REGION_LENGTH, blank=True)
    sme = models.BooleanField(_("small or medium-sized"), default=False)
    is_coordinator = models.BooleanField(_("coordinates the project"), default=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["project", "-is_coordinator", "name"]
        indexes = [
            models.Index(fields=["region"], name="participation_of_region"),
            models.Index(fields=["organisation"], name="participation_of_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation"], name="participation_once_per_project")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.project_id})"
