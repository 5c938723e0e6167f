"""What a reviewer looks at before something becomes public: a few questions for each kind of thing, by code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Opportunity

ANSWERS = ("yes", "no", "none")
"""It is so, it is not, or the question does not arise."""

NO_SECRETS = gettext_lazy("Is the text free of secrets and of personal data of others?")
ORGANISATION: Mapping[str, Promise] = {
    "real": gettext_lazy("Is this a real organisation, at this place?"),
    "website": gettext_lazy("Have you opened its website, and does it fit?"),
    "not_duplicate": gettext_lazy("Have you made sure that it is not in the directory already?"),
    "right_kind": gettext_lazy("Are its kind and its sectors right?"),
    "understandable": gettext_lazy("Does a stranger understand what it does?"),
    "no_secrets": NO_SECRETS,
}
CLUSTER: Mapping[str, Promise] = {
    "real": gettext_lazy("Is this a real cluster with a management, at this place?"),
    "website": gettext_lazy("Have you opened its website, and does it fit?"),
    "not_duplicate": gettext_lazy("Have you made sure that it is not in the directory already?"),
    "members": gettext_lazy("Does it have members of its own, of more than one kind?"),
    "understandable": gettext_lazy("Does a stranger understand what it does?"),
    "no_secrets": NO_SECRETS,
}
OPPORTUNITY: Mapping[str, Promise] = {
    "right_type": gettext_lazy("Is the type right: does the money flow as it says?"),
    "one_partner": gettext_lazy("Does it look for one kind of partner for one purpose?"),
    "understandable": gettext_lazy("Does a stranger understand what is offered or sought?"),
    "no_advertising": gettext_lazy("Is it a real offer or request, and not mere advertising?"),
    "anonymous": gettext_lazy("If it is anonymous: does the text give the name away nowhere?"),
    "no_secrets": NO_SECRETS,
}


def questions_for(thing: Profile | Opportunity) -> Mapping[str, Promise]:
    """The questions about a thing, by their codes."""
    if isinstance(thing, Opportunity):
        return OPPORTUNITY
    return CLUSTER if thing.kind == "cluster" else ORGANISATION


def known_answers(thing: Profile | Opportunity, given: Mapping[str, str]) -> dict[str, str]:
    """Those of the answers that belong to a question."""
    return {code: given[code] for code in questions_for(thing) if given.get(code) in ANSWERS}


def open_questions(thing: Profile | Opportunity, given: Mapping[str, str]) -> list[str]:
    """The codes of what is not answered yet, or answered with no: approval waits for them."""
    return [code for code in questions_for(thing) if given.get(code) not in ("yes", "none")]
