"""What a financing mix is asked for: projects, and what is assumed where instruments are silent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.funding.instruments import BENEFICIARIES, PURPOSES
from cordata.funding.mixes import Part, Terms
from cordata.funding.money import granted
from cordata.kernel import COUNTRIES, load_regions
from cordata_web.directory import wording as places
from cordata_web.funding import wording
from cordata_web.funding.amounts import AmountField

MOST_PROJECTS = 20
FIRST_ROWS = 3


class TermsForm(forms.Form):
    """The terms; all of them may be left open."""

    effort = AmountField(
        label=gettext_lazy("Effort of one application"), required=False,
        help_text=gettext_lazy("What applying costs you: an instrument is asked only where it pays more."),
    )  # fmt: skip
    at_hand = AmountField(
        label=gettext_lazy("Own money at hand, in per cent"), required=False,
        help_text=gettext_lazy("Empty: the partners can pay all of it meanwhile."),
    )  # fmt: skip
    loans = forms.BooleanField(label=gettext_lazy("Take loans for what is not at hand"), required=False)

    def clean_at_hand(self) -> Decimal | None:
        said: Decimal | None = self.cleaned_data["at_hand"]
        if said is not None and said > 100:
            raise forms.ValidationError(_("This is more than 100 per cent."))
        return said

    @property
    def terms(self) -> Terms:
        """As far as they could be read."""
        said = getattr(self, "cleaned_data", {})
        return Terms(effort=said.get("effort") or Decimal(0), loans=bool(said.get("loans")))

    def at_hand_of(self, cost: Decimal) -> Decimal | None:
        """How much of a cost a partner can pay itself; None: all of it."""
        share = getattr(self, "cleaned_data", {}).get("at_hand")
        return None if share is None else granted(cost, share)


class PurposeForm(TermsForm):
    """The terms of one project, and what it is for."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), required=False)
    field_order = ("purpose",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices: Any = self.fields["purpose"]
        choices.choices = [("", _("All purposes")), *((one, wording.PURPOSES[one]) for one in PURPOSES)]


class ProjectForm(forms.Form):
    """A project of a plan: who spends how much on what."""

    name = forms.CharField(label=gettext_lazy("Project"), max_length=80, required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"))
    beneficiary = forms.ChoiceField(label=gettext_lazy("Who carries it"))
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), required=False)
    cost = AmountField(label=gettext_lazy("To be financed, EUR"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more, empty_permitted=True, use_required_attribute=False)
        by_country: dict[str, list[tuple[str, str]]] = {country: [] for country in COUNTRIES}
        for code, region in load_regions().items():
            by_country[region.country].append((code, places.region_name(code)))
        regions = [(places.country_name(country), rows) for country, rows in by_country.items()]
        told: dict[str, list[Any]] = {
            "region": [("", "–"), *regions],
            "beneficiary": [("", "–"), *((one, wording.BENEFICIARIES[one]) for one in BENEFICIARIES)],
            "purpose": [("", _("All purposes")), *((one, wording.PURPOSES[one]) for one in PURPOSES)],
        }
        for name, choices in told.items():
            field: Any = self.fields[name]
            field.choices = choices

    def part(self, number: int, terms: TermsForm) -> Part:
        said = self.cleaned_data
        return Part(
            f"project-{number}", said["cost"], said["region"], said["beneficiary"], said["purpose"] or None,
            at_hand=terms.at_hand_of(said["cost"]),
        )  # fmt: skip

    @property
    def title(self) -> str:
        return self.cleaned_data["name"] or places.region_name(self.cleaned_data["region"])


def projects_asked(data: Mapping[str, Any]) -> list[ProjectForm]:
    """A row for each project of an address, bound where the address tells of any; some empty ones to begin with."""
    try:
        number = int(data.get("rows", FIRST_ROWS))
    except ValueError:
        number = FIRST_ROWS
    number = max(1, min(number, MOST_PROJECTS))
    return [ProjectForm(data if "rows" in data else None, prefix=f"p{at}") for at in range(1, number + 1)]
