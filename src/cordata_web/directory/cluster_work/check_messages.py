"""Admission criteria and self-check in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.directory.admission import Criterion
from cordata.directory.selfcheck import Indicator
from cordata_web.directory.vocabulary import reading_language

CRITERIA: dict[str, Promise] = {
    "management": gettext_lazy("The management has at least half a full-time post."),
    "members": gettext_lazy("The cluster has at least 15 members."),
    "kinds_of_members": gettext_lazy("The members are of at least two kinds."),
    "website": gettext_lazy("The cluster has a website."),
}
CRITERION_STATES: dict[str, Promise] = {
    "met": gettext_lazy("Met"),
    "not_met": gettext_lazy("Not met"),
    "unknown": gettext_lazy("Not known"),
}
CRITERION_TONES = {"met": "strong", "not_met": "glow", "unknown": "plain"}
TO_DO: dict[str, Promise] = {
    "management": gettext_lazy("Say in the self-check how many full-time posts the management has."),
    "members": gettext_lazy("Add your members, or enter their number in the profile."),
    "kinds_of_members": gettext_lazy("Add your members: their kinds are counted by themselves."),
    "website": gettext_lazy("Enter the website in the profile."),
}
STANDINGS: dict[str, Promise] = {
    "full": gettext_lazy("Everything that the European Cluster Collaboration Platform asks for is met."),
    "emerging": gettext_lazy("An emerging cluster: welcome! What is not met yet may still grow."),
    "not_yet": gettext_lazy("Not everything that the European Cluster Collaboration Platform asks for is met yet."),
    "unknown": gettext_lazy("Something is not known yet; what is known is met."),
}
DIMENSIONS: dict[str, Promise] = {
    "structure": gettext_lazy("Structure of the cluster"),
    "governance": gettext_lazy("Governance"),
    "financing": gettext_lazy("Financing"),
    "strategy": gettext_lazy("Strategy and services"),
    "achievements": gettext_lazy("Achievements and recognition"),
}
LEVELS: dict[str, Promise] = {
    "start": gettext_lazy("At the start"),
    "developing": gettext_lazy("Developing"),
    "excellent": gettext_lazy("Excellent"),
}
UNITS: dict[str, Promise | str] = {
    "scale": "",
    "percent": gettext_lazy("percent"),
    "count": gettext_lazy("number"),
    "years": gettext_lazy("years"),
    "fte": gettext_lazy("full-time posts"),
    "months": gettext_lazy("months"),
}
SCALE: tuple[Promise, ...] = (
    gettext_lazy("Not at all"),
    gettext_lazy("Begun"),
    gettext_lazy("In part"),
    gettext_lazy("Mostly"),
    gettext_lazy("Wholly and regularly"),
)
"""By the answer, 0 to 4."""


def criterion_row(criterion: Criterion) -> dict[str, Any]:
    """One criterion as a line: sentence, state, what was found, what to do."""
    found = criterion.found
    return {
        "sentence": CRITERIA[criterion.code],
        "state": CRITERION_STATES[criterion.state],
        "tone": CRITERION_TONES[criterion.state],
        "found": number_format(found) if isinstance(found, (int, float)) else found or "",
        "to_do": "" if criterion.state == "met" else TO_DO[criterion.code],
    }


def question(indicator: Indicator) -> str:
    return indicator.labels[reading_language()]


def help_for(indicator: Indicator) -> str:
    return indicator.helps[reading_language()]


def answer_in_words(indicator: Indicator, answer: float | None) -> str:
    """What was answered; empty where nothing was."""
    if answer is None:
        return ""
    if indicator.unit == "scale":
        return str(SCALE[int(answer)])
    number = number_format(answer if answer != int(answer) else int(answer))
    return _("%(number)s (%(unit)s)") % {"number": number, "unit": UNITS[indicator.unit]}
