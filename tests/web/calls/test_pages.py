"""The pages of calls, as anybody reads them."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from cordata.funding import FIT_CODES, Maturity, closing, deadlines_of
from cordata.funding.call_programmes import ACTION_CODES, FAMILY_OF_NAME
from cordata.funding.past_projects import Level
from cordata_web.calls.loading import load
from cordata_web.calls.models import Call, FittingCall
from cordata_web.calls.wording import ACTIONS, FAMILIES, LEVELS, fit_sentence
from web import cast
from web.calls.conftest import a_call, in_days

pytestmark = pytest.mark.django_db
OPEN = "/en/calls/HORIZON-CL4-2026-01/"
FACTS = {
    "kind": "sme", "kinds": ("sme",), "action": "ia", "place": "IT", "countries": ("AT", "ITC1"), "country": "CH",
    "family": "horizon", "trl": 4, "lowest": "70", "highest": "70", "day": "2026-09-23T17:00+02:00", "days": 9,
    "stage": "single", "opening": "2026-05-01", "programme": "horizon-europe-ia", "lowest_of_direct": "87.50",
    "highest_of_direct": "87.50", "rules": ("countries",), "smallest": 1, "largest": 2, "currency": "EUR", "grants": 2,
}  # fmt: skip


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def titles(answer) -> list[str]:
    return [row["topic"] for row in answer.context["rows"]]


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
@pytest.mark.parametrize("path", ["", "?status=all&q=casting", "HORIZON-CL4-2026-01/", "fitting/"])
def test_every_page_answers_in_every_language(client, calls, language, path):
    assert f'<html lang="{language}"' in page(client, f"/{language}/calls/{path}")


@pytest.mark.parametrize("code", FIT_CODES)
def test_every_fit_has_a_sentence(code):
    told = fit_sentence(code, FACTS)
    assert told.endswith(".")
    assert "%(" not in told


def test_every_code_of_calls_is_known_in_words():
    assert set(ACTION_CODES) == set(ACTIONS)
    assert {*FAMILY_OF_NAME.values(), "horizon-ju", "digital-europe-ju"} <= set(FAMILIES)
    assert set(Level.__args__) - {""} == set(LEVELS)


def test_what_joining_would_mean_is_told_for_each_100_euros():
    assert fit_sentence("pays", FACTS) == (
        "Of each 100 euros that you spend the programme would pay 87.50, with indirect costs (rate: 70 %)."
    )


def test_the_list_shows_what_can_still_be_entered_and_what_closes_first_comes_first(client, calls):
    assert titles(client.get("/en/calls/")) == ["HORIZON-CL4-2026-01", "EuropeAid/186246/DD/ACT/NG"]
    assert len(titles(client.get("/en/calls/?status=all"))) == 4


def test_a_call_whose_first_stage_is_over_is_closed_for_newcomers(client, calls):
    assert set(titles(client.get("/en/calls/?status=closed"))) == {"LIFE-2026-SAP-ENV", "HORIZON-CL4-2025-01"}


def test_the_status_is_that_of_the_day_chosen(client, calls):
    assert "HORIZON-CL4-2025-01" in titles(client.get(f"/en/calls/?status=open&on={in_days(-100)}"))
    assert titles(client.get(f"/en/calls/?status=forthcoming&on={in_days(0)}")) == ["EuropeAid/186246/DD/ACT/NG"]


def test_filters_hold_all_together_and_words_are_looked_for_in_every_language(client, calls):
    assert titles(client.get("/en/calls/?family=horizon&action=ia&programme=horizon-europe-ia&q=Leichtmetall")) == [
        "HORIZON-CL4-2026-01"
    ]
    assert "No call fits this selection." in page(client, "/en/calls/?family=life&action=grant")
    assert "left out: gardens, 2026-13, soon" in page(client, "/en/calls/?family=gardens&month=2026-13&on=soon")


def test_the_timeline_counts_deadlines_by_month_and_leads_to_them(client, calls):
    months = client.get("/en/calls/").context["months"]
    assert sum(row["number"] for row in months) == 3
    for row in months:
        if row["number"]:
            assert client.get(f"/en/calls/?{row['query']}").context["number"] == row["number"]


def test_a_call_tells_deadlines_with_their_zone_and_the_rules_of_its_programme(client, calls):
    told = page(client, OPEN)
    assert "17:00" in told
    assert "Europe/Brussels" in told
    assert "Different countries: at least 3." in told
    assert "70 %" in told
    assert "Grants of 2,000,000 EUR to 4,000,000 EUR for each project." in told.replace("\xa0", ",")
    assert "SMEs are welcome" in told


def test_a_deadline_in_another_zone_is_told_in_that_of_the_site_too(client, db):
    from zoneinfo import ZoneInfo

    moment = closing(in_days(30), zone=ZoneInfo("America/New_York"))
    load([a_call("far-away", deadlines=deadlines_of("single", [moment]))])
    told = page(client, "/en/calls/far-away/")
    assert "America/New_York" in told
    assert "In the time zone of this site:" in told


def test_a_call_without_rules_says_so_honestly(client, calls):
    told = page(client, "/en/calls/EuropeAid-186246-DD-ACT-NG/")
    assert "The rules of this call's programme are not known here." in told.replace("&#x27;", "'")
    assert "No budget is told." in told
    assert client.get("/en/calls/nothing/").status_code == 404


def test_the_calendar_holds_the_coming_deadlines_of_the_selection(client, calls):
    answer = client.get("/en/calls/calendar.ics?family=horizon")
    assert answer["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == "Casting of light metals (Deadline)"
    assert event.decoded("DTSTART") == closing(in_days(40))
    assert len(event.walk("VALARM")) == 3
    german = client.get("/de/calls/calendar.ics?family=horizon")
    assert "Guss von Leichtmetall" in german.content.decode()


def test_the_feed_of_an_organisation_holds_what_fits_it_and_what_its_people_follow(client, calls):
    from cordata_web.calls.feeds import feed_address
    from cordata_web.calls.following import follow_call
    from cordata_web.people.models import Role

    rossi = cast.organisation("rossi")
    ada = cast.person("ada@rossi.example", Role.MEMBER, rossi)
    FittingCall.objects.create(profile=rossi, call_id="HORIZON-CL4-2026-01", score=0.5)
    follow_call(user=ada, call=Call.objects.get(pk="EuropeAid-186246-DD-ACT-NG"))
    address = feed_address(rossi)
    answer = client.get(address[address.index("/", 9) :])
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["CATEGORIES"].to_ical(), "utf-8") for event in events} == {
        "HORIZON-CL4-2026-01", "EuropeAid/186246/DD/ACT/NG",
    }  # fmt: skip
    assert client.get("/en/calls/calendar/rossi:false.ics").status_code == 404


def test_programs_read_the_same_calls(client, calls):
    answer = client.get("/api/v1/calls?family=horizon&status=all&per_page=1").json()
    assert (answer["total"], len(answer["calls"])) == (2, 1)
    one = client.get("/api/v1/calls/EuropeAid-186246-DD-ACT-NG").json()
    assert (one["status"], one["reference"]) == ("forthcoming", "EuropeAid/186246/DD/ACT/NG")
    assert [(at["stage"], at["number"], at["zone"]) for at in one["deadlines"]] == [
        ("cut_off", 1, "Europe/Brussels"), ("cut_off", 2, "Europe/Brussels"),
    ]  # fmt: skip
    assert client.get("/api/v1/calls?family=gardens").status_code == 422
    assert client.get("/api/v1/calls?month=2026-13").status_code == 422
    assert client.get("/api/v1/calls/nothing").status_code == 404


def test_levels_of_readiness_come_back_as_they_were(client, db):
    load([a_call("levels", maturity=Maturity(None, (6, 7)))])
    assert client.get("/api/v1/calls/levels").json()["trl_end"] == [6, 7]
