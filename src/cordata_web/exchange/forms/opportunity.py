"""The form of an opportunity, and the page that confirms what it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.kernel import COUNTRIES, KINDS, LANGUAGES
from cordata_web.directory import wording as names
from cordata_web.directory.folding import fold
from cordata_web.directory.models import Profile
from cordata_web.exchange import wording
from cordata_web.exchange.actions.opportunities import longest_from, valid_from
from cordata_web.exchange.models import CooperationType, IprStatus, Opportunity, OpportunityType
from cordata_web.exchange.proposing import language_of

FIELDS_OF_TEXTS = {
    "titles": "title",
    "summaries": "summary",
    "descriptions": "description",
    "advantages": "advantages",
    "partner_roles": "partner_role",
}
"""The form's field for each column that holds a text in several languages."""
PLAIN = ("type", "ipr_status", "partner_kinds", "partner_countries", "cooperation", "anonymous", "valid_until")
LONGEST = {"title": 120, "summary": 500, "description": 8000, "advantages": 4000, "partner_role": 2000}


class TextsForm(forms.Form):
    """The texts of an opportunity in one language."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=LONGEST["title"],
        help_text=gettext_lazy("One line that says what it is about."),
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=LONGEST["summary"],
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Two or three sentences; lists show them."),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=LONGEST["description"],
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("The product, the material, the quantity, the problem: the more precise, the better."),
    )
    advantages = forms.CharField(
        label=gettext_lazy("Advantages over existing solutions"),
        max_length=LONGEST["advantages"],
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    partner_role = forms.CharField(
        label=gettext_lazy("Role of the partner"),
        max_length=LONGEST["partner_role"],
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What the partner should do or bring."),
    )

    def __init__(self, *args: Any, organisation: Profile | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation

    def refuse_own_name(self, cleaned: dict[str, Any], organisation: Profile | None) -> None:
        """An anonymous text that names its writer would not be one."""
        if organisation is None:
            return
        own = [fold(name) for name in (organisation.name, organisation.short_name) if fold(name)]
        for field in FIELDS_OF_TEXTS.values():
            words = f" {fold(cleaned.get(field) or '')} "
            if any(f" {name} " in words for name in own):
                said = _("This text names %(name)s. Take the name out, or do not stay anonymous.")
                self.add_error(field, said % {"name": organisation.name})


class OpportunityForm(TextsForm):
    """All that its owner says about an opportunity."""

    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=OpportunityType.choices)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your text"),
        required=False,
        choices=[("", gettext_lazy("Found out from the text")), *((c, names.LANGUAGE_NAMES[c]) for c in LANGUAGES)],
        help_text=gettext_lazy("Write in your own language; readers of others are told which one it is."),
    )
    trl = forms.TypedChoiceField(
        label=gettext_lazy("Technology readiness level"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("Does not apply")), *wording.TRL_NAMES.items()],
        help_text=gettext_lazy("How far the technology is, from the idea (1) to daily use (9)."),
    )
    ipr_status = forms.ChoiceField(
        label=gettext_lazy("Protection of the know-how"),
        required=False,
        choices=[("", gettext_lazy("Not said")), *IprStatus.choices],
    )
    partner_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of partner sought"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind, names.KIND_NAMES[kind][1]) for kind in KINDS],
        help_text=gettext_lazy("Choose none to welcome all."),
    )
    partner_countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries of the partner"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, names.COUNTRY_NAMES[code]) for code in COUNTRIES],
        help_text=gettext_lazy("Choose none to welcome all."),
    )
    cooperation = forms.MultipleChoiceField(
        label=gettext_lazy("Type of cooperation"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=CooperationType.choices,
    )
    anonymous = forms.BooleanField(
        label=gettext_lazy("Stay anonymous at first"),
        required=False,
        help_text=gettext_lazy(
            "Others see your country, what kind of organisation you are and your sectors. "
            "Your name is shown only to those whose interest you accept."
        ),
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("You are reminded two weeks before and renew it with one click."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        today = timezone.localdate()
        until = cleaned.get("valid_until")
        if until and until <= today:
            self.add_error("valid_until", _("Choose a day in the future."))
        if until and until > longest_from(today):
            self.add_error("valid_until", _("Choose a day within the next twelve months; you can renew it later."))
        if cleaned.get("anonymous"):
            self.refuse_own_name(cleaned, self.organisation)
        return cleaned

    def facts(self, before: Opportunity | None) -> dict[str, Any]:
        """The columns to write; texts of other languages stay as they were."""
        said = self.cleaned_data
        language = said["language"] or language_of(" ".join(said[f] for f in FIELDS_OF_TEXTS.values()))
        facts: dict[str, Any] = {name: said[name] for name in PLAIN}
        for column, field in FIELDS_OF_TEXTS.items():
            old = getattr(before, column) if before else {}
            kept = {code: text for code, text in old.items() if before is None or code != before.language}
            facts[column] = {**kept, language: said[field]} if said[field] else _without(kept, language)
        marked = before.translated if before else {}
        return {**facts, "trl": said["trl"], "language": language, "translated": _without(marked, language)}


class TopicsForm(forms.Form):
    """What an opportunity is about, as proposed from its text."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of your text"), choices=[(code, names.LANGUAGE_NAMES[code]) for code in LANGUAGES]
    )
    concepts = forms.MultipleChoiceField(
        label=gettext_lazy("Concepts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Sectors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(names.SECTOR_NAMES.items()),
    )

    def __init__(self, *args: Any, concepts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["concepts"].choices = concepts


def initial_of(opportunity: Opportunity) -> dict[str, Any]:
    """What the form of an existing opportunity begins with."""
    texts = {f: getattr(opportunity, column).get(opportunity.language, "") for column, f in FIELDS_OF_TEXTS.items()}
    plain = {name: getattr(opportunity, name) for name in (*PLAIN, "trl", "language")}
    return {**texts, **plain}


def initial_of_new(type_code: str) -> dict[str, Any]:
    return {"type": type_code, "valid_until": valid_from(timezone.localdate())}


def _without(texts: dict[str, str], language: str) -> dict[str, str]:
    return {code: text for code, text in texts.items() if code != language}
