"""Which rate a programme pays to a partner for a cost category on a day."""

from __future__ import annotations

from datetime import date

from cordata.funding.consortia import Partner
from cordata.funding.programmes import Activity, Programme, Rate
from cordata.funding.rules.selecting import fits


def possible_rates(
    programme: Programme, partner: Partner, day: date, *, category: str = "", activity: Activity = ""
) -> tuple[Rate, ...]:
    """The rates that can apply: one where all is known, several where the answer hangs on what is not, none for none.

    The rates are tried in the order of the file. One for certain categories counts for these only; one for an activity
    counts where this is the activity, or where none is told.

    >>> from cordata.funding.programme_files import load_programmes
    >>> innovation = load_programmes()["horizon-europe-ia"]
    >>> [int(rate.percent) for rate in possible_rates(innovation, Partner("a", "A", "IT"), date(2024, 1, 1))]
    [100, 70]
    """
    found: list[Rate] = []
    for rate in programme.rates_on(day):
        if rate.categories and category not in rate.categories:
            continue
        if rate.activity and activity and rate.activity != activity:
            continue
        answer = fits(partner, rate.among, day)
        if answer is not False:
            found.append(rate)
        if answer is True and (not rate.activity or activity):
            break
    return tuple(found)
