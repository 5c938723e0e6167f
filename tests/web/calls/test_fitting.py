"""Calls that fit, by the real engine: for an organisation, for a paragraph, on the desk and in the round-up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cordata_web.calls import feeds, fitting
from cordata_web.calls.examples import CALLS, write_examples
from cordata_web.calls.following import follow_call, unfollow_call
from cordata_web.calls.models import Call, FittingCall, FollowedCall
from cordata_web.directory.models import Profile
from cordata_web.exchange import matching
from cordata_web.exchange.digest import send_digests
from cordata_web.jobs import leases
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import load_handlers
from cordata_web.jobs.worker import execute
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, Role
from web import cast
from web.searching import ITALIAN

pytestmark = pytest.mark.django_db
FOUNDRY = "fonderia-valle-chiara"


@pytest.fixture
def foundry(own_folder) -> Profile:
    """A foundry with somebody who acts for it, and the examples."""
    profile = Profile.objects.get(pk=FOUNDRY)
    cast.person("ada@fonderia.example", Role.MEMBER, profile)
    write_examples(timezone.localdate())
    return profile


def ada():
    return cast.person("ada@fonderia.example")


def match() -> None:
    """What the worker does once a day."""
    load_handlers()
    Job.objects.create(kind="calls.match")
    job = leases.claim(now=timezone.now())
    execute(job)
    job.refresh_from_db()
    assert (job.state, job.result["organisations"]) == (State.DONE, 1), job.error


def test_examples_say_that_they_are_some_and_are_written_once(foundry, client):
    assert len(write_examples(timezone.localdate()).same) == len(CALLS) == Call.objects.filter(origin="example").count()
    assert "Nobody can apply for it." in client.get("/en/calls/example-light-casting/").content.decode()


def test_before_the_calls_are_read_the_page_asks_for_patience(foundry, client):
    answer = client.post("/en/calls/fitting/", {"text": ITALIAN})
    assert answer.status_code == 503
    assert "come back in a few minutes" in answer.content.decode()


def test_a_paragraph_in_italian_finds_the_call_for_casting_first(foundry, client):
    fitting.update_call_index()
    answer = client.post("/en/calls/fitting/", {"text": ITALIAN, "kind": "sme", "country": "CH", "trl": "5"})
    first = answer.context["rows"][0]
    assert first["topic"] == "EXAMPLE-LIGHT-CASTING"
    assert any("87.50" in reason for reason in first["reasons"])
    assert any("associated" in reason for reason in first["reasons"])
    assert any("You need partners." in reason for reason in first["reasons"])


@pytest.mark.parametrize("language", ["it", "de", "fr", "sl"])
def test_reasons_are_told_in_every_language(foundry, client, language):
    fitting.update_call_index()
    answer = client.post(f"/{language}/calls/fitting/", {"text": ITALIAN})
    assert answer.status_code == 200
    assert answer.context["rows"]


def test_an_organisation_sees_what_fits_it_and_its_calendar(foundry):
    fitting.update_call_index()
    answer = cast.signed_in(ada()).get("/en/calls/fitting/")
    assert answer.context["rows"][0]["topic"] == "EXAMPLE-LIGHT-CASTING"
    assert "/calls/calendar/fonderia-valle-chiara:" in answer.context["feed"]


def test_nobody_sees_the_calendar_of_an_organisation_that_is_not_theirs(foundry):
    fitting.update_call_index()
    stranger = cast.signed_in(cast.person("eve@elsewhere.example"))
    answer = stranger.get(f"/en/calls/fitting/?profile={FOUNDRY}")
    assert answer.context["profile"] is None
    assert answer.context["feed"] == ""


def test_a_withdrawn_call_is_not_found_any_more(foundry, client):
    fitting.update_call_index()
    Call.objects.filter(pk="example-light-casting").update(withdrawn=timezone.now(), changed=timezone.now())
    rows = client.post("/en/calls/fitting/", {"text": ITALIAN}).context["rows"]
    assert "EXAMPLE-LIGHT-CASTING" not in [row["topic"] for row in rows]


def test_the_nightly_work_keeps_what_fits_and_the_day_on_which_it_was_found(foundry):
    match()
    first = FittingCall.objects.get(profile=foundry, call="example-light-casting")
    match()
    again = FittingCall.objects.get(profile=foundry, call="example-light-casting")
    assert again.found == first.found
    desk = cast.signed_in(ada()).get("/en/desk/").content.decode()
    assert "Calls that may fit" in desk
    assert "Light metal casting with less energy" in desk


def test_new_fitting_calls_and_near_deadlines_come_with_the_round_up(foundry):
    match()
    user = ada()
    follow_call(user=user, call=Call.objects.get(pk="example-smart-maintenance"))
    monday = timezone.now() + timedelta(days=(7 - timezone.localdate().weekday()) % 7)
    assert send_digests(now=monday) == 1
    letter = Letter.objects.get(to_user=user, kind="digest")
    assert "Light metal casting with less energy" in letter.text
    assert "Predictive maintenance for small factories" in letter.text
    assert "The next deadline is on" in letter.text
    [followed] = FollowedCall.objects.filter(user=user)
    assert len(followed.reminded) == 1


def test_a_reminder_is_told_once_for_each_step(foundry):
    from cordata_web.calls.news import note_reminders, reminders

    user, now = ada(), timezone.now()
    follow_call(user=user, call=Call.objects.get(pk="example-smart-maintenance"))
    first = reminders(user, now)
    assert len(first) == 1
    note_reminders(first)
    assert reminders(user, now) == []
    assert len(reminders(user, now + timedelta(days=7))) == 1


def test_following_is_once_and_ends(foundry):
    user, call = ada(), Call.objects.get(pk="example-smart-maintenance")
    assert follow_call(user=user, call=call).pk == follow_call(user=user, call=call).pk
    client = cast.signed_in(user)
    assert client.get("/en/calls/example-smart-maintenance/").context["is_followed"]
    client.post("/en/calls/example-smart-maintenance/unfollow/")
    assert not FollowedCall.objects.exists()
    unfollow_call(user=user, call=call)
    client.post("/en/calls/example-smart-maintenance/follow/")
    assert FollowedCall.objects.get().call == call


def test_the_index_command_reads_calls_too(calls, own_folder, capsys):
    call_command("rebuild_index")
    call_command("rebuild_index", everything=True)
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("The search index of calls")]
    assert said == ["The search index of calls was built anew: 4 entries, 4 read, 0 removed."] * 2
    assert len(matching.matcher(fitting.CALLS).index) == 4


def test_a_new_address_of_the_calendar_makes_the_old_one_useless(foundry):
    browser = cast.signed_in(ada())
    page = browser.get(f"/en/calls/fitting/?profile={FOUNDRY}")
    old = page.context["feed"]
    assert browser.get(old).status_code == 200
    told = browser.post("/en/calls/calendar/renew/", {"profile": FOUNDRY}, follow=True)
    new = told.context["feed"]
    assert new != old
    assert (browser.get(old).status_code, browser.get(new).status_code) == (404, 200)
    browser.post("/en/calls/calendar/renew/", {"profile": FOUNDRY})
    assert browser.get(new).status_code == 404
    assert AuditEntry.objects.filter(action="renew calendar", object_id=FOUNDRY).count() == 2


def test_only_those_of_the_organisation_renew_its_address(foundry, client):
    stranger = cast.signed_in(cast.person("eve@else.example"))
    before = feeds.feed_address(foundry)
    assert stranger.post("/en/calls/calendar/renew/", {"profile": FOUNDRY}).status_code == 404
    assert client.post("/en/calls/calendar/renew/", {"profile": FOUNDRY}).status_code == 302
    assert feeds.feed_address(foundry) == before
