"""Letters on their way, people's wishes about them, and the answers that came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.mail.topics import Rhythm, Topic
from cordata_web.people.ids import ID_LENGTH, new_id


class State(models.TextChoices):
    """Where a letter is."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being handed over")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    UNSURE = "unsure", _("perhaps sent")


class Letter(models.Model):
    """A letter to one person, ready to go.

    Before it is handed over it is claimed: ``sending``, under ``claim``, and committed. Whoever finds it so later
    cannot know whether it went out; it becomes ``unsure`` and is sent again only if somebody says so.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    to_name = models.CharField(_("name"), max_length=150, blank=True)
    to_address = models.CharField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=80)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices, default=Topic.ESSENTIAL)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("text with layout"))
    headers = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    urgent = models.BooleanField(default=False, help_text="goes before letters that nobody waits for")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt = models.DateTimeField(_("not before"), default=timezone.now)
    claim = models.CharField(max_length=ID_LENGTH, blank=True, editable=False)
    error = models.TextField(_("error"), blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    sent = models.DateTimeField(_("sent on"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-created", "id")
        indexes = (
            models.Index(fields=["state", "next_attempt"], name="letter_due"),
            models.Index(fields=["to_address", "-created"], name="letter_to"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Preference(models.Model):
    """What a person wishes about a topic; without a row, letters come, and the digest every week."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences")
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    stopped = models.BooleanField(_("stopped"), default=False)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("wish about e-mail")
        verbose_name_plural = _("wishes about e-mail")
        constraints = (models.UniqueConstraint(fields=["user", "topic"], name="one_wish_a_topic"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.topic}"


class Received(models.Model):
    """A mail that was taken in, so that the same one never counts twice."""

    message_id = models.CharField(max_length=250)
    receiver = models.CharField(max_length=40)
    token = models.CharField(max_length=80)
    sender = models.CharField(max_length=254)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mails")
        constraints = (models.UniqueConstraint(fields=["message_id", "receiver", "token"], name="received_once"),)

    def __str__(self) -> str:
        return self.message_id
