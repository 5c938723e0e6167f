"""The SME size test: micro, small, medium or large, and why.

After Commission Recommendation 2003/361/EC (OJ L 124, 20.5.2003, p. 36), Annex. It orients; the text of the
Recommendation and the authority that grants something decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Literal, get_args

from cordata.directory.ownership import PARTNER_FROM, Figures, Part, Relation, check_tree, parts_of, public_share
from cordata.kernel import Reason

Size = Literal["micro", "small", "medium", "large"]
SIZES: tuple[Size, ...] = get_args(Size)
Standing = Literal["autonomous", "partner", "linked"]

CEILINGS: dict[Size, Figures] = {
    "micro": Figures(10, 2_000_000, 2_000_000),
    "small": Figures(50, 10_000_000, 10_000_000),
    "medium": Figures(250, 50_000_000, 43_000_000),
}
"""Article 2: fewer heads than this, and turnover or balance sheet total not above this."""

SIZE_CODES: dict[str, tuple[str, ...]] = {
    "autonomous": (),
    "partner": ("id", "percent"),
    "linked": ("id",),
    "already_consolidated": ("id",),
    "exempt_holder": ("id", "kind", "percent"),
    "public_holder": ("id", "percent"),
    "person_holder": ("id", "percent"),
    "minor_holder": ("id", "percent"),
    "public_quarter": ("percent",),
    "too_many_heads": ("size", "headcount", "ceiling"),
    "too_much_money": ("size", "turnover", "turnover_ceiling", "balance_sheet", "balance_sheet_ceiling"),
    "within_ceilings": ("size", "headcount", "turnover", "balance_sheet"),
    "one_period_only": ("latest", "size"),
    "two_periods": ("before", "size"),
    "owner_changed": (),
    "estimated": (),
}
"""Every reason of an assessment, with the names of its facts."""


class NoPeriodError(ValueError):
    """There is no accounting period to judge by."""


class EstimateBesideAccountsError(ValueError):
    """An estimate is for new enterprises only, which have no approved accounts yet (Article 4(3))."""


@dataclass(frozen=True, slots=True)
class Period:
    """One accounting period of the enterprise in question.

    ``estimated``: no accounts are approved yet; figures are a bona fide estimate made in the course of the year.
    ``owner_changed``: the enterprise was taken over or merged in this period; what it was before counts no more.
    """

    figures: Figures
    relations: tuple[Relation, ...] = ()
    estimated: bool = False
    owner_changed: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """The size of an enterprise, what the latest period alone would say, and how it came about."""

    size: Size
    latest: Size
    standing: Standing
    totals: Figures
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_sme(self) -> bool:
        """Whether it is micro, small or medium."""
        return self.size != "large"


def size_of(figures: Figures) -> Size:
    """The size that figures of one period say (Article 2).

    >>> size_of(Figures(9, 3_000_000, 1_500_000)), size_of(Figures(10, 0, 0)), size_of(Figures(20, 11e6, 11e6))
    ('micro', 'small', 'medium')
    """
    return next((size for size in CEILINGS if _fits(figures, size)), "large")


def total_of(figures: Figures, relations: Sequence[Relation] = ()) -> Figures:
    """Figures of an enterprise with what its relations add (Article 6).

    Raises
    ------
    CountedTwiceError, ImpossibleFiguresError, MissingFiguresError

    >>> total_of(Figures(40, 4e6, 3e6), [Relation("mother", 30, figures=Figures(100, 20e6, 10e6))])
    Figures(headcount=70.0, turnover=10000000.0, balance_sheet=6000000.0)
    """
    check_tree(relations)
    return reduce(Figures.__add__, (part.figures for part, _ in parts_of(relations)), figures)


def assess_size(periods: Sequence[Period]) -> Assessment:
    """The size of an enterprise from its accounting periods, the oldest first.

    A ceiling that is crossed, up or down, tells only when it is crossed in two periods running (Article 4(2)); each
    ceiling by itself. Give three periods, or all since the foundation: the first is taken for what the enterprise was.
    A change of owner and a public body's quarter tell at once (User guide to the SME definition, 2020).

    Raises
    ------
    NoPeriodError, EstimateBesideAccountsError, CountedTwiceError, ImpossibleFiguresError, MissingFiguresError

    >>> small = Period(Figures(45, 8e6, 6e6))
    >>> assess_size([small, Period(Figures(60, 8e6, 6e6))]).size
    'small'
    """
    if not periods:
        raise NoPeriodError
    if any(period.estimated for period in periods) and len(periods) > 1:
        raise EstimateBesideAccountsError
    last = periods[-1]
    totals = [total_of(period.figures, period.relations) for period in periods]
    found = tuple(parts_of(last.relations))
    parts = tuple(part for part, _ in found)
    public = public_share(last.relations)
    latest: Size = "large" if public >= PARTNER_FROM else size_of(totals[-1])
    size = latest if public >= PARTNER_FROM else _lasting(periods, totals)
    standing = _standing(parts)
    reasons = [Reason("autonomous")] if standing == "autonomous" else []
    reasons += [reason for _, reason in found]
    if public >= PARTNER_FROM:
        reasons.append(Reason("public_quarter", {"percent": public}))
    else:
        reasons += _against_ceilings(totals[-1])
        reasons += _over_time(periods, size_of(totals[0]), latest, size)
    return Assessment(size, latest, standing, totals[-1], parts, tuple(reasons))


def _fits(figures: Figures, size: Size) -> bool:
    return not _too_many_heads(figures, size) and not _too_much_money(figures, size)


def _too_many_heads(figures: Figures, size: Size) -> bool:
    return round(figures.headcount, 6) >= CEILINGS[size].headcount


def _too_much_money(figures: Figures, size: Size) -> bool:
    above_turnover = round(figures.turnover, 2) > CEILINGS[size].turnover
    return above_turnover and round(figures.balance_sheet, 2) > CEILINGS[size].balance_sheet


def _lasting(periods: Sequence[Period], totals: Sequence[Figures]) -> Size:
    """The smallest size whose ceilings hold, when each gives way only to two periods running on its other side."""
    start = max((at for at, period in enumerate(periods) if period.owner_changed), default=0)
    return next((size for size in CEILINGS if _holds(totals[start:], size)), "large")


def _holds(totals: Sequence[Figures], size: Size) -> bool:
    state = _fits(totals[0], size)
    for before, now in pairwise(totals):
        if _fits(before, size) == _fits(now, size):
            state = _fits(now, size)
    return state


def _standing(parts: Sequence[Part]) -> Standing:
    ties = {part.tie for part in parts}
    return "linked" if "linked" in ties else "partner" if "partner" in ties else "autonomous"


def _against_ceilings(totals: Figures) -> Iterator[Reason]:
    """Why not smaller, and why so small."""
    for size, ceiling in CEILINGS.items():
        if _fits(totals, size):
            facts = {"headcount": totals.headcount, "turnover": totals.turnover, "balance_sheet": totals.balance_sheet}
            yield Reason("within_ceilings", {"size": size, **facts})
            return
        if _too_many_heads(totals, size):
            yield Reason("too_many_heads", {"size": size, "headcount": totals.headcount, "ceiling": ceiling.headcount})
        if _too_much_money(totals, size):
            yield Reason("too_much_money", {
                "size": size, "turnover": totals.turnover, "turnover_ceiling": ceiling.turnover,
                "balance_sheet": totals.balance_sheet, "balance_sheet_ceiling": ceiling.balance_sheet,
            })  # fmt: skip


def _over_time(periods: Sequence[Period], before: Size, latest: Size, size: Size) -> Iterator[Reason]:
    changed = any(period.owner_changed for period in periods)
    if periods[-1].estimated:
        yield Reason("estimated")
    if changed:
        yield Reason("owner_changed")
    if size != latest:
        yield Reason("one_period_only", {"latest": latest, "size": size})
    elif before != size and not changed:
        yield Reason("two_periods", {"before": before, "size": size})
