"""Meta-clusters: clusters of several regions around a theme, from the first draft on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import new_id


class MetaCluster(models.Model):
    """A draft of a proposal to group clusters around a theme."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id, editable=False)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is for"), max_length=4000, blank=True)
    theme = models.JSONField(_("concepts of the theme"), default=list)
    gaps = models.JSONField(_("concepts that nobody holds"), default=list, blank=True)
    evidence = models.JSONField(_("figures behind it"), default=dict, blank=True, editable=False)
    clusters = models.ManyToManyField(
        "directory.Profile", related_name="meta_clusters", verbose_name=_("clusters"), blank=True
    )
    anchors = models.ManyToManyField(
        "directory.Profile", related_name="+", verbose_name=_("anchor organisations"), blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    changed = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("meta-cluster")
        verbose_name_plural = _("meta-clusters")
        ordering = ["-changed"]

    def __str__(self) -> str:
        return self.title
