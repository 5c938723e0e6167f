"""Deadlines of calls as an iCalendar feed (RFC 5545) with reminders, for calendars of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cordata.funding.calls import Call, Deadline

if TYPE_CHECKING:
    from icalendar import Alarm, Event

REMINDERS: Final = (timedelta(days=30), timedelta(days=7), timedelta(days=1))
PRODUCT: Final = "-//Cordata//Deadlines of calls//EN"
REFRESHED: Final = timedelta(hours=12)
AROUND: Final = timedelta(days=366)
"""The rules of summer time are told for so long before the first and after the last deadline."""

Words = Callable[[Call, Deadline], tuple[str, str]]
"""Gives the title and the text of a deadline, in the language of who reads the calendar."""


def deadlines_as_calendar(
    calls: Iterable[Call],
    words: Words,
    *,
    name: str,
    now: datetime,
    reminders: Sequence[timedelta] = REMINDERS,
    future_only: bool = True,
) -> bytes:
    """A calendar with one event for each deadline, at its moment in its own time zone.

    An event keeps its identifier from feed to feed, so that a calendar moves it where a deadline moves. Reminders come
    so long before the deadline; those whose moment has passed are left out.

    Parameters
    ----------
    words
        Title and text of each event.
    name
        Of the calendar, as programs show it.
    now
        The moment at which the feed is made, with a zone; in the feed as the stamp of each event.
    future_only
        Leave out deadlines that have passed.

    Raises
    ------
    ValueError
        When ``now`` has no time zone.
    """
    from icalendar import Calendar, Event  # a second to import, for what most runs never need

    if now.tzinfo is None:
        raise ValueError("a feed needs a moment with a time zone")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    told = [(call, one) for call in calls for one in call.deadlines if not future_only or one.at >= now]
    for call, deadline in told:
        event = Event()
        title, text = words(call, deadline)
        _describe(event, call, deadline, now)
        event.add("summary", title)
        event.add("description", text)
        for before in reminders:
            if deadline.at - before > now:
                event.add_component(_reminder(before, title))
        calendar.add_component(event)
    days = [deadline.at.date() for _call, deadline in told] or [now.date()]
    calendar.add_missing_timezones(min(days) - AROUND, max(days) + AROUND)
    return bytes(calendar.to_ical())


def _describe(event: Event, call: Call, deadline: Deadline, now: datetime) -> None:
    event.add("uid", identifier_of(call, deadline))
    event.add("dtstamp", now)
    is_named = isinstance(deadline.at.tzinfo, ZoneInfo)  # a zone without a name has no rules to tell
    event.add("dtstart", deadline.at if is_named else deadline.at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [call.topic or call.id])
    if call.url:
        event.add("url", call.url)


def _reminder(before: timedelta, title: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm


def identifier_of(call: Call, deadline: Deadline) -> str:
    """The identifier of a deadline's event: the same as long as it is the same stage or cut-off of the call.

    >>> from cordata.funding.calls import closing
    >>> from datetime import date
    >>> identifier_of(Call("LIFE-2026", {"en": "LIFE"}), Deadline(closing(date(2026, 9, 3)), "first"))
    'LIFE-2026-first@calls.cordata'
    """
    number = f"-{deadline.number}" if deadline.number else ""
    return f"{call.id}-{deadline.stage}{number}@calls.cordata"
