"""Inviting a colleague, and what the cluster may do."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from cordata_web.directory.models import ClusterMay


class InvitationForm(forms.Form):
    """To whom, in which language, with what words."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=lambda: [(code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES],
        initial=get_language,
    )
    note = forms.CharField(
        label=_("Message"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ClusterMayForm(forms.Form):
    """What the managers of its clusters may do in a member's name."""

    cluster_may = forms.ChoiceField(
        label=_("What our cluster may do for us"), choices=ClusterMay.choices, widget=forms.RadioSelect
    )
