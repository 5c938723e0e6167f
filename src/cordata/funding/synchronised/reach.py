"""How far the money of a synchronised call reaches: what each region pays its own applicant, and for how many projects.

In each project every region has one applicant, whom it pays its rate of the applicant's cost up to its ceiling. A
project comes about only where all regions pay: the region that can pay for the fewest limits the call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cordata.funding.instruments import Instrument
from cordata.funding.money import NOTHING, WHOLE, granted, in_cents

UNKNOWN = ("amount", "cost", "rate", "pays_nothing")
"""Why it cannot be told for how many projects a region can pay."""


@dataclass(frozen=True, slots=True)
class Side:
    """One region's part of the call.

    Parameters
    ----------
    amount
        The money that it puts in, in its instrument's currency; None: not known.
    cost
        What its applicant spends in one project, in the same currency; None: not known.
    rate
        The rate that was agreed, in per cent; None: the highest rate of the instrument.

    Raises
    ------
    ValueError
        When the amount is below nothing, the cost not above it, or the rate not above 0 and at most 100.
    """

    instrument: Instrument
    amount: Decimal | None = None
    cost: Decimal | None = None
    rate: Decimal | None = None

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount < 0:
            raise ValueError(f"{self.instrument.id}: amount {self.amount} is below nothing")
        if self.cost is not None and self.cost <= 0:
            raise ValueError(f"{self.instrument.id}: cost {self.cost} is not above nothing")
        if self.rate is not None and not 0 < self.rate <= WHOLE:
            raise ValueError(f"{self.instrument.id}: rate {self.rate} is not above 0 and at most 100")

    @property
    def percent(self) -> Decimal | None:
        """The rate that counts."""
        if self.rate is not None:
            return self.rate
        return None if self.instrument.rate is None else Decimal(self.instrument.rate)


@dataclass(frozen=True, slots=True)
class SideReach:
    """What a side pays its applicant in one project, and for how many projects it can pay; in cents of its currency.

    ``own`` is what the applicant bears, ``is_capped`` whether the ceiling lowers what is paid. ``projects`` is what
    the side could pay for by itself; ``used`` and ``left`` hold when it pays for as many as the call comes to. Each is
    None where one of ``unknown`` (codes of ``UNKNOWN``) stands in the way.
    """

    side: Side
    paid: Decimal | None
    own: Decimal | None
    is_capped: bool
    projects: int | None
    used: Decimal | None
    left: Decimal | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """For how many projects the money of all sides is enough, and the ids of the instruments that end first.

    ``projects`` is None as long as one side is not known; ``at_most`` is what those allow that are known.
    """

    sides: tuple[SideReach, ...]
    projects: int | None
    at_most: int | None
    limiting: tuple[str, ...]


def reach_of(sides: Sequence[Side]) -> Reach:
    """How far the money reaches; see `Reach`.

    >>> from cordata.funding import load_instruments
    >>> known = load_instruments()
    >>> one = Side(known["zit-kooperation"], Decimal(200_000), Decimal(60_000))
    >>> two = Side(known["innovation-call-vorarlberg"], Decimal(100_000), Decimal(40_000))
    >>> found = reach_of([one, two])
    >>> found.projects, found.limiting, [str(each.left) for each in found.sides]
    (4, ('zit-kooperation',), ['20000.00', '20000.00'])
    """
    told = [_alone(side) for side in sides]
    known = [each.projects for each in told if each.projects is not None]
    at_most = min(known, default=None)
    projects = at_most if len(known) == len(told) else None
    limiting = tuple(each.side.instrument.id for each in told if at_most is not None and each.projects == at_most)
    return Reach(tuple(_used(each, projects) for each in told), projects, at_most, limiting)


def _alone(side: Side) -> SideReach:
    """By itself; nothing is used yet."""
    missing = {"amount": side.amount, "cost": side.cost, "rate": side.percent}
    unknown = [name for name, value in missing.items() if value is None]
    if side.cost is None or side.percent is None:
        return SideReach(side, None, None, False, None, None, None, tuple(unknown))
    by_rate, ceiling = granted(side.cost, side.percent), side.instrument.ceiling
    paid = by_rate if ceiling is None else min(by_rate, in_cents(Decimal(ceiling)))
    projects = None if side.amount is None or not paid else int(side.amount // paid)
    unknown += [] if paid else ["pays_nothing"]
    return SideReach(side, paid, side.cost - paid, paid < by_rate, projects, None, None, tuple(unknown))


def _used(alone: SideReach, projects: int | None) -> SideReach:
    amount, paid = alone.side.amount, alone.paid
    if projects is None or amount is None or paid is None:
        return alone
    used = in_cents(paid * projects) if projects else NOTHING
    return SideReach(
        alone.side, paid, alone.own, alone.is_capped, alone.projects, used, amount - used, alone.unknown
    )  # fmt: skip
