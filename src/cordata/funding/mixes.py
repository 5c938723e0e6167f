"""The financing of a plan or project put together from several sources, at the least cost to the partners.

A part is paid by sources that are meant for it (territory, beneficiary, purpose, day), each up to its rate of the
part's cost, its ceiling and its budget; the same cost is never paid twice, and the Union pays a part from one of its
instruments only. What nobody pays is borne by the partner. A loan has to be paid back: it does not lower what a partner
bears, it only spreads it, and is counted at its price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cordata.funding.instruments import Beneficiary, Instrument, Purpose
from cordata.funding.linear import ALWAYS, Rows, Solution, Sum
from cordata.funding.money import CENT, NOTHING, WHOLE, granted, total
from cordata.kernel import Reason

GIVEN = frozenset({"grant", "voucher", "tax_credit"})
"""Forms that lower what the partners bear."""
LENT = frozenset({"loan"})
"""Forms that spread it over time."""
UNION = "eu"
SHORT = 10.0
"""Times its amount, what it costs that something cannot be paid: more than any loan."""
HALF = 0.5
"""A source is asked above it: within the solver's tolerance one that is not would still pay a little."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan: what one partner spends for one purpose.

    Parameters
    ----------
    cost
        What is to be financed, in cents of ``currency``; what a programme pays already is not in it.
    territory
        NUTS code of the partner.
    purpose
        What it is for; None: whatever instruments are for.
    at_hand
        The most that the partner can pay itself meanwhile; None: all of it.
    """

    id: str
    cost: Decimal
    territory: str
    beneficiary: Beneficiary
    purpose: Purpose | None
    currency: str = "EUR"
    at_hand: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is assumed where instruments are silent.

    Parameters
    ----------
    loan_price
        Interest and fees of a loan over its whole time, in per cent of the amount.
    effort
        What applying to one instrument for one part costs the partners: an instrument is used only for more.
    loans
        Whether loans are wanted at all.
    highest_aid
        The most of a part's cost that all grants together may pay, in per cent.
    """

    loan_price: Decimal = Decimal(10)
    effort: Decimal = Decimal(0)
    loans: bool = False
    highest_aid: Decimal = WHOLE


@dataclass(frozen=True, slots=True)
class Payment:
    """What a source pays for a part."""

    source: str
    part: str
    amount: Decimal
    lent: bool


@dataclass(frozen=True, slots=True)
class Mix:
    """The payments, what each part's partner bears itself, and how good that is.

    ``borne`` is what grants do not pay, loans included; ``short`` what neither sources nor the partner can pay.
    ``proved``: no other mix costs the partners less; else ``gap`` tells by how much one could at most, as a share of
    what this one costs. ``unused`` tells of each source why it pays nothing to any part.
    """

    payments: tuple[Payment, ...]
    borne: Mapping[str, Decimal]
    short: Mapping[str, Decimal]
    unused: Mapping[str, Reason]
    proved: bool
    gap: float

    @property
    def given(self) -> Decimal:
        """All that need not be paid back."""
        return total(one.amount for one in self.payments if not one.lent)

    @property
    def lent(self) -> Decimal:
        """All that has to be paid back."""
        return total(one.amount for one in self.payments if one.lent)


UNUSED: dict[str, tuple[str, ...]] = {
    "not_money": ("form",),
    "not_valid": ("status",),
    "no_rate": (),
    "other_currency": ("currency",),
    "elsewhere": ("territories",),
    "for_others": ("beneficiaries",),
    "other_purpose": ("purpose",),
    "not_needed": (),
}
"""Why a source pays nothing, with the names of the facts."""


def why_not(source: Instrument, part: Part, day: date, terms: Terms) -> Reason | None:
    """Why a source cannot pay for a part; None where it can.

    The territory of the part has to lie in one of the source's. Where a source names no beneficiaries, any may be.
    A source without a known rate cannot be reckoned with; one that tells no amount has no currency either.
    """
    wanted = GIVEN | (LENT if terms.loans else frozenset())
    facts: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (source.form in wanted, "not_money", {"form": source.form}),
        (source.is_open(day), "not_valid", {"status": source.status}),
        (source.rate is not None, "no_rate", {}),
        (source.currency in ("", part.currency), "other_currency", {"currency": source.currency}),
        (source.serves(part.territory), "elsewhere", {"territories": list(source.territories)}),
        (
            not source.beneficiaries or part.beneficiary in source.beneficiaries,
            "for_others",
            {"beneficiaries": list(source.beneficiaries)},
        ),
        (part.purpose in (None, source.purpose), "other_purpose", {"purpose": source.purpose}),
    )
    return next((Reason(code, told) for holds, code, told in facts if not holds), None)


def finance(
    parts: Sequence[Part],
    sources: Sequence[Instrument],
    day: date,
    terms: Terms | None = None,
    *,
    seconds: float = 10.0,
) -> Mix:
    """The mix of sources that costs the partners least.

    Minimised is what they bear themselves, plus the price of loans, plus the effort of applying.

    Raises
    ------
    ValueError
        When two parts or two sources have the same id, or a part costs less than nothing.
    OutOfTimeError
        When the search ends without an answer.

    Notes
    -----
    A mixed integer linear programme: a_sp, the share of part p that source s pays, is at most its rate times u_sp (1
    when s is asked for p); the shares of a part add up to at most 1, those of the Union have at most one u; what a
    source pays to a part is at most its ceiling, to all parts at most its budget; what a partner has not at hand must
    be paid by somebody, as far as possible. Solved by HiGHS. Amounts are held below each exact limit afterwards, so no
    rate, ceiling or budget is ever passed by a cent.
    """
    terms = terms or Terms()
    _refuse(parts, sources)
    whys = {(source.id, part.id): why_not(source, part, day, terms) for source in sources for part in parts}
    search = _Search(parts, sources, terms, Rows(), {})
    for source in sources:
        search.write_source(source, [part for part in parts if whys[source.id, part.id] is None])
    for part in parts:
        search.write_part(part)
    solution = search.rows.solve(seconds=seconds) if search.shares else None
    payments = search.payments(solution)
    paying = {one.source for one in payments}
    unused = {source.id: _why_unused(source, parts, whys) for source in sources if source.id not in paying}
    given: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for one in payments:
        given[one.part] += NOTHING if one.lent else one.amount
    borne = {part.id: part.cost - given[part.id] for part in parts}
    short = {part.id: missing for part in parts if (missing := _missing(part, payments))}
    gap = (solution.bound - solution.value) / max(float(sum(borne.values())), 1.0) if solution is not None else 0.0
    return Mix(payments, borne, short, unused, solution is None or solution.proved, max(0.0, gap))


