"""Which instruments of the regions could pay a part of the partners' own shares."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cordata.funding.instruments import PURPOSES, Purpose, beneficiary_of
from cordata.funding.mixes import LENT
from cordata.funding.own_shares import CoFinancing, OwnShare, co_financing
from cordata.kernel import Reason
from cordata_web.consortia.budgeting import Money
from cordata_web.consortia.models import Consortium
from cordata_web.funding import wording
from cordata_web.funding.amounts import amount_told
from cordata_web.funding.records import known_instruments

SHOWN = 6
REMARKS: dict[str, Promise] = {
    "rate_not_known": gettext_lazy("How much it pays is not known."),
    "ceiling": gettext_lazy("It pays at most %(ceiling)s."),
    "budget": gettext_lazy("It has %(budget)s in all."),
    "lent": gettext_lazy("It has to be paid back."),
    "unconfirmed": gettext_lazy("Not confirmed in its source."),
    "state_not_known": gettext_lazy("Whether it is open is not known."),
    "up_to_own_share": gettext_lazy("It could pay all of the own share."),
}


def purposes_of(asked: str) -> tuple[Purpose, ...]:
    """The one asked for, else all."""
    return tuple(one for one in PURPOSES if one == asked) or PURPOSES


def sources_of(row: Consortium, money: Money, purposes: tuple[Purpose, ...]) -> list[dict[str, Any]]:
    """For each partner with an own share, whom to ask; those who could pay most first."""
    if money.budget is None:
        return []
    instruments = list(known_instruments().values())
    told = []
    for one in money.budget.partners:
        if not one.own_share or not one.partner.nuts:
            continue
        own = OwnShare(
            one.total,
            one.own_share,
            one.partner.nuts[:4],
            beneficiary_of(one.partner.kind),
            purposes[0],
            money.currency,
        )
        found = [
            source
            for purpose in purposes
            for source in co_financing(replace(own, purpose=purpose), instruments, row.day, loans=True)
        ]
        found.sort(key=_order)
        rows = [_row(source, money.currency) for source in found[:SHOWN]]
        told.append({"name": one.partner.name, "own_share": amount_told(one.own_share), "rows": rows})
    return told


def _order(found: CoFinancing) -> tuple[bool, bool, Decimal, str]:
    """Grants before loans, those that pay most first, those of which it is not known last."""
    known = found.highest or Decimal(0)
    return found.instrument.form in LENT, found.highest is None, -known, found.instrument.id


def _row(found: CoFinancing, currency: str) -> dict[str, Any]:
    return {
        "id": found.instrument.id,
        "name": found.instrument.name,
        "form": wording.FORMS[found.instrument.form],
        "purpose": wording.PURPOSES[found.instrument.purpose],
        "funder": found.instrument.funder,
        "highest": "" if found.highest is None else amount_told(found.highest, currency=currency),
        "remarks": [_remark(one, currency) for one in found.remarks],
    }


def _remark(reason: Reason, currency: str) -> str:
    facts = {name: amount_told(Decimal(value), currency=currency) for name, value in reason.facts.items()}
    return str(REMARKS[reason.code]) % facts
