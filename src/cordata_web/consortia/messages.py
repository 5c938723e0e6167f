"""Codes about partners, proposals and budgets as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.funding.completion import WishError
from cordata_web.directory import wording
from cordata_web.directory.vocabulary import concept_label
from cordata_web.funding.amounts import amount_told
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.names import category_name, rule_name

CONSORTIUM_STATES: dict[str, Promise] = {
    "draft": gettext_lazy("Draft"),
    "inviting": gettext_lazy("Partners are being invited"),
    "ready": gettext_lazy("Ready"),
    "archived": gettext_lazy("Put aside"),
}
PARTNER_STATES: dict[str, Promise] = {
    "proposed": gettext_lazy("Proposed"),
    "invited": gettext_lazy("Invited"),
    "accepted": gettext_lazy("Takes part"),
    "declined": gettext_lazy("Declined"),
}
TONES = {"inviting": "glow", "ready": "strong", "invited": "glow", "accepted": "strong"}
PARTS: dict[str, Promise] = {
    "coverage": gettext_lazy("Concepts covered"),
    "fit": gettext_lazy("Fit with the topic"),
    "potential": gettext_lazy("Cooperation potential of the regions"),
    "diversity": gettext_lazy("Different countries"),
    "ties": gettext_lazy("Worked together before"),
    "spread": gettext_lazy("Not asked often lately"),
    "size": gettext_lazy("Effort of a larger consortium"),
    "soft": gettext_lazy("Recommendations not followed"),
}
"""Parts of the value of a proposal; the last two take something away."""
MEMBER_REASONS: dict[str, Promise] = {
    "needed_for_rules": gettext_lazy("Without it a rule would not be fulfilled: %(rules)s."),
    "brings_concepts": gettext_lazy("Nobody else brings: %(concepts)s."),
    "brings_country": gettext_lazy("The only partner from its country: %(country)s."),
    "worked_with": gettext_lazy("Has worked before with: %(partners)s."),
    "newcomer": gettext_lazy("New to the others: no joint project is known."),
}
WISHES: dict[str, Promise] = {
    "size": gettext_lazy("the size that you wish"),
    "locked": gettext_lazy("the partners who stay for sure"),
    "excluded": gettext_lazy("the organisations that are not wanted"),
}
WISH_ERRORS: dict[str, Promise] = {
    "core_too_large": gettext_lazy("More partners stay for sure than the consortium may have. Allow it to be larger."),
    "smallest_above_largest": gettext_lazy("The smallest size is above the largest."),
    "already_partner": gettext_lazy("An organisation is in the consortium already. Please search again."),
    "locked_not_there": gettext_lazy("A partner who stays for sure is no longer in the directory."),
}
WARNINGS: dict[str, Promise] = {
    "budget_not_told": gettext_lazy("%(partner)s: no budget yet."),
    "category_not_paid": gettext_lazy("%(partner)s: the programme does not pay for %(category)s (%(amount)s)."),
    "flat_instead": gettext_lazy(
        "%(partner)s: for %(category)s the programme uses a flat rate: %(amount)s counts instead of %(told)s."
    ),
    "rate_not_known": gettext_lazy("%(partner)s: the programme's rate is not known, so no grant is counted."),
    "rate_open": gettext_lazy(
        "%(partner)s: the rate hangs on what is not known yet: %(lowest)s or %(highest)s %%. The lower one is counted."
    ),
    "rate_unconfirmed": gettext_lazy("%(partner)s: the rate of %(percent)s %% has not been confirmed in the source."),
    "cap_applied": gettext_lazy("The grant is cut to the highest amount: %(amount)s instead of %(asked)s. %(whose)s"),
    "cap_passed": gettext_lazy("The grant of %(asked)s is above the usual highest amount of %(amount)s. %(whose)s"),
    "no_duration": gettext_lazy("Without a duration not all limits can be checked."),
}
LIMITS: dict[str, Promise] = {
    "project": gettext_lazy("This holds for the whole project."),
    "selection": gettext_lazy("This holds for some partners together."),
    "partner": gettext_lazy("This holds for each partner: %(name)s."),
    "country": gettext_lazy("This holds for each country: %(name)s."),
}


def state_chip_of(names: Mapping[str, Promise], state: str) -> dict[str, str]:
    return {"label": str(names[state]), "tone": TONES.get(state, "plain")}


def member_sentence(code: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why somebody is proposed."""
    told = {
        "rules": ", ".join(rule_name(one) for one in facts.get("rules", ())),
        "concepts": ", ".join(concept_label(one) for one in facts.get("concepts", ())),
        "country": country_name(facts["country"]) if "country" in facts else "",
        "partners": ", ".join(names.get(one, one) for one in facts.get("partners", ())),
    }
    return str(MEMBER_REASONS[code]) % told


def conflict_name(owner: str) -> str:
    """A rule or wish that stands in the way, as the part of a list."""
    kind, _colon, rest = owner.partition(":")
    if kind == "rule":
        return _("the rule “%(rule)s”") % {"rule": rule_name(rest)}
    if rest.startswith("kind:"):
        name = wording.kind_name(rest.removeprefix("kind:"), plural=True)
        return _("the wish for enough partners of a kind (%(kind)s)") % {"kind": name}
    return str(WISHES.get(rest, rest))


def wish_error(error: WishError) -> str:
    return str(WISH_ERRORS.get(error.code, _("The settings contradict each other.")))


def warning_sentence(code: str, facts: Mapping[str, Any], names: Mapping[str, str], currency: str) -> str:
    """What is to be known about a budget."""
    told: dict[str, Any] = {
        name: amount_told(facts[name], currency=currency) for name in ("amount", "told", "asked") if name in facts
    }
    told |= {name: _number(facts[name]) for name in ("lowest", "highest", "percent") if name in facts}
    told["partner"] = names.get(facts.get("partner", ""), facts.get("partner", ""))
    told["category"] = category_name(facts["category"]) if "category" in facts else ""
    if "per" in facts:
        of = str(facts.get("of", ""))
        name = country_name(of) if facts["per"] == "country" else names.get(of, of)
        told["whose"] = str(LIMITS[facts["per"]]) % {"name": name}
    return str(WARNINGS[code]) % told


def _number(percent: Decimal) -> str:
    return amount_told(Decimal(percent))
