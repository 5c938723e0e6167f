"""What letters are about; all but the essential ones can be stopped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """A subject that a person wants to hear of, or not."""

    ESSENTIAL = "essential", _("What the account and running business need")
    MATCHES = "matches", _("New partners who fit")
    DIGEST = "digest", _("The round-up of what I follow")
    REMINDERS = "reminders", _("Reminders of what awaits an answer")
    CONVERSATIONS = "conversations", _("Messages in my conversations")
    NEWS = "news", _("News of the network")


class Rhythm(models.TextChoices):
    """How often the digest comes."""

    NEVER = "never", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")


STOPPABLE = tuple(topic for topic in Topic if topic != Topic.ESSENTIAL)
