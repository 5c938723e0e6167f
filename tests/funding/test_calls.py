"""Deadlines in stages and time zones, and whether one can apply."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from cordata.funding import (
    Call,
    Deadline,
    action_of,
    closing,
    deadlines_of,
    entry_deadline,
    family_of,
    next_deadline,
    programme_of,
    status_at,
)

FIRST, SECOND = closing(date(2026, 4, 8)), closing(date(2026, 9, 23))
TWO_STAGE = Call("two", {"en": "Two"}, model="two_stage", deadlines=deadlines_of("two_stage", [SECOND, FIRST]))
CUT_OFFS = Call("cut", {"en": "Cut"}, model="multiple", deadlines=deadlines_of("multiple", [FIRST, SECOND]))
BETWEEN = datetime(2026, 6, 1, tzinfo=UTC)


def test_five_in_the_afternoon_of_brussels_is_three_of_universal_time_in_summer_and_four_in_winter() -> None:
    assert closing(date(2026, 7, 1)).astimezone(UTC).hour == 15
    assert closing(date(2026, 12, 1)).astimezone(UTC).hour == 16


def test_a_deadline_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Deadline(datetime(2026, 9, 23, 17), "single")


@pytest.mark.parametrize("ask", [next_deadline, entry_deadline, status_at])
def test_a_moment_without_a_zone_is_refused(ask) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        ask(TWO_STAGE, datetime(2026, 6, 1))


def test_stages_are_told_in_the_order_of_time() -> None:
    assert [(one.at, one.stage) for one in TWO_STAGE.deadlines] == [(FIRST, "first"), (SECOND, "second")]
    assert [(one.stage, one.number) for one in CUT_OFFS.deadlines] == [("cut_off", 1), ("cut_off", 2)]


def test_one_moment_told_twice_is_one_cut_off() -> None:
    assert len(deadlines_of("multiple", [FIRST, FIRST])) == 1


def test_two_deadlines_of_a_single_stage_are_cut_offs() -> None:
    assert [one.stage for one in deadlines_of("single", [FIRST, SECOND])] == ["cut_off", "cut_off"]


def test_between_two_stages_only_those_invited_have_a_deadline() -> None:
    following = next_deadline(TWO_STAGE, BETWEEN)
    assert following is not None
    assert following.stage == "second"
    assert entry_deadline(TWO_STAGE, BETWEEN) is None
    assert status_at(TWO_STAGE, BETWEEN) == "closed"


def test_between_two_cut_offs_everybody_can_still_apply() -> None:
    entry = entry_deadline(CUT_OFFS, BETWEEN)
    assert entry is not None
    assert (entry.at, entry.number) == (SECOND, 2)


def test_the_moment_of_the_deadline_is_in_time_and_the_second_after_it_is_not() -> None:
    assert next_deadline(TWO_STAGE, SECOND) is not None
    assert next_deadline(TWO_STAGE, SECOND + timedelta(seconds=1)) is None


def test_the_same_moment_told_in_another_zone_counts_alike() -> None:
    tokyo = SECOND.astimezone(ZoneInfo("Asia/Tokyo"))
    assert next_deadline(TWO_STAGE, tokyo) == TWO_STAGE.deadlines[1]


def test_the_opening_day_begins_at_midnight_of_the_calls_own_zone() -> None:
    call = Call("a", {"en": "A"}, deadlines=deadlines_of("single", [SECOND]), opening=date(2026, 5, 1))
    late_evening_in_london = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
    assert status_at(call, late_evening_in_london) == "open"
    assert status_at(call, late_evening_in_london - timedelta(hours=1)) == "forthcoming"


@pytest.mark.parametrize(
    ("said", "status"), [("open", "open"), ("forthcoming", "forthcoming"), ("closed", "closed"), ("", "unknown")]
)
def test_without_an_opening_day_the_source_is_believed(said, status) -> None:
    call = Call("a", {"en": "A"}, deadlines=deadlines_of("single", [SECOND]), said=said)
    assert status_at(call, BETWEEN) == status


def test_what_the_source_called_open_is_closed_once_its_deadline_has_passed() -> None:
    call = Call("a", {"en": "A"}, deadlines=deadlines_of("single", [FIRST]), said="open")
    assert status_at(call, BETWEEN) == "closed"


def test_a_call_without_deadlines_stays_open_from_its_opening_on() -> None:
    call = Call("a", {"en": "A"}, opening=date(2026, 5, 1))
    assert status_at(call, BETWEEN) == "open"
    assert next_deadline(call, BETWEEN) is None


def test_a_title_falls_back_to_english_then_to_any_language_then_to_the_topic() -> None:
    assert Call("a", {"en": "Laser", "sl": "Laser SI"}).title("sl") == "Laser SI"
    assert Call("a", {"en": "Laser"}).title("fr") == "Laser"
    assert Call("a", {}, topic="T-1").title() == "T-1"
    assert Call("a", {}).title() == "a"


@pytest.mark.parametrize(
    ("name", "action", "topic", "family"),
    [
        ("Horizon Europe", "HORIZON Innovation Actions", "HORIZON-CL4-2026-01", "horizon"),
        ("Horizon Europe", "HORIZON JU Innovation Actions", "HORIZON-JU-CBE-2026", "horizon-ju"),
        ("", "", "I3-2026-INV1", "i3"),
        ("CERV", "CERV Project Grants", "CERV-2026-X", ""),
    ],
)
def test_the_family_follows_from_name_and_action(name, action, topic, family) -> None:
    assert family_of(name, action=action, topic=topic) == family


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HORIZON  Research and Innovation Actions", "ria"),
        ("HORIZON-JU-IA", "ia"),
        ("HORIZON Coordination and Support Actions", "csa"),
        ("HORIZON Pre-commercial Procurement", "pcp"),
        ("HORIZON TMA MSCA Cofund Doctoral programme", "msca"),
        ("HORIZON-IPr", "prize"),
        ("DIGITAL Simple Grants", "simple_grant"),
        ("LIFE Project Grants", "grant"),
        ("something else", ""),
    ],
)
def test_types_of_action_are_known_by_their_names(name, code) -> None:
    assert action_of(name) == code


@pytest.mark.parametrize(
    ("family", "action", "topic", "programme"),
    [
        ("horizon", "ria", "HORIZON-CL5-2026-01-D2-01", "horizon-europe-ria"),
        ("horizon-ju", "ria", "HORIZON-JU-CBE-2026-R-01", ""),
        ("horizon", "eic", "HORIZON-EIC-2026-PATHFINDERCHALLENGES-01-03", "eic-pathfinder-challenges"),
        ("horizon", "eic", "HORIZON-EIC-2026-TRANSITIONOPEN", "eic-transition"),
        ("i3", "grant", "I3-2026-INV2a", "i3-strand-2a"),
        ("i3", "grant", "I3-2023-CAP2b", "i3-strand-2b"),
        ("i3", "grant", "I3-2026-CAP2B", "i3-strand-2b"),
        ("life", "grant", "LIFE-2026-SAP-ENV-GOV", "life-standard"),
        ("life", "grant", "LIFE-2026-CET-POLICY", ""),
        ("digital-europe", "simple_grant", "DIGITAL-2026-X", "digital-europe"),
        ("", "grant", "X", ""),
    ],
)
def test_a_call_falls_under_the_programme_whose_rules_hold_for_it(family, action, topic, programme) -> None:
    assert programme_of(family, action, topic, date(2026, 9, 1)) == programme


def test_a_programme_that_had_not_begun_on_the_day_holds_no_call() -> None:
    assert programme_of("horizon", "ria", "HORIZON-X", date(2020, 6, 1)) == ""
    assert programme_of("horizon", "ria", "HORIZON-X", None) == "horizon-europe-ria"


def test_deadlines_may_stand_in_any_zone() -> None:
    there = timezone(timedelta(hours=-5))
    (deadline,) = deadlines_of("single", [datetime(2026, 9, 23, 12, tzinfo=there)])
    assert deadline.at.astimezone(UTC).hour == 17
