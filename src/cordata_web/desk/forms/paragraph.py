"""One paragraph, and the proposal to confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.kernel import LANGUAGES, SECTORS
from cordata_web.directory import wording
from cordata_web.directory.vocabulary import concept_label, find_concepts, thesaurus

LONGEST = 6000
FOUND_AT_ONCE = 8


class ParagraphForm(forms.Form):
    """All that is asked at first."""

    text = forms.CharField(
        label=_("What does your organisation do, and what does it look for?"),
        help_text=_("A few sentences in Italian, German, French, Slovene or English, as you would tell a visitor."),
        max_length=LONGEST,
        min_length=20,
        error_messages={"min_length": _("One or two whole sentences, please.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class ProposalForm(forms.Form):
    """The proposal, to be changed at will. ``offered`` are the concepts to tick, in the order they were found."""

    language = forms.ChoiceField(label=_("Language"), choices=lambda: _languages())
    description = forms.CharField(
        label=_("Who you are and what you do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    offers = forms.CharField(
        label=_("What you offer"),
        help_text=_("Only if the text above does not say it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seeks = forms.CharField(
        label=_("Whom or what you look for"),
        help_text=_("With this we search for partners who offer it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    concepts = forms.MultipleChoiceField(
        label=_("What you stand for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("The thesaurus does not have this concept.")},
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=lambda: [(sector, wording.sector_name(sector)) for sector in SECTORS],
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.CharField(label=_("Another concept"), required=False, max_length=100)

    def __init__(self, *args: Any, offered: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["concepts"].choices = [(concept, concept_label(concept)) for concept in offered]


def offered_concepts(known: list[str], sought: str) -> tuple[str, ...]:
    """Those on the page already, and those that a search for another one finds."""
    found = [concept.id for concept, _name in find_concepts(sought)[:FOUND_AT_ONCE]] if sought.strip() else []
    return tuple(dict.fromkeys(concept for concept in (*known, *found) if concept in thesaurus()))


def _languages() -> list[tuple[str, str]]:
    return [(code, wording.language_name(code)) for code in LANGUAGES]
