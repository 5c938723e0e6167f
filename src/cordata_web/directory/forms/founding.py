"""The form of a new organisation, and that of a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.directory.duplicates import Listed
from cordata.directory.vat import check_vat
from cordata.kernel import KINDS
from cordata.kernel.regions import region_of
from cordata_web.directory import wording
from cordata_web.directory.messages import vat_problem
from cordata_web.directory.models import Profile
from cordata_web.directory.places import regions_by_country

NAME_LENGTH = Profile._meta.get_field("name").max_length
TOWN_LENGTH = Profile._meta.get_field("town").max_length


def region_choices() -> list[tuple[str, Any]]:
    return [("", _("Please choose")), *regions_by_country()]


def kind_choices() -> list[tuple[str, str]]:
    """Small and medium enterprises first: most are."""
    return [(kind, wording.kind_name(kind)) for kind in ("sme", *(kind for kind in KINDS if kind != "sme"))]


class WebsiteField(forms.URLField):
    """An address with or without its "https://"."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"})

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", max_length=300, **options)
        self.error_messages["invalid"] = _("This does not look like the address of a website.")


class NewOrganisationForm(forms.Form):
    """No more than what is needed to find duplicates and to begin."""

    name = forms.CharField(
        label=_("Name of your organisation"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    region = forms.ChoiceField(label=_("Region"), choices=region_choices)
    town = forms.CharField(
        label=_("Town"), max_length=TOWN_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    website = WebsiteField(label=_("Website"), required=False, help_text=_("If you have one."))
    vat = forms.CharField(
        label=_("VAT number"),
        required=False,
        max_length=30,
        help_text=_("Not needed. It helps to find out whether you are in the directory already; nobody else sees it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        region = region_of(cleaned.get("region"))
        if cleaned.get("vat") and region is not None:
            checked = check_vat(cleaned["vat"], region.country)
            if checked.problem is not None:
                self.add_error("vat", vat_problem(checked.problem, dict(checked.facts)))
            else:
                cleaned["vat"] = checked.number
        return cleaned

    @property
    def listed(self) -> Listed:
        """What was entered so far, to look for duplicates."""
        return listed_of(self.cleaned_data)


def listed_of(entered: Any) -> Listed:
    """What somebody has entered so far as the library compares it; nothing need be complete."""
    region = region_of(entered.get("region"))
    return Listed(
        id="",
        name=(entered.get("name") or "")[:NAME_LENGTH],
        country=region.country if region else "",
        town=(entered.get("town") or "")[:TOWN_LENGTH],
        vat=(entered.get("vat") or "")[:30],
        website=(entered.get("website") or "")[:300],
    )


class ClaimForm(forms.Form):
    """A word to the secretariat."""

    message = forms.CharField(
        label=_("What do you do there?"),
        help_text=_("One sentence helps the secretariat to confirm that you act for this organisation."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
