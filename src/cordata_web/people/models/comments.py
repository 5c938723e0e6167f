"""Short texts that people write to each other about a thing: in a review, or to ask before they answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people.ids import ID_LENGTH, new_id


class Comment(models.Model):
    """A text about a thing, which is named as in the audit log; who may see the thing's comments the policy says."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    object_kind = models.CharField(_("kind of thing"), max_length=100, editable=False)
    object_id = models.CharField(_("number of the thing"), max_length=120, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    purpose = models.CharField(max_length=20, default="review", editable=False)
    text = models.TextField(_("text"), max_length=4000)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created", "id"]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="comments_on_a_thing")]

    def __str__(self) -> str:
        return self.text[:60]
