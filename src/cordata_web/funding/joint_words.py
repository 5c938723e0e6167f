"""What is told of a synchronised call, as words of the reader's language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.cooperation.pairing import Pair
from cordata.funding import Difference
from cordata.funding.synchronised import Admission, Group, SideReach
from cordata.kernel import Reason
from cordata_web.cooperation.reasons import pair_sentence
from cordata_web.directory import wording as places
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.funding import wording
from cordata_web.funding.amounts import amount_told
from cordata_web.funding.joint_plan import Plan

DIFFERENCES: dict[str, Promise] = {
    "form": gettext_lazy("Form"),
    "purpose": gettext_lazy("Purpose"),
    "currency": gettext_lazy("Currency"),
    "rate": gettext_lazy("Highest share of the cost"),
    "duration": gettext_lazy("Duration in months"),
    "ceiling": gettext_lazy("Ceiling"),
    "beneficiaries": gettext_lazy("Who may get it"),
    "status": gettext_lazy("Status"),
    "validity": gettext_lazy("Valid"),
}
ADMISSIONS: dict[str, Promise] = {
    "admitted": gettext_lazy("May apply: %(beneficiary)s."),
    "size_not_tested": gettext_lazy("May apply, if it is small enough: its size was not tested."),
    "place_too_rough": gettext_lazy("To be checked: it is not known whether it lies within."),
    "beneficiaries_not_told": gettext_lazy("To be checked: it is not known who may apply."),
    "kind_not_told": gettext_lazy("To be checked: the kind of organisation is not known."),
    "small_by_size": gettext_lazy("To be checked: it is as small as a small or medium enterprise."),
    "in_consortium": gettext_lazy("To be checked: perhaps as a part of a consortium."),
    "elsewhere": gettext_lazy("It pays elsewhere."),
    "for_others": gettext_lazy("It is for others: %(beneficiaries)s."),
}
UNKNOWN: dict[str, Promise] = {
    "amount": gettext_lazy("How much money is put in is not known."),
    "cost": gettext_lazy("What one applicant's part costs is not known."),
    "rate": gettext_lazy("The rate is not known."),
    "pays_nothing": gettext_lazy("The rate of so small a cost is less than a cent."),
}
NAMED = {
    "form": wording.FORMS, "purpose": wording.PURPOSES, "status": wording.STATUSES,
    "beneficiaries": wording.BENEFICIARIES,
}  # fmt: skip


def admission_sentence(reason: Reason) -> str:
    """Why somebody may apply, or what a person has to look at."""
    named = [reason.facts["beneficiary"]] if "beneficiary" in reason.facts else []
    told = ", ".join(str(wording.BENEFICIARIES[one]) for one in (*named, *reason.facts.get("beneficiaries", ())))
    return str(ADMISSIONS[reason.code]) % {"beneficiary": told, "beneficiaries": told}


def difference_row(one: Difference) -> dict[str, Any]:
    """What is to be agreed on, and what each has."""
    return {"name": DIFFERENCES[one.code], "values": [_value(one.code, value) for value in one.values]}


def reach_row(one: SideReach) -> dict[str, Any]:
    """What a region pays its own applicant, and how far its money reaches."""
    currency = one.side.instrument.currency
    amounts = {name: _amount(getattr(one, name), currency) for name in ("paid", "own", "used", "left")}
    return {
        **amounts,
        "name": one.side.instrument.name,
        "territories": [wording.territory_name(code) for code in one.side.instrument.territories],
        "percent": "" if one.side.percent is None else amount_told(one.side.percent),
        "amount": _amount(one.side.amount, currency),
        "cost": _amount(one.side.cost, currency),
        "is_capped": one.is_capped,
        "projects": one.projects,
        "unknown": [UNKNOWN[code] for code in one.unknown],
    }


def applicant_row(one: Admission, plan: Plan) -> dict[str, Any]:
    """An organisation that may apply, or perhaps."""
    profile = plan.profiles[one.organisation.id]
    return {
        "id": profile.pk,
        "name": profile.name,
        "url": profile.get_absolute_url(),
        "kind": places.kind_name(profile.kind),
        "place": place_of(profile),
        "is_example": profile.is_example,
        "sentence": admission_sentence(one.reason),
        "query": plan.choice.query(having=profile.pk),
    }


def group_row(group: Group, plan: Plan) -> dict[str, Any]:
    """One applicant of each region, and why they fit."""
    profiles = [plan.profiles[one] for one in group.members]
    names = {one.pk: one.name for one in profiles}
    pairs = plan.pairs_of(group)
    return {
        "worth": group.worth,
        "members": [
            {
                "name": one.name,
                "url": one.get_absolute_url(),
                "icon": KIND_ICONS.get(one.kind, "organisation"),
                "kind": places.kind_name(one.kind),
                "place": place_of(one),
                "is_example": one.is_example,
                "pays": side.instrument.name,
            }
            for one, side in zip(profiles, plan.choice.sides, strict=True)
        ],
        "pairs": [
            {"names": (names[pair.cluster], names[pair.other]), "sentences": sentences_of(pair, plan, names)}
            for pair in pairs
        ],
    }


def sentences_of(pair: Pair, plan: Plan, names: dict[str, str]) -> list[str]:
    """Why two fit, with the cooperation potential of their regions where it is known."""
    told = [pair_sentence(reason, names) for reason in pair.reasons]
    potential = plan.potential_of(pair)
    if potential is not None:
        number = number_format(round(potential, 1), 1)
        told.append(_("Cooperation potential of their regions: %(number)s of 100.") % {"number": number})
    return told


def _value(code: str, value: str) -> str:
    if not value:
        return "–"
    if code in NAMED:
        return ", ".join(str(NAMED[code][one]) for one in value.split(";"))
    if code == "ceiling":
        number, _blank, currency = value.partition(" ")
        return amount_told(Decimal(number), currency=currency)
    return f"{value} %" if code == "rate" else value


def _amount(amount: Decimal | None, currency: str) -> str:
    return "–" if amount is None else amount_told(amount, currency=currency)
