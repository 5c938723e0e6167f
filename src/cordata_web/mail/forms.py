"""Forms about mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata_web.mail.topics import Rhythm, Topic


class PreferencesForm(forms.Form):
    """A box for each topic that can be stopped; the digest has a rhythm instead."""

    prefix = "mail"  # a box called "matches" would hide a method of the same name in browsers
    matches = forms.BooleanField(
        label=Topic.MATCHES.label,
        help_text=_("Only those who are worth your time, and never many at once."),
        required=False,
    )
    conversations = forms.BooleanField(
        label=Topic.CONVERSATIONS.label,
        help_text=_("You can answer them by e-mail, or on the page."),
        required=False,
    )
    reminders = forms.BooleanField(
        label=Topic.REMINDERS.label,
        help_text=_("So that nobody waits for you in vain, and nothing of yours expires unseen."),
        required=False,
    )
    news = forms.BooleanField(
        label=Topic.NEWS.label, help_text=_("What is new here; a few times a year."), required=False
    )
    rhythm = forms.ChoiceField(
        label=Topic.DIGEST.label,
        help_text=_("How often you get one e-mail with all that is new among what you follow."),
        choices=Rhythm.choices,
    )

    @property
    def topics(self) -> list[str]:
        """The topics whose boxes are ticked."""
        return [name for name, wanted in self.cleaned_data.items() if wanted is True]
