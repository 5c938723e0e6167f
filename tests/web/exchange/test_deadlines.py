"""Nobody waits in vain: reminders, the end of waiting, and a question after long silence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from cordata_web.exchange import desk_sections
from cordata_web.exchange.actions.deadlines import watch_deadlines
from cordata_web.exchange.deadlines import mark_due
from cordata_web.exchange.models import Collaboration, Message
from cordata_web.mail.models import Letter
from cordata_web.people import policy
from cordata_web.people.models import Role, RoleAssignment, User
from web import cast

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 15)


@pytest.fixture
def two() -> dict[str, Any]:
    rossi, livarna = cast.organisation("rossi"), cast.organisation("livarna", country="SI", nuts="SI04")
    first = cast.person("ottavia@rossi.example", Role.MEMBER, rossi, language="it")
    second = cast.person("lovro@livarna.example", Role.MEMBER, livarna, language="sl")
    RoleAssignment.objects.update(since=date(2026, 1, 1))
    return {"rossi": rossi, "livarna": livarna, "first": first, "second": second, "asked": cast.opportunity(rossi)}


def kinds_to(user: User) -> list[str]:
    return list(Letter.objects.filter(to_user=user).order_by("created", "pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("reminded", "today", "mark"),
    [
        (None, date(2026, 3, 7), None),
        (None, date(2026, 3, 8), 7),
        (date(2026, 3, 8), date(2026, 3, 9), None),
        (None, date(2026, 3, 10), 7),  # the job did not run for two days
        (date(2026, 3, 8), date(2026, 3, 13), 2),
        (date(2026, 3, 13), date(2026, 3, 14), None),
        (None, date(2026, 3, 14), 2),  # one reminder is enough
        (None, date(2026, 3, 16), None),
    ],
)
def test_people_are_reminded_seven_and_two_days_before_the_end(reminded, today, mark) -> None:
    assert mark_due(LAST, reminded, today) == mark


def test_the_receiver_is_reminded_twice_and_then_both_are_told_that_it_is_over(two) -> None:
    made = cast.interest(two["asked"], two["livarna"], respond_by=LAST)
    for day in range(1, 20):
        watch_deadlines(today=date(2026, 3, day))
        watch_deadlines(today=date(2026, 3, day))
    made.refresh_from_db()
    assert made.state == "lapsed"
    assert kinds_to(two["first"]) == ["interest_reminder", "interest_reminder", "interest_lapsed"]
    assert kinds_to(two["second"]) == ["interest_lapsed"]
    reminder = Letter.objects.filter(kind="interest_reminder").first()
    assert (reminder.topic, reminder.language) == ("reminders", "it")


def test_the_last_day_still_counts(two) -> None:
    made = cast.interest(two["asked"], two["livarna"], respond_by=LAST)
    assert watch_deadlines(today=LAST)["interests lapsed"] == 0
    assert watch_deadlines(today=LAST + timedelta(days=1))["interests lapsed"] == 1
    made.refresh_from_db()
    assert made.state == "lapsed"


def test_whoever_was_asked_is_the_one_reminded(two) -> None:
    cast.interest(two["asked"], two["livarna"], state="asked", respond_by=LAST)
    watch_deadlines(today=date(2026, 3, 14))
    assert kinds_to(two["second"]) == ["interest_reminder"]
    assert kinds_to(two["first"]) == []


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "lapsed"])
def test_what_is_answered_is_left_alone(two, state) -> None:
    cast.interest(two["asked"], two["livarna"], state=state, respond_by=LAST)
    assert set(watch_deadlines(today=date(2026, 4, 1)).values()) == {0}
    assert not Letter.objects.exists()


def test_of_a_proposed_introduction_only_those_are_reminded_who_have_not_answered(two) -> None:
    made = cast.introduction(
        two["rossi"], two["livarna"], state="half_agreed", opened=None, agreed_by_first=True, respond_by=LAST
    )
    watch_deadlines(today=date(2026, 3, 14))
    assert kinds_to(two["first"]) == []
    assert kinds_to(two["second"]) == ["introduction_reminder"]
    watch_deadlines(today=date(2026, 3, 16))
    made.refresh_from_db()
    assert made.state == "lapsed"
    assert kinds_to(two["first"]) == ["introduction_lapsed"]


def test_a_quiet_collaboration_is_asked_about_every_ninety_days(two) -> None:
    opened = cast.introduction(two["rossi"], two["livarna"], (two["first"], two["rossi"]))
    made = cast.collaboration(opened, state="running")
    today = timezone.localdate()
    assert watch_deadlines(today=today + timedelta(days=89))["collaborations asked"] == 0
    assert watch_deadlines(today=today + timedelta(days=90))["collaborations asked"] == 1
    assert watch_deadlines(today=today + timedelta(days=100))["collaborations asked"] == 0
    assert kinds_to(two["first"]) == kinds_to(two["second"]) == ["collaboration_question"]
    Collaboration.objects.filter(pk=made.pk).update(state="completed", outcome="supply")
    assert watch_deadlines(today=today + timedelta(days=400))["collaborations asked"] == 0


def test_the_desk_shows_what_waits_for_whom(two) -> None:
    request = RequestFactory().get("/")
    made = cast.interest(two["asked"], two["livarna"])
    first, second = policy.standing_of(two["first"]), policy.standing_of(two["second"])
    assert [row["url"] for row in desk_sections.waiting_for_answer(first, request)["rows"]] == [made.get_absolute_url()]
    assert desk_sections.waiting_for_answer(second, request)["rows"] == []
    opened = cast.introduction(
        two["rossi"], two["livarna"], (two["first"], two["rossi"]), (two["second"], two["livarna"])
    )
    Message.objects.create(introduction=opened, author=two["second"], text="Hello")
    assert desk_sections.your_introductions(first, request)["rows"][0]["new"] == 1
    assert desk_sections.your_introductions(second, request)["rows"][0]["new"] == 0
    cast.collaboration(opened)
    assert desk_sections.collaborations(first, request)["number"] == 1
