"""Forms of interests and introductions: a few answers, a yes, a no, a question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext_lazy

from cordata.kernel import LANGUAGES
from cordata_web.directory.models import Profile
from cordata_web.exchange.models import CooperationType, DeclineReason, Interest, Opportunity, When

LANGUAGE_CHOICES = [(code, capfirst(get_language_info(code)["name_local"])) for code in LANGUAGES]
BRING_IN = gettext_lazy("Bring in our cluster: its managers take part in the conversation")
REASON_HELP = gettext_lazy("So that they know where they stand. It is meant to help, and nobody else sees it.")


def lines(rows: int) -> forms.Textarea:
    """A box whose words are kept in the browser until they are sent."""
    return forms.Textarea({"rows": rows, "data-draft": ""})


class ExpressForm(forms.ModelForm):
    """Why, with what, how and when."""

    organisation = forms.ModelChoiceField(
        Profile.objects.none(), label=gettext_lazy("For which organisation"), empty_label=None
    )

    class Meta:
        model = Interest
        fields = ("organisation", "why", "brings", "cooperation", "when", "with_managers", "language")
        labels = {
            "why": gettext_lazy("What interests you in it?"),
            "brings": gettext_lazy("What do you bring?"),
            "cooperation": gettext_lazy("Type of cooperation"),
            "when": gettext_lazy("When could you begin?"),
            "with_managers": BRING_IN,
            "language": gettext_lazy("The language you are writing in"),
        }
        help_texts = {
            "why": gettext_lazy("Two or three sentences in your own language are enough."),
            "brings": gettext_lazy("Machines, know-how, certificates, quantities, references."),
        }
        widgets = {"why": lines(4), "brings": lines(4)}

    def __init__(
        self, *args: Any, opportunity: Opportunity, organisations: Iterable[Profile], language: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        ids = [one.pk for one in organisations]
        chosen: Any = self.fields["organisation"]
        chosen.queryset = Profile.objects.filter(pk__in=ids)
        if len(ids) == 1:  # nothing to choose
            chosen.initial, chosen.widget = ids[0], forms.HiddenInput()
        wanted = opportunity.cooperation or CooperationType.values
        kinds = [(code, CooperationType(code).label) for code in wanted if code in CooperationType.values]
        self.fields["cooperation"] = forms.ChoiceField(
            label=self.fields["cooperation"].label,
            choices=[("", gettext_lazy("Not decided yet")), *kinds],
            required=False,
        )
        self.fields["when"].widget = forms.Select(choices=When.choices)
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=LANGUAGE_CHOICES, initial=language or get_language()
        )

    @property
    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "organisation"}


class AcceptForm(forms.Form):
    with_managers = forms.BooleanField(label=BRING_IN, required=False)


class AgreeForm(AcceptForm):
    side = forms.ChoiceField(choices=[("first", ""), ("second", "")], widget=forms.HiddenInput())


class DeclineForm(forms.Form):
    """A reason of the list, and perhaps a word."""

    reason = forms.ChoiceField(
        label=gettext_lazy("The reason"),
        choices=[("", gettext_lazy("Please choose")), *DeclineReason.choices],
        help_text=REASON_HELP,
    )
    note = forms.CharField(
        label=gettext_lazy("A word to them, if you like"), max_length=1000, required=False, widget=lines(3)
    )


class TurnDownForm(forms.Form):
    """The same for one side of a proposed introduction."""

    side = forms.ChoiceField(choices=[("first", ""), ("second", "")], widget=forms.HiddenInput())
    reason = DeclineForm.base_fields["reason"]


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=4000,
        widget=lines(3),
        help_text=gettext_lazy("What you need to know before you say yes or no."),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=4000, widget=lines(4))


class ProposeForm(forms.Form):
    """Why a manager brings two together; without a match, which two."""

    note = forms.CharField(
        label=gettext_lazy("Why you bring them together"),
        max_length=2000,
        required=False,
        widget=lines(4),
        help_text=gettext_lazy("Both sides read it."),
    )
