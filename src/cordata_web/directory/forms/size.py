"""The questions of the size test: own figures of up to three years, and those who own or are owned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.directory.ownership import HOLDER_KINDS, Figures, Relation
from cordata.directory.size import Period
from cordata_web.directory.forms.numbers import NumberField
from cordata_web.directory.size_messages import HOLDER_NAMES

MOST_RELATIONS = 40
FIGURES = {
    "headcount": _("People, in full-time work over a year"),
    "turnover": _("Turnover in euro"),
    "balance_sheet": _("Balance sheet total in euro"),
}
YEARS = {"now": True, "before": False, "earlier": False}
"""The latest approved accounts are needed; those of the years before only help."""


def _amount(label: Any, *, required: bool = False, most: float | None = None) -> NumberField:
    return NumberField(label=label, required=required, min_value=0, max_value=most)


class OwnFiguresForm(forms.Form):
    """The enterprise's own figures, year by year."""

    estimated = forms.BooleanField(
        label=_("We are new and have no approved accounts yet: the figures are an honest estimate"), required=False
    )
    owner_changed = forms.BooleanField(label=_("Our owner has changed in the last year"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for year, required in YEARS.items():
            for name, label in FIGURES.items():
                self.fields[f"{name}_{year}"] = _amount(label, required=required)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for year in ("before", "earlier"):
            told = [cleaned.get(f"{name}_{year}") is not None for name in FIGURES]
            if any(told) and not all(told):
                self.add_error(f"headcount_{year}", _("Please give all three figures of a year, or none."))
        if cleaned.get("headcount_earlier") is not None and cleaned.get("headcount_before") is None:
            self.add_error("headcount_before", _("Please give the year in between as well."))
        return cleaned

    @property
    def years(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(year, [self[f"{name}_{year}"] for name in FIGURES]) for year in YEARS]

    def periods(self, relations: tuple[Relation, ...]) -> list[Period]:
        """The oldest first; the same owners and holdings in all of them."""
        cleaned = self.cleaned_data
        told = [year for year in reversed(YEARS) if cleaned.get(f"headcount_{year}") is not None]
        return [
            Period(
                Figures(*(cleaned[f"{name}_{year}"] for name in FIGURES)),
                relations,
                estimated=cleaned["estimated"] and year == "now",
                owner_changed=cleaned["owner_changed"] and year == "now",
            )
            for year in told
        ]


class RelationForm(forms.Form):
    """One that owns a part of the enterprise, or that it owns a part of."""

    name = forms.CharField(label=_("Name"), max_length=200)
    direction = forms.ChoiceField(
        label=_("How it is tied to you"),
        initial="owner",
        choices=[("owner", _("It holds a part of us")), ("owned", _("We hold a part of it"))],
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("one that holds a part", "What it is"),
        initial="enterprise",
        choices=[(kind, HOLDER_NAMES[kind]) for kind in HOLDER_KINDS],
    )
    capital = _amount(_("Share of the capital in percent"), required=True, most=100)
    votes = _amount(_("Share of the votes in percent, if different"), most=100)
    controls = forms.BooleanField(
        label=_("It decides without a majority, by contract or by appointing the board"), required=False
    )
    consolidated = forms.BooleanField(label=_("Its figures are in our consolidated accounts"), required=False)
    headcount = _amount(FIGURES["headcount"])
    turnover = _amount(FIGURES["turnover"])
    balance_sheet = _amount(FIGURES["balance_sheet"])
    invested = _amount(_("Only for business angels: euro invested in us"))

    @property
    def heading(self) -> str:
        return str(self["name"].value() or _("Another enterprise, person or body"))

    @property
    def shown(self) -> list[forms.BoundField]:
        """All but the box that takes the row away."""
        return [field for field in self if field.name != "DELETE"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = [cleaned.get(name) is not None for name in FIGURES]
        if any(told) and not all(told):
            self.add_error("headcount", _("Please give all three figures of a year, or none."))
        return cleaned


def relation_of(row: Mapping[str, Any]) -> Relation:
    """As the library takes it; the figures are left out where nobody gave them."""
    figures = None if row["headcount"] is None else Figures(*(row[name] for name in FIGURES))
    return Relation(
        row["name"],
        row["capital"],
        votes=row["votes"],
        direction=row["direction"],
        kind=row["kind"],
        figures=figures,
        controls=row["controls"],
        consolidated=row["consolidated"],
        invested=row["invested"],
    )


RelationRows = forms.formset_factory(
    RelationForm, extra=0, can_delete=True, max_num=MOST_RELATIONS, validate_max=True, absolute_max=MOST_RELATIONS
)
