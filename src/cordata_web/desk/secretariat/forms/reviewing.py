"""The forms of the review: what to see of the queue, the checklist with a word, a comment, an answer to a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.kernel import COUNTRIES
from cordata_web.desk.secretariat import queue
from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.exchange.checklists import questions_for
from cordata_web.exchange.models import Opportunity

LONGEST = 4000
ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("none", _("Does not apply")))
KINDS = (
    ("", _("Everything")),
    ("organisation", _("Organisations")),
    ("cluster", _("Clusters")),
    ("opportunity", _("Opportunities")),
    ("claim", _("Claims")),
)
TURNS = (
    (queue.OURS, _("Waits for the secretariat")),
    (queue.THEIRS, _("Waits for its owners")),
    (queue.ALL, _("All")),
)


def countries() -> list[tuple[str, str]]:
    names = [(code, wording.country_name(code)) for code in COUNTRIES]
    return [("", str(_("All countries"))), *sorted(names, key=lambda pair: pair[1])]


class QueueForm(forms.Form):
    """Which part of the queue."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)
    turn = forms.ChoiceField(label=_("State"), choices=TURNS, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)


class ReviewForm(forms.Form):
    """The checklist, one question a field, and the words to the owners."""

    comment = forms.CharField(
        label=_("What you write to them"),
        help_text=_("Needed if you ask for changes or do not accept it. They read it as it stands."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, thing: Profile | Opportunity, data: Any = None) -> None:
        super().__init__(data)
        self.codes = list(questions_for(thing))
        for code, question in questions_for(thing).items():
            self.fields[code] = forms.ChoiceField(
                label=question,
                choices=ANSWERS,
                required=False,
                initial=thing.checklist.get(code, ""),
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[code] for code in self.codes]

    @property
    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.codes if self.cleaned_data.get(code)}


class CommentForm(forms.Form):
    """A word to the other side."""

    text = forms.CharField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class ClaimForm(forms.Form):
    """The answer to somebody who says to act for an organisation."""

    answer = forms.CharField(
        label=_("What you write to them"),
        help_text=_("Needed if you say no. They read it as it stands."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
