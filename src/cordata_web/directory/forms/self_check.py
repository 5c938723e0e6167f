"""The questions of one field of the self-check."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.directory.selfcheck import Indicator
from cordata_web.directory.cluster_work.check_messages import SCALE, UNITS, answer_in_words, help_for, question
from cordata_web.directory.cluster_work.self_checks import MOST_FTE, indicators_of
from cordata_web.directory.forms.numbers import NumberField
from cordata_web.directory.models import SelfCheck

LONGEST_EVIDENCE = 2000
MOST = 1_000_000


class CheckForm(forms.Form):
    """Each question with its answer and its evidence. What cannot be read is told; all the rest is saved."""

    def __init__(self, dimension: str, check: SelfCheck | None, data: Any = None) -> None:
        super().__init__(data)
        self.indicators = indicators_of(dimension)
        self.asks_fte = dimension == "structure"
        given = check.answers if check else {}
        if self.asks_fte:
            self.fields["management_fte"] = NumberField(
                label=_("Full-time posts in the management"), required=False, min_value=0, max_value=MOST_FTE,
                initial=check.management_fte if check else None,
                help_text=_("For the admission criteria; 0.5 is half a post."),
            )  # fmt: skip
        for indicator in self.indicators:
            kept = given.get(indicator.code, {"answer": None, "evidence": ""})
            self.fields[indicator.code] = _answer_field(indicator, kept["answer"])
            self.fields[f"evidence_{indicator.code}"] = forms.CharField(
                label=_("Evidence: a text or an address"), required=False, max_length=LONGEST_EVIDENCE,
                initial=kept["evidence"], widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Without it, this question brings two points at most.") if indicator.evidence else "",
            )  # fmt: skip

    def questions(self, last_year: SelfCheck | None) -> list[dict[str, Any]]:
        """The fields by question, with what was answered a year before."""
        before = last_year.answers if last_year else {}
        return [
            {
                "indicator": one,
                "answer": self[one.code],
                "evidence": self[f"evidence_{one.code}"],
                "before": answer_in_words(one, before.get(one.code, {}).get("answer")),
            }
            for one in self.indicators
        ]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The answers that could be read, whether or not the whole form is valid."""
        found = {}
        for one in self.indicators:
            evidence = f"evidence_{one.code}"
            if one.code in self.cleaned_data and evidence in self.cleaned_data:
                answer = self.cleaned_data[one.code]
                number = None if answer in (None, "") else float(answer)
                found[one.code] = {"answer": number, "evidence": self.cleaned_data[evidence]}
        return found

    @property
    def facts(self) -> dict[str, float | None]:
        """The posts of the management where they were asked for and could be read."""
        return {name: self.cleaned_data[name] for name in ("management_fte",) if name in self.cleaned_data}


def _answer_field(indicator: Indicator, kept: float | None) -> forms.Field:
    if indicator.unit == "scale":
        return forms.ChoiceField(
            label=question(indicator), help_text=help_for(indicator), required=False, widget=forms.RadioSelect,
            choices=[("", _("No answer yet")), *((str(value), label) for value, label in enumerate(SCALE))],
            initial="" if kept is None else str(int(kept)),
        )  # fmt: skip
    return _NumberField(
        label=question(indicator), required=False, min_value=0, initial=kept,
        max_value=100 if indicator.unit == "percent" else MOST,
        help_text=_("%(help)s In %(unit)s.") % {"help": help_for(indicator), "unit": UNITS[indicator.unit]}
        if indicator.unit != "count" else help_for(indicator),
    )  # fmt: skip


class _NumberField(NumberField):
    default_error_messages = {"invalid": gettext_lazy("Please enter a number.")}

    def clean(self, value: Any) -> float | None:
        number = super().clean(value)
        if number is not None and not math.isfinite(number):
            raise forms.ValidationError(self.error_messages["invalid"])
        return number
