"""Partners: what is known of them, how they are sought, what is said to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.kernel import KINDS
from cordata_web.consortia.forms.plan import text_box
from cordata_web.consortia.models import ConsortiumPartner, Role
from cordata_web.directory import wording
from cordata_web.programmes.countries import COUNTRIES, country_name

KNOWN = [("", gettext_lazy("Not known")), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))]
ANSWERS = {"true": True, "false": False}


class DescribeForm(forms.Form):
    """Facts of a partner that its profile does not tell."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    task = forms.CharField(label=gettext_lazy("What it does in the project"), required=False, max_length=400)
    sme = forms.ChoiceField(label=gettext_lazy("Small or medium enterprise"), required=False, choices=KNOWN)
    nonprofit = forms.ChoiceField(label=gettext_lazy("Non-profit"), required=False, choices=KNOWN)
    group = forms.CharField(
        label=gettext_lazy("Group of companies"), required=False, max_length=120,
        help_text=gettext_lazy("Partners of one group do not count as independent of each other."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, row: ConsortiumPartner) -> dict[str, Any]:
        flags = {name: {True: "true", False: "false", None: ""}[getattr(row, name)] for name in ("sme", "nonprofit")}
        return {"role": row.role, "task": row.task, "group": row.group, **flags}

    def clean_sme(self) -> bool | None:
        return ANSWERS.get(self.cleaned_data["sme"])

    def clean_nonprofit(self) -> bool | None:
        return ANSWERS.get(self.cleaned_data["nonprofit"])


class OutsideForm(forms.Form):
    """An organisation that is not in the directory."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=250)
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    nuts = forms.RegexField(
        r"^[A-Za-z]{2}[A-Za-z0-9]{0,3}$", label=gettext_lazy("Region"), required=False, max_length=5,
        help_text=gettext_lazy("The NUTS code, such as FRK2, if you know it."),
    )  # fmt: skip
    sme = forms.ChoiceField(label=gettext_lazy("Small or medium enterprise"), required=False, choices=KNOWN)
    nonprofit = forms.ChoiceField(label=gettext_lazy("Non-profit"), required=False, choices=KNOWN)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        countries: Any = self.fields["country"]
        countries.choices = sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda pair: pair[1])
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("Not known")), *((kind, wording.kind_name(kind)) for kind in KINDS)]

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said |= {name: ANSWERS.get(said[name]) for name in ("sme", "nonprofit")}
        return {**said, "nuts": said["nuts"].upper()}


class SearchForm(forms.Form):
    """What is asked of the search for partners."""

    largest = forms.IntegerField(
        label=gettext_lazy("Largest size"), min_value=1, max_value=40, initial=8,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("All partners together, you included."),
    )  # fmt: skip
    alternatives = forms.IntegerField(
        label=gettext_lazy("Proposals"), min_value=1, max_value=3, initial=3, widget=forms.NumberInput
    )
    trust = forms.IntegerField(
        label=gettext_lazy("Newcomers or trusted partners"), min_value=-100, max_value=100, initial=20, required=False,
        widget=forms.NumberInput(attrs={"type": "range", "min": -100, "max": 100, "step": 10}),
        help_text=gettext_lazy("Left: organisations that are new to you. Right: those who have worked together."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for kind in KINDS:
            self.fields[f"kind_{kind}"] = forms.IntegerField(
                label=wording.kind_name(kind, plural=True), required=False, min_value=0, max_value=20,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"}),
            )  # fmt: skip

    @property
    def settings(self) -> dict[str, Any]:
        said = self.cleaned_data
        kinds = {kind: said[f"kind_{kind}"] for kind in KINDS if said.get(f"kind_{kind}")}
        trust = 20 if said["trust"] is None else said["trust"]
        return {"largest": said["largest"], "alternatives": said["alternatives"], "trust": trust, "kinds": kinds}

    @classmethod
    def initial_of(cls, asked: dict[str, Any]) -> dict[str, Any]:
        kinds = {f"kind_{kind}": number for kind, number in asked.get("kinds", {}).items()}
        return {**{name: asked[name] for name in ("largest", "alternatives", "trust") if name in asked}, **kinds}


class InviteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Your words to them"), required=False, max_length=2000, widget=text_box(4),
        help_text=gettext_lazy("They read it in the e-mail and on their desk."),
    )  # fmt: skip
