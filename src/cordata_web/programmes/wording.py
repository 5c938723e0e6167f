"""What a rule asks and what was found, as sentences of the reader's language; who is meant stands in apposition.

Sentences are made of whole sentences, each of which stands alone: what was found, what is asked for, what is missing,
and who counts. None of them bends the words of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any as Anything

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from cordata.funding.rules import (
    All,
    Amount,
    Any,
    Condition,
    Count,
    Distinct,
    Duration,
    Every,
    LargestShare,
    Lead,
    Not,
    Person,
    Selection,
    Share,
)
from cordata.funding.rules.telling import among
from cordata.kernel import Reason
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.meant import who
from cordata_web.programmes.names import QUESTIONS, category_name

SEVERAL = {"country": "countries", "region": "regions", "group": "independent"}
TOLD: dict[str, Promise] = {
    "partners": gettext_lazy("Partners: %(number)s."),
    "countries": gettext_lazy("Different countries: %(number)s."),
    "regions": gettext_lazy("Different regions (NUTS 2): %(number)s."),
    "independent": gettext_lazy("Partners independent of each other: %(number)s."),
    "share": gettext_lazy("Share in the cost: %(number)s."),
    "largest_partner": gettext_lazy("Largest share of one partner in the cost: %(number)s."),
    "largest_country": gettext_lazy("Largest share of one country in the cost: %(number)s."),
    "total": gettext_lazy("Total cost: %(number)s."),
    "grant": gettext_lazy("Grant asked for: %(number)s."),
    "duration": gettext_lazy("Duration in months: %(number)s."),
}
"""The number is what was found, or what is asked for."""

MISSING = {
    "partners": ngettext_lazy("%(number)s more partner is missing.", "%(number)s more partners are missing.", "number"),
    "countries": ngettext_lazy(
        "%(number)s more country is missing.", "%(number)s more countries are missing.", "number"
    ),
    "regions": ngettext_lazy("%(number)s more region is missing.", "%(number)s more regions are missing.", "number"),
    "independent": ngettext_lazy(
        "%(number)s more independent partner is missing.",
        "%(number)s more independent partners are missing.",
        "number",
    ),
}
ALL_OR_LEAD: dict[str, Promise] = {
    "every_within": gettext_lazy("All partners are as asked for: %(who)s."),
    "every_broken": gettext_lazy("Not all partners are as asked for (%(who)s). These are not: %(partners)s."),
    "every_open": gettext_lazy("It is not known whether these partners are as asked for (%(who)s): %(partners)s."),
    "lead_within": gettext_lazy("The coordinator is as asked for: %(who)s."),
    "lead_broken": gettext_lazy("The coordinator, %(partners)s, is not as asked for: %(who)s."),
    "lead_open": gettext_lazy("It is not known whether the coordinator, %(partners)s, is as asked for: %(who)s."),
    "lead_nobody": gettext_lazy("No coordinator is named. Asked for: %(who)s."),
}


def sentence(reason: Reason, names: Mapping[str, str] | None = None, currency: str = "") -> str:
    """Why a rule is satisfied, broken or to be checked; ``names`` are those of the partners by id."""
    code, facts = reason.code, reason.facts
    if code == "person":
        return str(QUESTIONS[facts["question"]])
    if code == "not":
        inner = {name: value for name, value in facts.items() if name not in ("code", "part")}
        return _("It must not be so: %(sentence)s") % {"sentence": sentence(Reason(facts["code"], inner), names)}
    meant = facts.get("among") or {}
    if code in ALL_OR_LEAD:
        partners = _listed((names or {}).get(one, one) for one in facts.get("who", ()))
        return str(ALL_OR_LEAD[code]) % {"who": who(meant), "partners": partners}
    thing, end = code.rsplit("_", 1)
    return " ".join((*_found(thing, end, facts, currency), *_counted(meant, facts.get("without", ()))))


def condition_sentence(condition: Condition, currency: str = "") -> str:
    """What a condition asks for."""
    match condition:
        case Count() | Share():
            thing = "partners" if isinstance(condition, Count) else "share"
            without = condition.without if isinstance(condition, Share) else ()
            return _asked(thing, condition, condition.among, sorted(without))
        case Distinct():
            told = _asked(SEVERAL[condition.of], condition, condition.among)
            return told + " " + _("They must be independent of each other.") if condition.independent else told
        case LargestShare():
            return _asked(f"largest_{condition.of}", condition, None, sorted(condition.without))
        case Amount():
            return _asked(condition.of, condition, None, (), currency)
        case Duration():
            return _asked("duration", condition, None)
        case Every():
            return _("All partners must be: %(who)s.") % {"who": who_of(condition.among)}
        case Lead():
            return _("The coordinator must be: %(who)s.") % {"who": who_of(condition.among)}
        case Person():
            return str(QUESTIONS[condition.question])
        case All() | Any():
            joint = (
                _("Each of these: %(conditions)s") if isinstance(condition, All) else _("One of these: %(conditions)s")
            )
            return joint % {"conditions": " / ".join(condition_sentence(one, currency) for one in condition.of)}
        case Not():
            return _("It must not be so: %(sentence)s") % {"sentence": condition_sentence(condition.of, currency)}


def who_of(selection: Selection) -> str:
    """Who is meant by a selection."""
    return who(among(selection)["among"])  # type: ignore[arg-type]


def bounds_told(minimum: str | None, maximum: str | None) -> str:
    """At least, at most, or from one to the other."""
    if minimum is None:
        return _("at most %(maximum)s") % {"maximum": maximum}
    if maximum is None:
        return _("at least %(minimum)s") % {"minimum": minimum}
    if minimum == maximum:
        return _("exactly %(number)s") % {"number": minimum}
    return _("%(minimum)s to %(maximum)s") % {"minimum": minimum, "maximum": maximum}


def _found(thing: str, end: str, facts: Mapping[str, Anything], currency: str) -> Iterable[str]:
    number = _between(thing, facts, currency)
    if facts.get("found"):
        names = facts["found"]
        listed = _listed(country_name(code) for code in names) if thing == "countries" else _listed(names)
        number = _("%(number)s (%(names)s)") % {"number": number, "names": listed}
    yield str(TOLD[thing]) % {"number": number}
    ends = [_written(thing, facts.get(name), currency) for name in ("minimum", "maximum")]
    yield _("Asked for: %(bounds)s.") % {"bounds": bounds_told(*ends)}
    if end == "above":
        yield _("That is too much.")
    elif end == "below" and not facts.get("missing"):
        yield _("That is too little.")
    elif end == "open":
        yield _("Not all that is needed to tell is known.")
    if facts.get("missing") and thing in MISSING:
        yield MISSING[thing] % {"number": int(facts["missing"])}


def _asked(
    thing: str, condition: Anything, selection: Selection | None, without: Iterable[str] = (), currency: str = ""
) -> str:
    ends = [_written(thing, getattr(condition, name, None), currency) for name in ("minimum", "maximum")]
    told = str(TOLD[thing]) % {"number": bounds_told(*ends)}
    meant = {} if selection is None else among(selection)["among"]
    return " ".join((told, *_counted(meant, without)))  # type: ignore[arg-type]


def _counted(meant: Mapping[str, Anything], without: Iterable[str]) -> Iterable[str]:
    if meant:
        yield _("Only these count: %(who)s.") % {"who": who(meant)}
    if without:
        yield _("Left out of their own cost: %(categories)s.") % {"categories": _listed(map(category_name, without))}


def _between(thing: str, facts: Mapping[str, Anything], currency: str) -> str:
    low = facts["months"] if "months" in facts else facts["low"]
    high = facts["months"] if "months" in facts else facts["high"]
    if high is None and (low is None or not Decimal(str(low))):
        return _("not known")
    if high is None:
        return bounds_told(_written(thing, low, currency), None)
    if Decimal(str(low)) == Decimal(str(high)):
        return _written(thing, low, currency) or ""
    ends = {"minimum": _written(thing, low, currency), "maximum": _written(thing, high, currency)}
    return _("%(minimum)s to %(maximum)s") % ends


def _written(thing: str, value: Anything, currency: str) -> str | None:
    if value is None:
        return None
    number = Decimal(str(value))
    places = 0 if number == number.to_integral_value() else 2
    told = number_format(round(number, places), places, force_grouping=True)
    if thing in ("share", "largest_partner", "largest_country"):
        return _("%(number)s %%") % {"number": told}
    return f"{told} {currency}" if currency and thing in ("total", "grant") else told


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
