"""Names of the exchange's codes in the reader's language, and the question that leads to a type of opportunity."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from cordata_web.exchange.models import CooperationType, IprStatus, OpportunityType

TYPE_SENTENCES = {
    "technology_request": gettext_lazy(
        "You have a technical problem and pay somebody whose technology or know-how solves it."
    ),
    "business_request": gettext_lazy("You buy: you look for a supplier, a maker or a service, and you pay for it."),
    "technology_offer": gettext_lazy(
        "You have a technology or know-how that others can use, and they pay you for it or license it."
    ),
    "business_offer": gettext_lazy("You sell: you look for customers, agents or partners who sell your product."),
    "research_request": gettext_lazy(
        "You look for partners for a research project, and public or shared money pays for it."
    ),
}
FLOWS = (
    (gettext_lazy("We pay"), "pay", ("technology_request", "business_request")),
    (gettext_lazy("We are paid"), "paid", ("technology_offer", "business_offer")),
    (gettext_lazy("We research together"), "together", ("research_request",)),
)
"""The answers to "Which way does the money flow?" with the types that each leads to."""
TYPE_ICONS = {
    "technology_request": "search",
    "business_request": "search",
    "technology_offer": "concept",
    "business_offer": "firm",
    "research_request": "research",
}
TRL_NAMES = {
    1: gettext_lazy("1: the idea and its principle are understood"),
    2: gettext_lazy("2: a use for it has been described"),
    3: gettext_lazy("3: first trials show that it can work"),
    4: gettext_lazy("4: it works in the laboratory"),
    5: gettext_lazy("5: it works in surroundings like the real ones"),
    6: gettext_lazy("6: a prototype has been shown in surroundings like the real ones"),
    7: gettext_lazy("7: a prototype works where it is to be used"),
    8: gettext_lazy("8: the product is complete and tested"),
    9: gettext_lazy("9: the product is in use at customers"),
}
TRANSLATORS = {
    "author": gettext_lazy("Written by the organisation itself"),
    "translator": gettext_lazy("Translated by a person"),
    "machine": gettext_lazy("Translated by a machine"),
}


def type_name(code: str) -> str:
    return _label(OpportunityType, code)


def ipr_name(code: str) -> str:
    return _label(IprStatus, code)


def cooperation_name(code: str) -> str:
    return _label(CooperationType, code)


def trl_name(level: int | None) -> str:
    return str(TRL_NAMES[level]) if level in TRL_NAMES else ""


def _label(choices: type[OpportunityType | IprStatus | CooperationType], code: str) -> str:
    """A code that is not known any more stands for itself."""
    return str(choices(code).label) if code in choices.values else code
