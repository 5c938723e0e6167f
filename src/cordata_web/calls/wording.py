"""Codes of calls as words of the reader's language, and how a call fits somebody as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cordata.funding import FIT_CODES
from cordata_web.directory import wording
from cordata_web.exchange import messages
from cordata_web.programmes import names as of_programmes
from cordata_web.programmes.countries import country_name

STATUSES: dict[str, Promise] = {
    "open": pgettext_lazy("call", "Open"),
    "forthcoming": gettext_lazy("Opens later"),
    "closed": pgettext_lazy("call", "Closed"),
    "unknown": gettext_lazy("Not known"),
}
ACTIONS: dict[str, Promise] = {
    "ria": gettext_lazy("Research and innovation action"),
    "ia": gettext_lazy("Innovation action"),
    "csa": gettext_lazy("Coordination and support action"),
    "erc": gettext_lazy("Grant of the European Research Council"),
    "msca": gettext_lazy("Marie Skłodowska-Curie action"),
    "eic": gettext_lazy("Grant of the European Innovation Council"),
    "prize": gettext_lazy("Prize"),
    "pcp": gettext_lazy("Pre-commercial procurement"),
    "ppi": gettext_lazy("Public procurement of innovative solutions"),
    "framework_partnership": gettext_lazy("Framework partnership"),
    "cofund": gettext_lazy("Programme co-funding"),
    "infrastructure": gettext_lazy("Infrastructure project"),
    "research_action": gettext_lazy("Research action in defence"),
    "development_action": gettext_lazy("Development action in defence"),
    "simple_grant": gettext_lazy("Simple grant"),
    "grant": gettext_lazy("Grant"),
}
FAMILIES: dict[str, Promise] = {
    **of_programmes.FAMILIES,
    "horizon": gettext_lazy("Horizon Europe"),
    "horizon-ju": gettext_lazy("Joint undertakings of Horizon Europe"),
    "digital-europe-ju": gettext_lazy("Joint undertakings of Digital Europe"),
    "euratom": gettext_lazy("Euratom"),
    "single-market": gettext_lazy("Single Market Programme"),
    "defence": gettext_lazy("European Defence Fund"),
    "connecting-europe": gettext_lazy("Connecting Europe Facility"),
    "external-action": gettext_lazy("External action"),
    "coal-and-steel": gettext_lazy("Research Fund for Coal and Steel"),
    "erasmus": gettext_lazy("Erasmus+"),
    "creative-europe": gettext_lazy("Creative Europe"),
}
STAGES: dict[str, Promise] = {
    "single": gettext_lazy("Deadline"),
    "first": gettext_lazy("First of two stages"),
    "second": gettext_lazy("Second stage, for those invited"),
    "cut_off": gettext_lazy("Cut-off"),
}
MODELS: dict[str, Promise] = {
    "single": gettext_lazy("One stage"),
    "two_stage": gettext_lazy("Two stages"),
    "multiple": gettext_lazy("Several cut-offs"),
}
LEVELS: dict[str, Promise] = {
    "topic": gettext_lazy("Projects of the same topic"),
    "area": gettext_lazy("Projects of the same destination of the programme"),
    "part": gettext_lazy("Projects of the same part of the programme"),
    "concepts": gettext_lazy("Projects that share concepts with the call"),
}
FITS: dict[str, Promise] = {
    "kind_asked_for": gettext_lazy("It asks for organisations of your kind: %(kind)s."),
    "kind_not_asked_for": gettext_lazy("It asks for others than you: %(kinds)s."),
    "usual_kind": gettext_lazy("Usually led by organisations of your kind: %(kind)s."),
    "unusual_kind": gettext_lazy("Usually led by others than you: %(kinds)s."),
    "any_kind": gettext_lazy("Any kind of organisation may apply."),
    "territory_within": gettext_lazy("You sit where it may be applied for."),
    "territory_outside": gettext_lazy("You sit outside the area in which it may be applied for: %(countries)s."),
    "territory_unclear": gettext_lazy(
        "It may be applied for only from a certain area; look whether you are within: %(countries)s."
    ),
    "country_member": gettext_lazy("Your country is a Member State: %(country)s."),
    "country_associated": gettext_lazy("Your country is associated to the programme: %(country)s."),
    "country_not_funded": gettext_lazy("Your country is not paid by this programme: %(country)s."),
    "country_unclear": gettext_lazy("Whether your country is paid must be looked up: %(country)s."),
    "country_unknown": gettext_lazy("It is not known where you sit."),
    "trl_within": gettext_lazy(
        "The readiness of what you have, %(trl)s, lies within what is asked for: %(lowest)s to %(highest)s."
    ),
    "trl_too_low": gettext_lazy(
        "The readiness of what you have, %(trl)s, lies below what is asked for: %(lowest)s to %(highest)s."
    ),
    "trl_too_high": gettext_lazy(
        "The readiness of what you have, %(trl)s, lies above what is asked for: %(lowest)s to %(highest)s."
    ),
    "trl_asked": gettext_lazy("Technology readiness levels asked for: %(lowest)s to %(highest)s."),
    "not_open_yet": gettext_lazy("It is not open yet."),
    "no_deadline": gettext_lazy("No deadline is told."),
    "can_apply_alone": gettext_lazy("One organisation can apply alone."),
    "needs_partners": gettext_lazy("You need partners. Rules that one organisation alone does not meet: %(rules)s."),
    "mentions_smes": gettext_lazy("It speaks of small and medium enterprises."),
}
"""How a call fits, by code; those with numbers and days have functions of their own."""


def family_name(code: str) -> str:
    return str(FAMILIES.get(code, code))


def fit_sentence(code: str, facts: Mapping[str, Any], spoken: tuple[str, ...] = ()) -> str:
    """Why a call fits or does not: of the text as everywhere in the exchange, of the conditions from here."""
    if code not in FIT_CODES:
        return messages.sentence(code, facts, spoken)
    if code in ("closes", "closes_soon"):
        return _closing(facts)
    if code == "pays":
        return _pays(facts)
    if code == "grant_size":
        return grant_sentence(facts["smallest"], facts["largest"], facts["currency"])
    if code == "not_open_yet" and facts.get("opening"):
        return _("It opens on %(day)s.") % {"day": date_format(date.fromisoformat(facts["opening"]), "DATE_FORMAT")}
    return str(FITS[code]) % {name: _told(name, value) for name, value in facts.items()}


def stage_name(stage: str, number: int = 0) -> str:
    if stage == "cut_off" and number:
        return _("Cut-off %(number)s") % {"number": number}
    return str(STAGES[stage])


def grant_sentence(smallest: int | None, largest: int | None, currency: str) -> str:
    """How much a project may get; empty where nothing is told."""
    ends = {name: _money(value, currency) for name, value in (("smallest", smallest), ("largest", largest)) if value}
    if len(ends) == 2 and smallest != largest:
        return _("Grants of %(smallest)s to %(largest)s for each project.") % ends
    if "largest" in ends:
        return _("Grants of up to %(largest)s for each project.") % ends
    return _("Grants of %(smallest)s or more for each project.") % ends if ends else ""


def territory_name(code: str) -> str:
    if code in of_programmes.STANDINGS:
        return str(of_programmes.STANDINGS[code])
    return country_name(code) if len(code) == 2 else wording.region_name(code)


def days_left(days: int) -> str:
    if days <= 0:
        return _("today")
    return ngettext("in %(number)s day", "in %(number)s days", days) % {"number": days}


def _closing(facts: Mapping[str, Any]) -> str:
    moment = datetime.fromisoformat(facts["day"])
    told = {
        "day": date_format(moment, "DATE_FORMAT"),
        "left": days_left(facts["days"]),
        "stage": STAGES[facts["stage"]],
    }
    return _("Closes on %(day)s, %(left)s (%(stage)s).") % told


def _pays(facts: Mapping[str, Any]) -> str:
    low, high = (_number(facts[name]) for name in ("lowest_of_direct", "highest_of_direct"))
    rate = {"rate": _number(facts["highest"]), "amount": high}
    if low == high:
        return (
            _(
                "Of each 100 euros that you spend the programme would pay %(amount)s, with indirect costs (rate: "
                "%(rate)s %%)."
            )
            % rate
        )
    ends = {"low": low, "high": high}
    return (
        _("Of each 100 euros that you spend the programme would pay %(low)s to %(high)s, with indirect costs.") % ends
    )


def _told(name: str, value: Any) -> str:
    if name == "kind":
        return wording.kind_name(value)
    if name == "kinds":
        return ", ".join(wording.kind_name(kind, plural=True) for kind in value)
    if name == "countries":
        return ", ".join(territory_name(code) for code in value)
    if name == "country":
        return country_name(value)
    if name == "rules":
        return ", ".join(of_programmes.rule_name(rule) for rule in value)
    return str(value)


def _number(value: str) -> str:
    number = float(value)
    return number_format(round(number, 2), 0 if number.is_integer() else 2)  # which by itself cuts off


def _money(value: int, currency: str) -> str:
    return f"{number_format(value, 0, force_grouping=True)} {currency}"
