"""Who acts for whom: roles, and invitations to them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import ID_LENGTH, new_id


class Role(models.TextChoices):
    """What somebody is in the network; everybody who is not signed in is a visitor."""

    MEMBER = "member", _("Member of an organisation")
    CLUSTER_MANAGER = "cluster_manager", _("Cluster manager")
    OFFICER = "officer", _("Region's officer")
    SECRETARIAT = "secretariat", _("Secretariat")
    AUDITOR = "auditor", _("Auditor")


FOR_A_PROFILE = (Role.MEMBER, Role.CLUSTER_MANAGER)
FOR_A_REGION = (Role.OFFICER,)


def _names_its_object() -> Q:
    """Members and managers act for a profile, officers for a region, the others for the whole network."""
    profile, region = Q(role__in=FOR_A_PROFILE), Q(role__in=FOR_A_REGION)
    return (
        (profile & Q(profile__isnull=False) & Q(region=""))
        | (region & Q(profile__isnull=True) & ~Q(region=""))
        | (~profile & ~region & Q(profile__isnull=True) & Q(region=""))
    )


class RoleAssignment(models.Model):
    """A person has a role for a period: for an organisation, a cluster, a region or the whole network."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    profile = models.ForeignKey(
        "directory.Profile", models.CASCADE, null=True, blank=True, related_name="assignments",
        verbose_name=_("organisation or cluster"),
    )  # fmt: skip
    region = models.CharField(_("region"), max_length=5, blank=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            models.CheckConstraint(condition=_names_its_object(), name="role_names_its_object"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_period"
            ),
            # Two, for SQLite cannot take two missing values for the same.
            models.UniqueConstraint(
                fields=["user", "role", "profile"], condition=Q(until__isnull=True), name="role_for_a_profile_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "region"],
                condition=Q(until__isnull=True, profile__isnull=True),
                name="role_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.profile_id or self.region}".strip()

    @classmethod
    def holding(cls, today: date) -> models.QuerySet[RoleAssignment]:
        """Those that hold today; the last day counts."""
        return cls.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)


class Invitation(models.Model):
    """A role offered to an e-mail address; whoever opens the link that was sent there may take it, once."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    profile = models.ForeignKey(
        "directory.Profile", models.CASCADE, null=True, blank=True, related_name="invitations",
        verbose_name=_("organisation or cluster"),
    )  # fmt: skip
    region = models.CharField(_("region"), max_length=5, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    note = models.TextField(_("message"), blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires = models.DateField(_("open until"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created"]
        constraints = [models.CheckConstraint(condition=_names_its_object(), name="invitation_names_its_object")]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    def is_open(self, today: date) -> bool:
        return self.accepted is None and self.withdrawn is None and today <= self.expires
