"""Who can pay a partner's own share: instruments of its region, its country or of private funders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cordata.funding.instruments import Beneficiary, Instrument, Purpose
from cordata.funding.mixes import LENT, UNION, Part, Terms, why_not
from cordata.funding.money import NOTHING, granted, in_cents
from cordata.kernel import Reason

CODES: dict[str, tuple[str, ...]] = {
    "rate_not_known": (),
    "ceiling": ("ceiling",),
    "budget": ("budget",),
    "lent": (),
    "unconfirmed": (),
    "state_not_known": (),
    "up_to_own_share": (),
}
"""Every code of a remark, with the names of its facts."""


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What a partner has to pay itself, and of what cost.

    Parameters
    ----------
    cost
        All that the partner spends; the rates of instruments are meant of it.
    own_share
        The part of it that no programme pays; nobody may pay more than that.
    region
        Its NUTS-2 region.
    purpose
        What the money is for; None: whatever instruments are for.
    paid_by_union
        Whether the rest is the Union's money: then no other instrument of the Union may pay for the same cost
        (Regulation (EU, Euratom) 2024/2509, prohibition of double funding).
    """

    cost: Decimal
    own_share: Decimal
    region: str
    beneficiary: Beneficiary
    purpose: Purpose | None = None
    currency: str = "EUR"
    paid_by_union: bool = True


@dataclass(frozen=True, slots=True)
class CoFinancing:
    """An instrument that can pay, the most that it can pay (None: its rate is not known), and remarks."""

    instrument: Instrument
    highest: Decimal | None
    remarks: tuple[Reason, ...]


def co_financing(
    own: OwnShare, instruments: Iterable[Instrument], day: date, *, loans: bool = False
) -> tuple[CoFinancing, ...]:
    """Instruments that can pay the own share: grants first, then loans; those that pay most first, unknown ones last.

    Whether a funder lets its money stand for the own share of another programme is told in its own rules, which no
    table holds: this is whom to ask.

    >>> from cordata.funding.instruments import load_instruments
    >>> own = OwnShare(Decimal(100_000), Decimal(25_000), "ITC1", "sme", "r_and_d")
    >>> [(one.instrument.id, one.highest) for one in co_financing(own, load_instruments().values(), date(2026, 1, 1))]
    [('credito-d-imposta-ricerca-e-sviluppo', Decimal('10000.00'))]
    """
    found = [
        _co_financing(own, one)
        for one in instruments
        if _can_pay(one, own, day, loans) and not (own.paid_by_union and one.level == UNION)
    ]
    paying = [one for one in found if one.highest is None or one.highest > 0]
    return tuple(sorted(paying, key=_order))


def _can_pay(one: Instrument, own: OwnShare, day: date, loans: bool) -> bool:
    purpose = one.purpose if own.purpose is None else own.purpose
    part = Part("own", own.own_share, own.region, own.beneficiary, purpose, own.currency)
    known = replace(one, rate=100) if one.rate is None else one
    return why_not(known, part, day, Terms(loans=loans)) is None


def _order(one: CoFinancing) -> tuple[bool, bool, Decimal, str]:
    return one.instrument.form in LENT, one.highest is None, -(one.highest or NOTHING), one.instrument.id


def _co_financing(own: OwnShare, one: Instrument) -> CoFinancing:
    highest, remarks = own.own_share, []
    if one.rate is None:
        remarks.append(Reason("rate_not_known"))
    elif (by_rate := granted(own.cost, Decimal(one.rate))) > own.own_share:
        remarks.append(Reason("up_to_own_share"))
    else:
        highest = by_rate
    for code, limit in (("ceiling", one.ceiling), ("budget", one.budget)):
        if limit is not None and limit < highest:
            highest = Decimal(limit)
            remarks.append(Reason(code, {code: limit}))
    told = (one.form in LENT, "lent"), (not one.confirmed, "unconfirmed"), (one.status == "unknown", "state_not_known")
    remarks += [Reason(code) for holds, code in told if holds]
    return CoFinancing(one, None if one.rate is None else in_cents(highest), tuple(remarks))
