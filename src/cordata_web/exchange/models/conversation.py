"""What the two sides of an introduction write to each other. Only those who take part read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models import Profile
from cordata_web.exchange.models.interest import Introduction
from cordata_web.people.ids import ID_LENGTH, new_id


class Participant(models.Model):
    """A person who takes part in a conversation; ``reply_token`` is the address for answers by e-mail."""

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations")
    profile = models.ForeignKey(
        Profile, models.CASCADE, related_name="+", help_text="the organisation or cluster for which the person is here"
    )
    as_manager = models.BooleanField(default=False)
    reply_token = models.CharField(max_length=ID_LENGTH, default=new_id, unique=True, editable=False)
    joined = models.DateTimeField(default=timezone.now, editable=False)
    left = models.DateTimeField(null=True, blank=True, editable=False)
    last_read = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [models.UniqueConstraint(fields=["introduction", "user"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.introduction_id}"


class Message(models.Model):
    """A message of a conversation; ``parent`` is the one it answers."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    profile = models.ForeignKey(Profile, models.SET_NULL, null=True, related_name="+")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replies")
    text = models.TextField(_("message"), max_length=10_000)
    by_mail = models.BooleanField(default=False, editable=False)
    mail_id = models.CharField(max_length=250, blank=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "mail_id"], condition=~Q(mail_id=""), name="mail_arrives_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


def attachment_path(attachment: Attachment, _filename: str) -> str:
    """Kept under a name that nobody can guess; the own name stands in the table."""
    return f"conversations/{attachment.message.introduction_id}/{attachment.pk}"


class Attachment(models.Model):
    """A file of a message."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to=attachment_path, max_length=250)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    media_type = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
