"""How the size of an enterprise came about, as sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.directory.ownership import CountedTwiceError, ImpossibleFiguresError, MissingFiguresError
from cordata.directory.size import EstimateBesideAccountsError
from cordata_web.directory import wording

Facts = Mapping[str, Any]
HOLDER_NAMES = {
    "enterprise": gettext_lazy("Enterprise"),
    "person": gettext_lazy("Person or family"),
    "public_body": gettext_lazy("Public body"),
    "public_investment": gettext_lazy("Public investment corporation"),
    "venture_capital": gettext_lazy("Venture capital company"),
    "business_angels": gettext_lazy("Business angels"),
    "university": gettext_lazy("University"),
    "research_centre": gettext_lazy("Research centre without profit"),
    "institutional_investor": gettext_lazy("Institutional investor"),
    "regional_fund": gettext_lazy("Regional development fund"),
    "local_authority": gettext_lazy("Small local authority (under 5,000 people, budget under 10 million euro)"),
}


IMPOSSIBLE = (CountedTwiceError, MissingFiguresError, ImpossibleFiguresError, EstimateBesideAccountsError)
"""Answers from which no size follows."""


def size_problem(error: Exception) -> str:
    """What is the matter with answers from which no size follows."""
    if isinstance(error, CountedTwiceError):
        return _("%(name)s stands here twice: please put both rows into one.") % {"name": error}
    if isinstance(error, MissingFiguresError):
        return _("The figures of %(name)s are needed, for they count towards your size.") % {"name": error}
    if isinstance(error, ImpossibleFiguresError):
        return _("The owners together hold more than 100 percent: please look at the shares again.")
    return _("An estimate is for a first year only: either there are accounts of earlier years, or it is one.")


def size_reason(code: str, facts: Facts) -> str:
    """One reason of an assessment."""
    return SIZE_SENTENCES[code](_written(facts))


def size_name(size: str) -> str:
    return str(wording.SIZE_NAMES[size])


def _written(facts: Facts) -> dict[str, str]:
    """Facts as they are read: numbers grouped, sizes and kinds by their names."""
    return {name: _fact(name, value) for name, value in facts.items()}


def _fact(name: str, value: Any) -> str:
    if name in ("size", "latest", "before"):
        return size_name(value)
    if name == "kind":
        return str(HOLDER_NAMES[value])
    if isinstance(value, int | float):
        decimals = 0 if float(value).is_integer() or value >= 1000 else 1
        return number_format(round(value, decimals) if decimals else round(value), force_grouping=True)
    return str(value)


SIZE_SENTENCES: dict[str, Callable[[Mapping[str, str]], str]] = {
    "autonomous": lambda _facts: _("No other enterprise counts towards your size: you are autonomous."),
    "partner": lambda facts: (
        _("%(id)s is a partner enterprise with %(percent)s %%: so much of its figures is added to yours.") % facts
    ),
    "linked": lambda facts: _("%(id)s is linked to you: all of its figures are added to yours.") % facts,
    "already_consolidated": lambda facts: (
        _("The figures of %(id)s are in your consolidated accounts already; nothing is added.") % facts
    ),
    "exempt_holder": lambda facts: (
        _("%(id)s holds %(percent)s %%. As an investor of this kind (%(kind)s) it does not count.") % facts
    ),
    "public_holder": lambda facts: _("%(id)s is a public body and holds %(percent)s %%.") % facts,
    "person_holder": lambda facts: (
        _("%(id)s holds %(percent)s %%. A person is no enterprise and adds no figures.") % facts
    ),
    "minor_holder": lambda facts: _("With %(id)s the tie is below 25 %% (%(percent)s %%); it does not count.") % facts,
    "public_quarter": lambda facts: (
        _("Public bodies hold %(percent)s %%. From 25 %% on an enterprise is no SME, whatever its figures.") % facts
    ),
    "too_many_heads": lambda facts: (
        _("%(size)s: no, for there are %(headcount)s people, and it has fewer than %(ceiling)s.") % facts
    ),
    "too_much_money": lambda facts: (
        _(
            "%(size)s: no, for the turnover of %(turnover)s euro is above %(turnover_ceiling)s, and the balance sheet "
            "total of %(balance_sheet)s euro is above %(balance_sheet_ceiling)s."
        )
        % facts
    ),
    "within_ceilings": lambda facts: (
        _(
            "%(size)s: yes, with %(headcount)s people, a turnover of %(turnover)s euro and a balance sheet total of "
            "%(balance_sheet)s euro."
        )
        % facts
    ),
    "one_period_only": lambda facts: (
        _("The last year alone would say: %(latest)s. A change counts after two years running; it stays: %(size)s.")
        % facts
    ),
    "two_periods": lambda facts: _("Two years running say so; before, it was: %(before)s. Now: %(size)s.") % facts,
    "owner_changed": lambda _facts: _("The owner has changed: what was before counts no more."),
    "estimated": lambda _facts: _("This rests on an estimate, as there are no approved accounts yet."),
}
"""By the codes of the library; a test demands one for each."""
