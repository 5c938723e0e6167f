"""The budget of a consortium as pages and files show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cordata.funding import CATEGORIES, Programme
from cordata.funding.budgets import INDIRECT, Budget, PartnerBudget, Plans, pays_of_each_100
from cordata.funding.cash_flow import Year, cash_flow
from cordata.funding.money import NOTHING
from cordata_web.consortia.facts import budget_of, consortium_facts, partner_facts, partners_of, programme_of
from cordata_web.consortia.messages import warning_sentence
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.funding.amounts import amount_told
from cordata_web.people import policy
from cordata_web.people.policy import Standing
from cordata_web.programmes.names import category_name


@dataclass(frozen=True, slots=True)
class Money:
    """The budget with what is to be known of it; no budget where the programme has no rules on the day."""

    programme: Programme | None
    budget: Budget | None
    rows: list[dict[str, Any]]
    totals: dict[str, str]
    by_category: list[tuple[str, str]]
    warnings: list[str]
    years: tuple[Year, ...]

    @property
    def currency(self) -> str:
        return self.programme.currency if self.programme else "EUR"


def money_of(row: Consortium, *, advance: Decimal = NOTHING, retained: Decimal = NOTHING) -> Money:
    """What everybody spends and gets."""
    programme = programme_of(row)
    partners = list(partners_of(row))
    facts = consortium_facts(row, partners)
    budget = budget_of(row, facts, programme) if programme else None
    if programme is None or budget is None:
        return Money(programme, None, [], {}, [], [], ())
    currency = programme.currency
    names = {one.id: one.name for one in facts.partners}
    told = [warning_sentence(one.code, one.facts, names, currency) for one in budget.warnings]
    return Money(
        programme,
        budget,
        [_row(row, partner, one, programme) for partner, one in zip(partners, budget.partners, strict=True)],
        {name: amount_told(getattr(budget, name)) for name in ("total", "grant", "own_share")},
        [(cost_name(one), amount_told(budget.of_category(one))) for one in budget.categories],
        told,
        years_of(row, budget, advance=advance, retained=retained),
    )


def years_of(row: Consortium, budget: Budget, *, advance: Decimal, retained: Decimal) -> tuple[Year, ...]:
    """Year by year, once the first day and the duration are known and something is spent."""
    if row.start is None or not row.duration_months or not budget.total:
        return ()
    return cash_flow(budget.total, budget.grant, row.start, row.duration_months, advance=advance, retained=retained)


def cost_name(category: str) -> str:
    return _("Indirect costs") if category == INDIRECT else category_name(category)


def told_categories(row: Consortium) -> list[str]:
    """Categories in which amounts are asked for: those that a flat rate in use fills are not."""
    programme = programme_of(row)
    if programme is None:
        return list(CATEGORIES)
    filled = {
        flat.category
        for flat in programme.flats
        if flat.valid.holds(row.day) and (not flat.optional or flat.category in row.flats)
    }
    return [one for one in programme.categories or CATEGORIES if one not in filled]


def optional_flats(row: Consortium) -> list[str]:
    programme = programme_of(row)
    flats = programme.flats if programme else ()
    return list(dict.fromkeys(flat.category for flat in flats if flat.optional and flat.valid.holds(row.day)))


def has_activities(row: Consortium) -> bool:
    """Whether the programme pays research and development at different rates."""
    programme = programme_of(row)
    return programme is not None and any(rate.activity for rate in programme.rates_on(row.day))


def editable_partners(row: Consortium, standing: Standing) -> QuerySet[ConsortiumPartner]:
    """Those whose budget somebody may write: all for the owner, their own for the others."""
    allowed = [one.pk for one in partners_of(row) if policy.can(standing, "edit_budget", one)]
    return partners_of(row).filter(pk__in=allowed)


def pays_sentence(row: Consortium, partner: ConsortiumPartner, programme: Programme) -> str:
    """What the programme pays of each 100 that the partner spends."""
    plans = Plans(row.activity, frozenset(row.flats))  # type: ignore[arg-type]
    paid = pays_of_each_100(partner_facts(partner, with_budget=False), programme, row.day, plans)
    if paid is None:
        return _("What the programme pays to this partner is not known.")
    facts = {"amount": amount_told(paid), "currency": programme.currency}
    return _("Of each 100 %(currency)s that it spends directly the programme pays %(amount)s.") % facts


def _row(row: Consortium, partner: ConsortiumPartner, one: PartnerBudget, programme: Programme) -> dict[str, Any]:
    return {
        "partner": partner,
        "name": one.partner.name,
        "country": one.partner.country,
        "pays": pays_sentence(row, partner, programme),
        "rate": None if one.rate is None else amount_told(one.rate),
        "direct": amount_told(one.direct),
        "indirect": amount_told(one.indirect),
        "total": amount_told(one.total),
        "grant": amount_told(one.grant),
        "own_share": amount_told(one.own_share),
        "costs": [(cost_name(category), amount_told(amount)) for category, amount in one.costs.items()],
        "known": bool(one.partner.budget),
    }


def bars_of(years: Sequence[Year]) -> list[dict[str, Any]]:
    """Each year as two bars in a drawing 100 wide, with the amounts in words."""
    largest = max((max(one.spent, one.paid) for one in years), default=NOTHING) or Decimal(1)
    return [
        {
            "year": one.year,
            "spent": amount_told(one.spent),
            "paid": amount_told(one.paid),
            "carried": amount_told(one.carried),
            "spent_width": f"{one.spent / largest * 100:.1f}",  # text: a decimal comma would break the drawing
            "paid_width": f"{one.paid / largest * 100:.1f}",
        }
        for one in years
    ]