def _refuse(parts: Sequence[Part], sources: Sequence[Instrument]) -> None:
    for ids in ([part.id for part in parts], [source.id for source in sources]):
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"twice: {', '.join(twice)}")
    if below := [part.id for part in parts if part.cost < 0]:
        raise ValueError(f"costs less than nothing: {', '.join(below)}")


def _missing(part: Part, payments: Sequence[Payment]) -> Decimal:
    """What is left when all sources have paid and the partner what it has at hand."""
    if part.at_hand is None:
        return NOTHING
    paid = total(one.amount for one in payments if one.part == part.id)
    return max(NOTHING, part.cost - paid - part.at_hand)


def _why_unused(source: Instrument, parts: Sequence[Part], whys: Mapping[tuple[str, str], Reason | None]) -> Reason:
    """The reason that comes nearest to paying: the last of those that are looked at in turn."""
    found = [whys[source.id, part.id] for part in parts]
    order = list(UNUSED)
    reasons = [Reason("not_needed") if one is None else one for one in found]
    return max(reasons, key=lambda one: order.index(one.code), default=Reason("not_needed"))


@dataclass(frozen=True, slots=True)
class _Search:
    parts: Sequence[Part]
    sources: Sequence[Instrument]
    terms: Terms
    rows: Rows
    shares: dict[tuple[str, str], tuple[int, int]]
    """For a source and a part the variables of the share that it pays, and of its being asked."""

    def write_source(self, source: Instrument, parts: Sequence[Part]) -> None:
        """What a source pays: at most its rate, its ceiling for a part, and its budget for all."""
        paid: dict[int, float] = {}
        for part in parts:
            rate = float(source.rate or 0) / 100
            if not part.cost or not rate:
                continue
            cost = float(part.cost)
            highest = min(rate, float(source.ceiling) / cost if source.ceiling is not None else rate)
            worth = cost if source.form in GIVEN else -cost * float(self.terms.loan_price) / 100
            share = self.rows.variable(value=worth, upper=highest)
            asked = self.rows.variable(value=-float(self.terms.effort), whole=True)
            self.rows.at_least(Sum({asked: highest, share: -1.0}), 0.0, ALWAYS)
            self.shares[source.id, part.id] = (share, asked)
            paid[share] = cost
        if paid and source.budget is not None:
            self.rows.at_most(Sum(paid), float(source.budget), ALWAYS)

    def write_part(self, part: Part) -> None:
        """No cost is paid twice, grants stay below the highest aid, the Union pays from one instrument only."""
        of_part = {
            source.id: self.shares[source.id, part.id] for source in self.sources if (source.id, part.id) in self.shares
        }
        given, union = {}, {}
        for source in self.sources:
            if source.id not in of_part:
                continue
            share, asked = of_part[source.id]
            if source.form in GIVEN:
                given[share] = 1.0
            if source.level == UNION:
                union[asked] = 1.0
        paid = Sum({share: 1.0 for share, _asked in of_part.values()})
        self.rows.at_most(paid, 1.0, ALWAYS)
        if part.at_hand is not None and part.cost:
            short = self.rows.variable(value=-SHORT * float(part.cost))
            needed = 1.0 - float(part.at_hand) / float(part.cost)
            self.rows.at_least(paid.plus(Sum({short: 1.0})), needed, ALWAYS)
        self.rows.at_most(Sum(given), float(self.terms.highest_aid) / 100, ALWAYS)
        self.rows.at_most(Sum(union), 1.0, ALWAYS)

    def payments(self, solution: Solution | None) -> tuple[Payment, ...]:
        """In whole cents, held below each exact limit."""
        if solution is None:
            return ()
        found: list[Payment] = []
        left = {source.id: None if source.budget is None else Decimal(source.budget) for source in self.sources}
        for part in self.parts:
            open_cost, open_aid = part.cost, granted(part.cost, self.terms.highest_aid)
            for source in self.sources:
                pair = self.shares.get((source.id, part.id))
                if pair is None or solution.values[pair[1]] < HALF:
                    continue
                share = pair[0]
                lent = source.form in LENT
                limits = [granted(part.cost, Decimal(source.rate or 0)), open_cost, *([] if lent else [open_aid])]
                limits += [Decimal(one) for one in (source.ceiling, left[source.id]) if one is not None]
                wanted = part.cost * Decimal(repr(float(solution.values[share])))
                amount = min(wanted.quantize(CENT, ROUND_HALF_UP), *limits)
                if amount <= 0:
                    continue
                found.append(Payment(source.id, part.id, amount, lent))
                open_cost -= amount
                open_aid -= NOTHING if lent else amount
                known = left[source.id]
                left[source.id] = None if known is None else known - amount
        return tuple(found)
