"""The form of an opportunity's texts in another language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.exchange import wording
from cordata_web.exchange.forms.opportunity import FIELDS_OF_TEXTS, TextsForm
from cordata_web.exchange.models import Opportunity


class TranslationForm(TextsForm):
    """Texts and by whom they were translated; with no text at all the translation is taken away."""

    by = forms.ChoiceField(
        label=gettext_lazy("By whom"), choices=list(wording.TRANSLATORS.items()), initial="author", required=True
    )

    def __init__(self, *args: Any, opportunity: Opportunity, **options: Any) -> None:
        super().__init__(*args, organisation=opportunity.organisation, **options)
        self.anonymous = opportunity.anonymous
        for field in ("title", "summary"):
            self.fields[field].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(field) for field in FIELDS_OF_TEXTS.values()):
            for field in ("title", "summary"):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("Translate the title and the summary at least."))
        if self.anonymous:
            self.refuse_own_name(cleaned, self.organisation)
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """By column."""
        return {column: self.cleaned_data[field] for column, field in FIELDS_OF_TEXTS.items()}
