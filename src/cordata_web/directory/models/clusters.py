"""What a cluster keeps about itself: whom it asked to be a member, imports of its members, its self-check."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models.profile import Profile
from cordata_web.people.ids import ID_LENGTH, new_id


class MembershipRequest(models.Model):
    """A cluster counts an organisation that has its own people here among its members; these say whether it is so.

    Managers of a cluster see and may do things for its members: nobody becomes one without having said yes.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    cluster = models.ForeignKey(Profile, models.CASCADE, related_name="requests_made")
    member = models.ForeignKey(Profile, models.CASCADE, related_name="requests_to_be_member")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    created = models.DateTimeField(default=timezone.now, editable=False)
    decided = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("question about a membership")
        verbose_name_plural = _("questions about memberships")
        ordering = ["-created", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(cluster=F("member")), name="membership_request_of_two"),
            models.UniqueConstraint(
                fields=["cluster", "member"], condition=Q(state="open"), name="membership_request_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.cluster_id}"


class MemberImport(models.Model):
    """A table of members that somebody sent: checked first, then imported, and undone where it was a mistake.

    ``rows`` are those that can be imported, as read; ``problems`` name row, column and reason; ``effects`` say what
    the import changed, so that it can be taken back.
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked, not imported yet")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Taken back")

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    cluster = models.ForeignKey(Profile, models.CASCADE, related_name="member_imports")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent = models.DateTimeField(default=timezone.now, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    table = models.JSONField(default=list, editable=False)
    mapping = models.JSONField(_("columns"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED)
    rows = models.JSONField(default=list, editable=False)
    problems = models.JSONField(_("problems"), default=list)
    effects = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")
        ordering = ["-sent"]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.file_name}"


class SelfCheck(models.Model):
    """A cluster's answers to the indicators of cluster management in a year, each with its evidence."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    cluster = models.ForeignKey(Profile, models.CASCADE, related_name="self_checks")
    year = models.PositiveSmallIntegerField(_("year"))
    answers = models.JSONField(_("answers"), default=dict)
    management_fte = models.FloatField(_("full-time equivalents in the management"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["cluster", "year"], name="self_check_once_a_year")]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.year}"
