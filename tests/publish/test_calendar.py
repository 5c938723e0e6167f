"""The feed of deadlines, read back by an independent parser."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cordata.funding import Call, closing, deadlines_of
from cordata.publish.calendar import deadlines_as_calendar

NOW = datetime(2026, 8, 20, 8, tzinfo=UTC)
VIENNA = ZoneInfo("Europe/Vienna")
CALL = Call(
    "LIFE-1", {"en": "Water; and, wood\nfor all"}, topic="LIFE-1", url="https://life.example/1",
    deadlines=deadlines_of("two_stage", [closing(date(2026, 9, 3)), closing(date(2027, 3, 4))]),
)  # fmt: skip
OWN = Call("own", {"sl": "Žaga"}, deadlines=deadlines_of("single", [closing(date(2026, 12, 1), zone=VIENNA)]))


def feed(*calls, **more):
    def words(call, deadline):
        return call.title(), f"{deadline.stage} {call.url}"

    return deadlines_as_calendar(calls, words, name="Razpisi", now=NOW, **more)


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_deadline_is_an_event_at_its_moment_in_its_zone() -> None:
    found = events(feed(CALL, OWN))
    assert [event.decoded("dtstart").astimezone(UTC) for event in found] == [
        datetime(2026, 9, 3, 15, tzinfo=UTC),
        datetime(2027, 3, 4, 16, tzinfo=UTC),
        datetime(2026, 12, 1, 16, tzinfo=UTC),
    ]
    assert [event["dtstart"].params["TZID"] for event in found] == [
        "Europe/Brussels",
        "Europe/Brussels",
        "Europe/Vienna",
    ]


def test_the_feed_explains_its_zones() -> None:
    zones = {str(zone["tzid"]): zone.to_tz() for zone in Calendar.from_ical(feed(CALL, OWN)).walk("VTIMEZONE")}
    assert set(zones) == {"Europe/Brussels", "Europe/Vienna"}
    offsets = [datetime(2026, 9, 3, 17, tzinfo=zones["Europe/Brussels"]).utcoffset(),
               datetime(2027, 3, 4, 17, tzinfo=zones["Europe/Brussels"]).utcoffset()]  # fmt: skip
    assert offsets == [timedelta(hours=2), timedelta(hours=1)]


def test_words_survive_with_all_their_signs() -> None:
    first = events(feed(CALL))[0]
    assert str(first["summary"]) == "Water; and, wood\nfor all"
    assert str(events(feed(OWN))[0]["summary"]) == "Žaga"


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    content = feed(CALL, OWN)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_reminders_come_before_and_not_in_the_past() -> None:
    first, second = events(feed(CALL))
    assert [alarm.decoded("trigger") for alarm in first.walk("VALARM")] == [-timedelta(days=7), -timedelta(days=1)]
    assert len(second.walk("VALARM")) == 3


def test_an_event_keeps_its_identifier_when_its_deadline_moves() -> None:
    moved = Call("LIFE-1", {"en": "W"}, deadlines=deadlines_of("two_stage", [closing(date(2026, 9, 10))]))
    assert str(events(feed(CALL))[0]["uid"]) == str(events(feed(moved))[0]["uid"])
    assert len({str(event["uid"]) for event in events(feed(CALL, OWN))}) == 3


def test_what_has_passed_is_left_out_unless_asked_for() -> None:
    past = Call(
        "p", {"en": "P"}, deadlines=deadlines_of("multiple", [closing(date(2026, 1, 1)), closing(date(2027, 1, 1))])
    )
    assert [str(event["uid"]) for event in events(feed(past))] == ["p-cut_off-2@calls.cordata"]
    assert len(events(feed(past, future_only=False))) == 2


def test_a_feed_of_nothing_is_a_calendar() -> None:
    assert events(feed()) == []
    assert str(Calendar.from_ical(feed())["x-wr-calname"]) == "Razpisi"


def test_a_fixed_offset_is_told_too() -> None:
    there = timezone(timedelta(hours=-5))
    call = Call("o", {"en": "O"}, deadlines=deadlines_of("single", [datetime(2026, 12, 1, 12, tzinfo=there)]))
    assert events(feed(call))[0].decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadlines_as_calendar([CALL], lambda call, deadline: ("", ""), name="x", now=datetime(2026, 1, 1))
