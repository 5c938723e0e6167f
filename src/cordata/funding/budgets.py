"""Budgets: what each partner spends by category, what the programme pays of it, and what is left to the partner.

All amounts are exact decimals in the programme's currency. Flat rates and indirect cost are rounded to the nearest
cent, grants down to the cent, each for each partner; all totals are sums of what the partners have, so parts add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cordata.funding.budget_caps import capped
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.eligibility import NotValidError
from cordata.funding.money import NOTHING, WHOLE, granted, in_cents, share_of, total
from cordata.funding.programmes import Activity, Flat, Programme
from cordata.funding.rates import possible_rates
from cordata.kernel import Reason

INDIRECT = "indirect"
"""The category of indirect cost in what is reckoned; no partner tells it."""
CODES: dict[str, tuple[str, ...]] = {
    "budget_not_told": ("partner",),
    "category_not_paid": ("partner", "category", "amount"),
    "flat_instead": ("partner", "category", "told", "amount"),
    "rate_not_known": ("partner",),
    "rate_open": ("partner", "lowest", "highest"),
    "rate_unconfirmed": ("partner", "percent"),
    "cap_applied": ("per", "of", "amount", "asked"),
    "cap_passed": ("per", "of", "amount", "asked"),
    "no_duration": (),
}
"""Every code of a warning, with the names of its facts."""


@dataclass(frozen=True, slots=True)
class Plans:
    """What a budget leaves to choose: the kind of activity, and which optional flat rates are used."""

    activity: Activity = ""
    flats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PartnerBudget:
    """What one partner spends and gets.

    Parameters
    ----------
    costs
        By category, flat rates reckoned, and ``indirect``; only categories with an amount.
    paid
        The part of it for which the programme has a rate.
    rate
        In per cent of ``paid``; None where it differs by category or is not known.
    grant
        The lowest that the rates can come to, caps applied.
    """

    partner: Partner
    costs: Mapping[str, Decimal]
    paid: Decimal
    rate: Decimal | None
    grant: Decimal

    @property
    def direct(self) -> Decimal:
        """Cost but for indirect cost."""
        return total(amount for category, amount in self.costs.items() if category != INDIRECT)

    @property
    def indirect(self) -> Decimal:
        """Indirect cost by the flat rate."""
        return self.costs.get(INDIRECT, NOTHING)

    @property
    def total(self) -> Decimal:
        """All that it spends."""
        return total(self.costs.values())

    @property
    def own_share(self) -> Decimal:
        """What the programme does not pay."""
        return self.total - self.grant


@dataclass(frozen=True, slots=True)
class Budget:
    """The budgets of all partners, in their order, and what is to be known about them."""

    programme: Programme
    day: date
    partners: tuple[PartnerBudget, ...]
    warnings: tuple[Reason, ...]

    @property
    def total(self) -> Decimal:
        """All that the partners spend."""
        return total(one.total for one in self.partners)

    @property
    def grant(self) -> Decimal:
        """All that the programme pays."""
        return total(one.grant for one in self.partners)

    @property
    def own_share(self) -> Decimal:
        """All that it does not pay."""
        return total(one.own_share for one in self.partners)

    @property
    def categories(self) -> tuple[str, ...]:
        """Those in which somebody spends, in the order of the programme, others after them, ``indirect`` last."""
        used = {category for one in self.partners for category in one.costs}
        known = [category for category in self.programme.categories if category in used]
        others = sorted(used - set(known) - {INDIRECT})
        return (*known, *others, *([INDIRECT] if INDIRECT in used else []))

    def of_category(self, category: str) -> Decimal:
        """What all partners spend in a category."""
        return total(one.costs.get(category, NOTHING) for one in self.partners)


def reckon(consortium: Consortium, programme: Programme, day: date, plans: Plans | None = None) -> Budget:
    """The budget of a consortium by the rates, flat rates and caps of a programme on a day.

    Where a rate hangs on what is not known of a partner, the lowest counts and a warning tells the highest. Caps that
    are hard cut the grants they concern in proportion; others are only told.

    Raises
    ------
    NotValidError
        When the programme is not valid on the day.

    Examples
    --------
    >>> from cordata.funding.programme_files import load_programmes
    >>> firm = Partner("a", "A", "IT", "sme", nonprofit=False, budget={"staff": Decimal(100)})
    >>> budget = reckon(Consortium((firm,)), load_programmes()["horizon-europe-ia"], date(2025, 1, 1))
    >>> budget.total, budget.grant, budget.own_share
    (Decimal('125.00'), Decimal('87.50'), Decimal('37.50'))
    """
    if not programme.valid.holds(day):
        raise NotValidError(programme, day)
    warnings: list[Reason] = []
    plans = plans or Plans()
    partners = [_partner(one, programme, day, plans, warnings) for one in consortium.partners]
    told = replace(consortium, grant=total(one.grant for one in partners))
    grants = capped(told, [one.grant for one in partners], programme, day, warnings)
    final = tuple(replace(one, grant=grant) for one, grant in zip(partners, grants, strict=True))
    return Budget(programme, day, final, tuple(warnings))


def _partner(partner: Partner, programme: Programme, day: date, plans: Plans, warnings: list[Reason]) -> PartnerBudget:
    if not partner.budget:
        warnings.append(Reason("budget_not_told", {"partner": partner.id}))
    costs = _costs(partner, programme, day, plans, warnings)
    paid = {category: amount for category, amount in costs.items() if _is_paid(category, programme)}
    for category in costs.keys() - paid.keys():
        facts = {"partner": partner.id, "category": category, "amount": costs[category]}
        warnings.append(Reason("category_not_paid", facts))
    by_rate = _by_rate(partner, paid, programme, day, plans, warnings)
    grant = total(granted(amount, percent) for percent, amount in by_rate.items())
    rate = next(iter(by_rate)) if len(by_rate) == 1 else None
    return PartnerBudget(partner, costs, total(by_rate.values()), rate, grant)


def _is_paid(category: str, programme: Programme) -> bool:
    return category == INDIRECT or not programme.categories or category in programme.categories


def _costs(
    partner: Partner, programme: Programme, day: date, plans: Plans, warnings: list[Reason]
) -> dict[str, Decimal]:
    costs = {category: in_cents(amount) for category, amount in partner.budget.items() if amount}
    for flat in _flats(programme, day, plans):
        amount = share_of(total(costs.get(category, NOTHING) for category in flat.of), flat.percent)
        told = costs.pop(flat.category, NOTHING)
        if told and told != amount:
            facts = {"partner": partner.id, "category": flat.category, "told": told, "amount": amount}
            warnings.append(Reason("flat_instead", facts))
        if amount:
            costs[flat.category] = amount
    indirect = programme.indirect_on(day)
    if indirect is not None:
        base = total(
            amount
            for category, amount in costs.items()
            if category not in indirect.without and _is_paid(category, programme)
        )
        if amount := share_of(base, indirect.percent):
            costs[INDIRECT] = amount
    return costs


def _flats(programme: Programme, day: date, plans: Plans) -> Sequence[Flat]:
    """Flat rates that are used, those first on which others rest."""
    used = [
        flat
        for flat in programme.flats
        if flat.valid.holds(day) and (not flat.optional or flat.category in plans.flats)
    ]
    made = {flat.category for flat in used}
    return sorted(used, key=lambda flat: (len(made & flat.of), flat.category))


def _by_rate(
    partner: Partner, paid: Mapping[str, Decimal], programme: Programme, day: date, plans: Plans, warnings: list[Reason]
) -> dict[Decimal, Decimal]:
    """What of the cost is paid at which rate, the lowest that can apply; each warning once for a partner."""
    found: dict[Decimal, Decimal] = {}
    told: dict[str, Reason] = {}
    for category, amount in paid.items():
        known = "" if category == INDIRECT else category
        rates = possible_rates(programme, partner, day, category=known, activity=plans.activity)
        percents = {rate.percent for rate in rates}
        if not percents:
            told["none"] = Reason("rate_not_known", {"partner": partner.id})
            continue
        lowest, highest = min(percents), max(percents)
        if lowest != highest:
            told[f"open {highest}"] = Reason("rate_open", {"partner": partner.id, "lowest": lowest, "highest": highest})
        elif not all(rate.confirmed for rate in rates):
            told[f"unconfirmed {lowest}"] = Reason("rate_unconfirmed", {"partner": partner.id, "percent": lowest})
        found[lowest] = found.get(lowest, NOTHING) + amount
    warnings += told.values()
    return found


def pays_of_each_100(partner: Partner, programme: Programme, day: date, plans: Plans | None = None) -> Decimal | None:
    """What the programme pays of each 100 that a partner spends directly, by its lowest rate; None where not known.

    Indirect cost by a flat rate is in it, for the programme pays it on top; categories reckoned as a flat rate and caps
    are not.

    >>> from cordata.funding.programme_files import load_programmes
    >>> university = Partner("a", "A", "IT", "university", nonprofit=True)
    >>> pays_of_each_100(university, load_programmes()["horizon-europe-ria"], date(2025, 1, 1))
    Decimal('125.00')
    """
    category = programme.categories[0] if programme.categories else "staff"
    alone = replace(partner, budget={category: WHOLE})
    budget = reckon(Consortium((alone,)), replace(programme, caps=(), flats=()), day, plans)
    told = {reason.code for reason in budget.warnings}
    return None if "rate_not_known" in told else budget.grant
