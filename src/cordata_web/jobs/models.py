"""One piece of work, how far it is and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import new_id


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Job(models.Model):
    """A piece of work for the worker.

    While it runs, whoever holds ``token`` may write to it, and only until ``lease_until`` unless it is renewed:
    a worker that was killed, or slept too long, loses the job to another one and finds its token gone.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    lane = models.CharField(_("lane"), max_length=80, blank=True)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True, unique=True)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    losses = models.PositiveSmallIntegerField(_("workers lost"), default=0)
    token = models.CharField(_("token of the holder"), max_length=20, blank=True, editable=False)
    lease_until = models.DateTimeField(_("held until"), null=True, blank=True)
    stopping = models.BooleanField(_("asked to stop"), default=False)
    done = models.PositiveIntegerField(_("steps done"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    log = models.JSONField(_("log"), default=list, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    refusal = models.TextField(_("why not, for its owner"), blank=True)
    error = models.TextField(_("error, for the secretariat"), blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    started = models.DateTimeField(_("started"), null=True, blank=True)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created", "id")
        indexes = (
            models.Index(fields=["state", "run_after"], name="job_due"),
            models.Index(fields=["owner", "-created"], name="job_of_owner"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["lane"], condition=Q(state="running") & ~Q(lane=""), name="one_running_job_a_lane"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | (~Q(token="") & Q(lease_until__isnull=False)),
                name="running_jobs_are_held",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def held(self) -> models.QuerySet[Job]:
        """The row of this job, or none when another worker holds it by now."""
        return Job.objects.filter(pk=self.pk, token=self.token, state=State.RUNNING)

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def percent(self) -> int | None:
        """How much is done, rounded down; nothing when the job does not say."""
        if self.state == State.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else None

    @property
    def last_change(self) -> datetime:
        return self.finished or self.started or self.created
