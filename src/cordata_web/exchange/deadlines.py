"""Until when an answer is awaited, and when somebody is reminded of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

MARKS = (2, 7)
"""Days before the last day at which people are reminded, the nearest first."""


def answer_by(today: date) -> date:
    return today + timedelta(days=settings.CORDATA_ANSWER_DAYS)


def mark_due(respond_by: date, reminded: date | None, today: date) -> int | None:
    """The mark that has been reached since the last reminder; none where nothing is to be said today.

    >>> mark_due(date(2026, 3, 15), None, date(2026, 3, 8))
    7
    >>> mark_due(date(2026, 3, 15), date(2026, 3, 8), date(2026, 3, 12)) is None
    True
    >>> mark_due(date(2026, 3, 15), date(2026, 3, 8), date(2026, 3, 14))
    2
    """
    if today > respond_by:
        return None
    for mark in MARKS:
        since = respond_by - timedelta(days=mark)
        if today >= since:
            return mark if reminded is None or reminded < since else None
    return None
