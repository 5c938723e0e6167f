"""Shares in the cost of a consortium in per cent, exact, between the least and the most that they can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cordata.funding.consortia import Consortium
from cordata.funding.rules.answers import Answer
from cordata.funding.rules.terms import LargestShare

NONE, ALL = Fraction(0), Fraction(100)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a share can be in per cent; who bears the largest, where that is asked."""

    low: Fraction
    high: Fraction
    who: tuple[str, ...] = ()


def share_of(selected: Sequence[Answer], without: frozenset[str], consortium: Consortium) -> Bounds:
    """The share of the selected partners in the cost of all, some categories left out of their own cost.

    ``selected`` tells of each partner whether it is one. As long as a cost is not known, only this is: none of the
    partners is selected, or all are and nothing is left out.
    """
    if all(answer is False for answer in selected):
        return Bounds(NONE, NONE)
    if not without and all(answer is True for answer in selected):
        return Bounds(ALL, ALL)
    total = consortium.total()
    if not total:
        return Bounds(NONE, ALL)
    own = [partner.cost(without) or Decimal(0) for partner in consortium.partners]
    low = sum((cost for cost, answer in zip(own, selected, strict=True) if answer is True), Decimal(0))
    high = sum((cost for cost, answer in zip(own, selected, strict=True) if answer is not False), Decimal(0))
    return Bounds(_percent(low, total), _percent(high, total))


def largest_share(condition: LargestShare, consortium: Consortium) -> Bounds:
    """The largest share that one partner or one country has in the cost of all."""
    borne: dict[str, Decimal] = defaultdict(Decimal)
    homeless = Decimal(0)
    for partner in consortium.partners:
        cost = partner.cost(condition.without)
        if cost is None:
            return Bounds(ALL, ALL) if len(consortium.partners) == 1 else Bounds(NONE, ALL)
        if condition.of == "country" and not partner.country:
            homeless += cost
        else:
            borne[partner.id if condition.of == "partner" else partner.country] += cost
    total = sum(borne.values(), homeless)
    if not total:
        return Bounds(NONE, ALL)
    most = max(borne.values(), default=Decimal(0))
    who = tuple(sorted(bearer for bearer, cost in borne.items() if cost == most))
    return Bounds(_percent(most, total), _percent(most + homeless, total), who)


def _percent(part: Decimal, whole: Decimal) -> Fraction:
    return 100 * Fraction(part) / Fraction(whole)
