"""When a partner or a project spends and when it is paid, year by year.

How programmes pay in advance and in between stands in each grant agreement, not in the programme: shares are asked for,
and without them everything is paid in the year after it was spent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cordata.funding.money import NOTHING, granted, spread

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year: what is spent, what is paid, and what has to be carried by its end."""

    year: int
    spent: Decimal
    paid: Decimal
    carried: Decimal
    """Spent less paid, since the beginning."""


def months_by_year(start: date, months: int) -> dict[int, int]:
    """How many months of a project fall into each calendar year; the month it starts in counts whole.

    >>> months_by_year(date(2026, 11, 1), 15)
    {2026: 2, 2027: 12, 2028: 1}
    """
    found: dict[int, int] = {}
    for month in range(months):
        year = start.year + (start.month - 1 + month) // MONTHS
        found[year] = found.get(year, 0) + 1
    return found


def cash_flow(
    cost: Decimal, grant: Decimal, start: date, months: int, *, advance: Decimal = NOTHING, retained: Decimal = NOTHING
) -> tuple[Year, ...]:
    """Spending spread evenly over the months, and payments: an advance at the start, the rest a year in arrears.

    Parameters
    ----------
    advance, retained
        In per cent of the grant: what is paid at the start, and what is paid only in the year after the end.

    Raises
    ------
    ValueError
        Without months, or when the two shares are more than the whole.

    Examples
    --------
    >>> for year in cash_flow(Decimal(100), Decimal(75), date(2026, 7, 1), 12, advance=Decimal(20)):
    ...     print(year.year, year.spent, year.paid, year.carried)
    2026 50.00 15.00 35.00
    2027 50.00 30.00 55.00
    2028 0.00 30.00 25.00
    """
    if months < 1 or advance < 0 or retained < 0 or advance + retained > 100:
        raise ValueError("at least one month, and no more than the whole grant in advance and retained")
    by_year = months_by_year(start, months)
    years = [*by_year, max(by_year) + 1]
    spent = dict(zip(by_year, spread(cost, list(by_year.values())), strict=True))
    paid = dict.fromkeys(years, NOTHING)
    first, last = granted(grant, advance), granted(grant, retained)
    paid[years[0]] += first
    paid[years[-1]] += last
    for year, amount in zip(by_year, spread(grant - first - last, list(by_year.values())), strict=True):
        paid[year + 1] += amount
    rows, carried = [], NOTHING
    for year in years:
        carried += spent.get(year, NOTHING) - paid[year]
        rows.append(Year(year, spent.get(year, NOTHING), paid[year], carried))
    return tuple(rows)
