"""What is planned: title, topic, programme, days, concepts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.funding import load_programmes
from cordata.kernel import LANGUAGES
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.models.consortium import LONGEST_DURATION
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import concept_label, find_concepts
from cordata_web.programmes.names import family_name, programme_name

MOST_CONCEPTS = 25
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def text_box(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "data-draft": ""})


def programme_choices() -> list[tuple[str, Any]]:
    """By family; those that hold today are not told apart, for the day can be chosen."""
    families: dict[str, list[tuple[str, str]]] = {}
    for one in load_programmes().values():
        families.setdefault(family_name(one.family), []).append((one.id, programme_name(one)))
    return [("", _("Not chosen yet")), *families.items()]


class PlanForm(forms.Form):
    """What is planned. Concepts are ticked, and new ones named in words."""

    title = forms.CharField(label=gettext_lazy("Working title"), max_length=200)
    topic = forms.CharField(
        label=gettext_lazy("What the project is about"), required=False, max_length=6000, widget=text_box(5),
        help_text=gettext_lazy("A paragraph in your own language. Partners are sought by its meaning."),
    )  # fmt: skip
    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False, choices=programme_choices)
    day = forms.DateField(
        label=gettext_lazy("Day whose rules hold"), widget=DAY,
        help_text=gettext_lazy("Usually the deadline of the call: rules change with the years."),
    )  # fmt: skip
    call = forms.CharField(
        label=gettext_lazy("Call"), required=False, max_length=300,
        help_text=gettext_lazy("Its identifier or address, if you have chosen one."),
    )  # fmt: skip
    start = forms.DateField(label=gettext_lazy("First day of the project"), required=False, widget=DAY)
    duration_months = forms.IntegerField(
        label=gettext_lazy("Duration in months"), required=False, min_value=1, max_value=LONGEST_DURATION,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    concepts = forms.MultipleChoiceField(
        label=gettext_lazy("Concepts that the partners should cover"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    more_concepts = forms.CharField(
        label=gettext_lazy("Further concepts"), required=False, max_length=500,
        help_text=gettext_lazy("In words, separated by commas."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["concepts"]
        field.choices = [(one, concept_label(one)) for one in dict.fromkeys(offered)]
        if not field.choices:
            del self.fields["concepts"]

    def clean_more_concepts(self) -> list[str]:
        found, unknown = [], []
        for words in filter(None, map(str.strip, self.cleaned_data["more_concepts"].split(","))):
            hits = find_concepts(words)
            if hits:
                found.append(hits[0][0].id)
            else:
                unknown.append(words)
        if unknown:
            told = {"words": ", ".join(unknown)}
            raise forms.ValidationError(_("The thesaurus has no concept of this name: %(words)s.") % told)
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        chosen = [*said.get("concepts", ()), *(said.get("more_concepts") or ())]
        if len(set(chosen)) > MOST_CONCEPTS:
            self.add_error("more_concepts", _("At most %(number)s concepts, please.") % {"number": MOST_CONCEPTS})
        return said

    @property
    def plan(self) -> dict[str, Any]:
        said = self.cleaned_data
        concepts = list(dict.fromkeys([*said.get("concepts", ()), *said["more_concepts"]]))
        names = ("title", "topic", "programme", "day", "call", "start", "duration_months")
        return {**{name: said[name] for name in names}, "concepts": concepts}


class BeginForm(PlanForm):
    """With the organisation that begins it."""

    owner = forms.ModelChoiceField(
        Profile.objects.none(), label=gettext_lazy("Organisation that begins it"), empty_label=None
    )
    field_order = ("owner", "title", "topic", "programme", "day", "call", "start", "duration_months")

    def __init__(self, *args: Any, owners: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["more_concepts"].label = _("Concepts that the partners should cover")
        self.fields["more_concepts"].help_text = _(
            "In words, separated by commas. Left empty, they are found in your text."
        )
        field: Any = self.fields["owner"]
        field.queryset = Profile.objects.filter(pk__in=owners).exclude(state="archived").order_by("folded_name")


def language_of(asked: str, usual: str) -> str:
    return asked if asked in LANGUAGES else usual


def initial_plan(row: Consortium) -> dict[str, Any]:
    names = ("title", "topic", "programme", "day", "call", "start", "duration_months", "concepts")
    return {name: getattr(row, name) for name in names}


def first_plan(asked: Any) -> dict[str, Any]:
    """What an address says of a new consortium: a call, a programme, a title, an organisation."""
    said = {name: asked.get(name, "")[:300] for name in ("call", "programme", "title", "topic") if asked.get(name)}
    return {**said, "owner": asked.get("profile", "")}
