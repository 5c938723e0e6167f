"""Tables of instruments that people sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import new_id


class InstrumentImport(models.Model):
    """A table of instruments that somebody sent: looked at first, then imported, and undone where it was a mistake.

    ``table`` is kept as it was read; ``mapping`` tells the column of each heading; ``problems`` name line, column and
    reason of every row that is left out; ``kept`` are identifiers that an undoing left alone.
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked, not imported yet")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Taken back")

    id = models.CharField(primary_key=True, max_length=24, default=new_id, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent = models.DateTimeField(default=timezone.now, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    table = models.JSONField(default=dict, editable=False)
    mapping = models.JSONField(_("columns"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED)
    counts = models.JSONField(_("rows imported"), default=dict, editable=False)
    kept = models.JSONField(_("left as they are"), default=list, editable=False)

    class Meta:
        verbose_name = _("import of instruments")
        verbose_name_plural = _("imports of instruments")
        ordering = ["-sent"]

    def __str__(self) -> str:
        return self.file_name
