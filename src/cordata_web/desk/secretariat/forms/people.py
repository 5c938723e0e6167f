"""Finding people by name and role, and inviting somebody to any role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from cordata.kernel import COUNTRIES
from cordata_web.directory import wording
from cordata_web.directory.folding import fold
from cordata_web.directory.founding import role_for
from cordata_web.directory.models import Profile
from cordata_web.directory.places import regions_by_country
from cordata_web.people.models import Role
from cordata_web.people.models.roles import FOR_A_PROFILE, FOR_A_REGION

MOST_NAMED = 5


def region_choices() -> list[tuple[str, Any]]:
    """Whole countries, then their regions."""
    whole = sorted(((code, wording.country_name(code)) for code in COUNTRIES), key=lambda pair: pair[1])
    return [("", "–"), (str(_("A whole country")), whole), *regions_by_country()]


class PeopleForm(forms.Form):
    """Whom to show."""

    q = forms.CharField(
        label=_("Name, e-mail address or organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=lambda: [("", _("All roles")), *((one, one.label) for one in Role)]
    )


class InviteForm(forms.Form):
    """To whom, to which role, and for what."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.CharField(
        label=_("Organisation or cluster"),
        help_text=_("For members and cluster managers: its name, or the end of its page's address."),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    region = forms.ChoiceField(
        label=_("Region"), help_text=_("For a region's officer."), required=False, choices=region_choices
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=lambda: [(code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES],
        initial=get_language,
    )
    note = forms.CharField(
        label=_("Message"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_organisation(self) -> Profile | None:
        asked = self.cleaned_data["organisation"].strip()
        if not asked or self.cleaned_data.get("role") not in FOR_A_PROFILE:
            return None
        return _the_one(asked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, profile = cleaned.get("role"), cleaned.get("organisation")
        if role in FOR_A_PROFILE and "organisation" not in self.errors:
            if profile is None:
                self.add_error("organisation", _("Please name the organisation or cluster."))
            elif role != role_for(profile):
                self.add_error("role", _("Clusters have managers, organisations have members."))
        if role in FOR_A_REGION and not cleaned.get("region"):
            self.add_error("region", _("Please choose the region."))
        if role not in FOR_A_REGION:
            cleaned["region"] = ""
        return cleaned


def _the_one(asked: str) -> Profile:
    """The only profile that is meant; raises ValidationError, which names those that may be."""
    here = Profile.objects.filter(merged_into__isnull=True).defer("search_text")
    exact = list(here.filter(Q(pk=asked) | Q(name__iexact=asked))[:2])
    found = exact or list(here.filter(folded_name__contains=fold(asked))[: MOST_NAMED + 1])
    if not found:
        raise ValidationError(_("Nothing in the directory has this name."))
    if len(found) > 1:
        names = "; ".join(f"{one.name} ({one.pk})" for one in found[:MOST_NAMED])
        raise ValidationError(_("Several have this name. Which one: %(names)s?") % {"names": names})
    return found[0]
