"""What somebody wants of a synchronised call, as it stands in the address: instruments, money, theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.funding import Instrument
from cordata.funding.synchronised import Side
from cordata.kernel import SECTORS
from cordata_web.directory.vocabulary import find_concepts, thesaurus
from cordata_web.funding.amounts import AmountField

MOST_SIDES = 5
MOST_CONCEPTS = 12
HIGHEST_RATE = 100
LONGEST_WORDS = 300
MONEY = ("amount", "cost", "rate")
SWITCHES = ("unsure", "real")


class SideForm(forms.Form):
    """The money of one region."""

    amount = AmountField(label=gettext_lazy("Money put in"), required=False)
    cost = AmountField(label=gettext_lazy("Cost of one applicant's part"), required=False)
    rate = AmountField(label=gettext_lazy("Agreed rate in per cent"), required=False)

    def clean_cost(self) -> Decimal | None:
        cost: Decimal | None = self.cleaned_data["cost"]
        if cost is not None and cost <= 0:
            raise forms.ValidationError(_("The cost must be above zero."))
        return cost

    def clean_rate(self) -> Decimal | None:
        rate: Decimal | None = self.cleaned_data["rate"]
        if rate is not None and not 0 < rate <= HIGHEST_RATE:
            raise forms.ValidationError(_("A rate is above 0 and at most 100 per cent."))
        return rate


@dataclass(frozen=True, slots=True)
class Choice:
    """``forms`` hold the money of each instrument as typed; ``without_meaning`` are words that name no concept."""

    instruments: tuple[Instrument, ...]
    forms: tuple[SideForm, ...]
    concepts: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    having: str = ""
    unsure: bool = False
    real: bool = False
    unknown: tuple[str, ...] = ()
    without_meaning: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether there are two sides at least."""
        return len(self.instruments) > 1

    @property
    def sides(self) -> tuple[Side, ...]:
        """Each with its money; what was typed and is no amount counts as not known."""
        told = []
        for instrument, form in zip(self.instruments, self.forms, strict=True):
            money = form.cleaned_data if form.is_valid() else {**dict.fromkeys(MONEY), **form.cleaned_data}
            told.append(Side(instrument, **{name: money.get(name) for name in MONEY}))
        return tuple(told)

    def query(self, **instead: Any) -> str:
        """The part of an address after the question mark that shows the same; ``having`` can be another."""
        pairs = [("instrument", one.id) for one in self.instruments]
        for form in self.forms:
            pairs += [(form.add_prefix(name), form.data.get(form.add_prefix(name), "")) for name in MONEY]
        pairs += [("concept", one) for one in self.concepts] + [("sector", one) for one in self.sectors]
        pairs += [("having", one) for one in (instead.get("having", self.having),) if one]
        pairs += [(name, "yes") for name in SWITCHES if getattr(self, name)]
        return urlencode(pairs)


def read_choice(asked: QueryDict, known: Mapping[str, Instrument]) -> Choice:
    """The choice that an address stands for; an instrument whose money is not told puts in its budget."""
    named = [one for one in dict.fromkeys([*asked.getlist("instrument"), asked.get("add", "")]) if one]
    instruments = [known[one] for one in named if one in known][:MOST_SIDES]
    words = [one.strip() for one in asked.get("theme", "")[:LONGEST_WORDS].split(",") if one.strip()]
    meant = {one: hits[0][0].id for one in words if (hits := find_concepts(one.replace("\x00", "")))}
    told = [*asked.getlist("concept"), *meant.values()]
    sectors = asked.getlist("sector")
    return Choice(
        instruments=tuple(instruments),
        forms=tuple(_form(asked, one) for one in instruments),
        concepts=tuple(dict.fromkeys(one for one in told if one in thesaurus()))[:MOST_CONCEPTS],
        sectors=tuple(one for one in SECTORS if one in sectors),
        having=asked.get("having", ""),
        unsure="unsure" in asked,
        real="real" in asked,
        unknown=tuple(one for one in named if one not in known),
        without_meaning=tuple(one for one in words if one not in meant),
    )


def _form(asked: QueryDict, one: Instrument) -> SideForm:
    prefix = one.id
    names = {name: f"{prefix}-{name}" for name in MONEY}
    data = {key: asked.get(key, "").strip() for key in names.values()}
    if names["amount"] not in asked and one.budget is not None:
        data[names["amount"]] = str(one.budget)
    return SideForm(data, prefix=prefix, label_suffix="")
