"""Budgets and concept notes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.consortia.forms.plan import text_box
from cordata_web.consortia.models import ConsortiumPartner
from cordata_web.funding.amounts import AmountField
from cordata_web.programmes.names import ACTIVITIES, category_name


class BudgetForm(forms.Form):
    """An amount for each partner and category; what somebody typed stays as typed where it is no amount."""

    def __init__(
        self, *args: Any, partners: Iterable[ConsortiumPartner], categories: Iterable[str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.partners, self.categories = list(partners), list(categories)
        for partner in self.partners:
            known = {line.category: line.amount for line in partner.lines.all()}
            for category in self.categories:
                self.fields[f"{partner.pk}-{category}"] = AmountField(
                    label=category_name(category), required=False, initial=known.get(category)
                )

    def boxes(self) -> list[dict[str, Any]]:
        """Partner by partner, with the fields of each."""
        return [
            {"partner": partner, "fields": [self[f"{partner.pk}-{category}"] for category in self.categories]}
            for partner in self.partners
        ]

    def amounts_of(self, partner: ConsortiumPartner) -> dict[str, Decimal | None]:
        return {category: self.cleaned_data[f"{partner.pk}-{category}"] for category in self.categories}


class PlansForm(forms.Form):
    """What a budget leaves to choose."""

    def __init__(self, *args: Any, flats: Iterable[str], activities: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if activities:
            kinds = [("", _("Not decided yet")), *ACTIVITIES.items()]
            self.fields["activity"] = forms.ChoiceField(label=_("Kind of activity"), required=False, choices=kinds)
        if names := [(one, category_name(one)) for one in flats]:
            self.fields["flats"] = forms.MultipleChoiceField(
                label=_("Use the flat rate for"), required=False, choices=names, widget=forms.CheckboxSelectMultiple
            )


class CashForm(forms.Form):
    """How the programme pays; without it everything is paid in the year after it was spent."""

    advance = AmountField(label=gettext_lazy("Paid in advance, in per cent"), required=False)
    retained = AmountField(label=gettext_lazy("Paid after the end, in per cent"), required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if (said.get("advance") or 0) + (said.get("retained") or 0) > 100:
            raise forms.ValidationError(_("Together the two are more than the whole grant."))
        return said


class NoteForm(forms.Form):
    """The texts of the concept note in one language."""

    def __init__(self, *args: Any, sections: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        for section in sections:
            rows = min(max(4, section.text.count("\n") + len(section.text) // 90 + 2), 16)
            self.fields[section.key] = forms.CharField(
                label=section.title, required=False, max_length=12_000, initial=section.text, widget=text_box(rows)
            )
