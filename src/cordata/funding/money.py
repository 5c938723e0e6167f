"""Exact money: cents as decimals, rounded in one place and in a known direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
WHOLE = Decimal(100)


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """A share of a cost in per cent, to the nearest cent; half a cent counts as one.

    >>> share_of(Decimal("100"), Decimal(25)), share_of(Decimal("0.02"), Decimal(25))
    (Decimal('25.00'), Decimal('0.01'))
    """
    return (amount * percent / WHOLE).quantize(CENT, ROUND_HALF_UP)


def granted(amount: Decimal, percent: Decimal) -> Decimal:
    """A grant for a cost in per cent, in whole cents and never above the rate.

    >>> granted(Decimal("0.03"), Decimal(75))
    Decimal('0.02')
    """
    return (amount * percent / WHOLE).quantize(CENT, ROUND_DOWN)


def in_cents(amount: Decimal) -> Decimal:
    """The amount with two digits after the point; it must not have more.

    >>> in_cents(Decimal(7))
    Decimal('7.00')
    """
    return amount.quantize(CENT)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum, in cents.

    >>> total([Decimal("0.1"), Decimal("0.2")])
    Decimal('0.30')
    """
    return in_cents(sum(amounts, NOTHING))


def spread(amount: Decimal, weights: Sequence[Decimal | int]) -> tuple[Decimal, ...]:
    """An amount divided by weights in whole cents, so that the parts add up to it.

    Each part is rounded down; the cents left over go to the largest remainders, earlier ones first (the method of the
    largest remainder, Hamilton 1792). Raises ValueError when the weights are negative or add up to nothing.

    >>> spread(Decimal("10.00"), [1, 1, 1])
    (Decimal('3.34'), Decimal('3.33'), Decimal('3.33'))
    """
    whole = sum(map(Decimal, weights), Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative, and must add up to more than nothing")
    exact = [amount * Decimal(weight) / whole for weight in weights]
    parts = [each.quantize(CENT, ROUND_DOWN) for each in exact]
    left = int((amount - sum(parts)) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[:left]:
        parts[place] += CENT
    return tuple(parts)
