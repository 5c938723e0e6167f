"""Stopping from a letter, wishes about e-mail, the demo's inbox, the secretariat's look at the outbox."""

from __future__ import annotations

import pytest
from django.test import Client

from cordata_web.mail import Draft, post
from cordata_web.mail.models import Letter, Preference, State
from cordata_web.mail.preferences import digest_rhythm, stopped_topics, switch, wants
from cordata_web.mail.stopping import stop_address
from web.cast import person, signed_in

pytestmark = pytest.mark.django_db


def stop_path(user, topic: str = "news") -> str:
    return stop_address(user, topic).removeprefix("http://localhost:8000")


def letter_to(user, subject: str = "Hello", topic: str = "essential") -> Letter:
    return post("greeting", to=user, topic=topic, write=lambda: Draft(subject, ["How are you?"], ("Go", "/en/about/")))


def test_following_the_link_changes_nothing() -> None:
    ada = person()
    page = Client().get(stop_path(ada))
    assert page.status_code == 200
    assert wants(ada, "news")
    assert "Stop these e-mails" in page.content.decode()


def test_one_click_of_a_mailbox_stops_without_signing_in() -> None:
    ada = person()
    mailbox = Client(enforce_csrf_checks=True)
    answer = mailbox.post(stop_path(ada), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert stopped_topics(ada) == {"news"}
    assert wants(ada, "digest")


def test_the_button_stops_and_can_be_undone() -> None:
    ada = person()
    page = Client().post(stop_path(ada), {"do": "stop"}, follow=True).content.decode()
    assert "no more e-mails about “News of the network” go to ada@firm.example" in page
    assert not wants(ada, "news")
    Client().post(stop_path(ada), {"do": "resume"}, follow=True)
    assert wants(ada, "news")


def test_the_page_speaks_the_reader_s_language() -> None:
    page = Client().get(stop_path(person(language="sl"))).content.decode()
    assert '<html lang="sl"' in page


@pytest.mark.parametrize("change", [lambda path: path[:-4] + "abc/", lambda _path: "/mail/stop/1.news:guess/"])
def test_a_token_that_nobody_signed_stops_nothing(change) -> None:
    ada = person()
    for answer in (Client().get(change(stop_path(ada))), Client().post(change(stop_path(ada)))):
        assert answer.status_code == 404
        assert "This link is not complete" in answer.content.decode()
    assert stopped_topics(ada) == set()


def test_essential_letters_cannot_be_stopped_even_with_a_signature() -> None:
    ada = person()
    assert Client().post(stop_path(ada, "essential")).status_code == 404
    assert Preference.objects.count() == 0


def test_wishes_are_asked_for_after_signing_in() -> None:
    assert Client().get("/en/account/mail/").status_code == 302


def test_wishes_are_saved_and_shown_again() -> None:
    ada = person()
    client = signed_in(ada)
    assert client.get("/en/account/mail/").content.decode().count(" checked") == 4
    page = client.post(
        "/en/account/mail/", {"mail-matches": "on", "mail-rhythm": "monthly"}, follow=True
    ).content.decode()
    assert "Your choice is saved." in page
    assert stopped_topics(ada) == {"reminders", "conversations", "news"}
    assert digest_rhythm(ada) == "monthly"
    assert page.count(" checked") == 1


def test_a_digest_that_never_comes_is_a_stopped_one_and_keeps_its_rhythm() -> None:
    ada = person()
    assert digest_rhythm(ada) == "weekly"
    signed_in(ada).post("/en/account/mail/", {"mail-rhythm": "daily"})
    signed_in(ada).post("/en/account/mail/", {"mail-rhythm": "never"})
    assert (digest_rhythm(ada), wants(ada, "digest")) == ("never", False)
    switch(user=ada, topic="digest", stopped=False)
    assert digest_rhythm(ada) == "daily"


def test_a_rhythm_that_does_not_exist_is_refused() -> None:
    page = signed_in(person()).post("/en/account/mail/", {"mail-rhythm": "hourly"})
    assert page.status_code == 200
    assert Preference.objects.count() == 0


@pytest.mark.parametrize("tail", ["", "{id}/", "{id}/html/"])
def test_outside_a_demo_nobody_reads_the_inbox(settings, tail: str) -> None:
    settings.CORDATA_DEMO = False
    letter = letter_to(person())
    office = signed_in(person("office@net.example", "secretariat"))
    assert office.get("/en/mail/inbox/" + tail.format(id=letter.pk)).status_code == 404


def test_the_inbox_shows_the_newest_first_and_one_reader_s_on_request(settings) -> None:
    settings.CORDATA_DEMO = True
    letter_to(person(), "First")
    letter_to(person("ben@firm.example"), "Second")
    page = Client().get("/en/mail/inbox/").content.decode()
    assert page.index("Second") < page.index("First")
    page = Client().get("/en/mail/inbox/?to=ada@firm.example").content.decode()
    assert "First" in page
    assert "Second" not in page


def test_a_letter_of_the_inbox_shows_its_text_layout_and_links(settings) -> None:
    settings.CORDATA_DEMO = True
    letter = letter_to(person(), topic="news")
    page = Client().get(f"/en/mail/inbox/{letter.pk}/")
    assert 'href="http://localhost:8000/en/about/"' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    framed = Client().get(f"/en/mail/inbox/{letter.pk}/html/")
    assert '<base target="_top">' in framed.content.decode()
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert "sandbox allow-top-navigation-by-user-activation" in framed.headers["Content-Security-Policy"]
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_only_the_secretariat_sees_the_outbox() -> None:
    letter = letter_to(person())
    assert Client().get("/en/secretariat/mail/").status_code == 302
    assert signed_in(person()).get("/en/secretariat/mail/").status_code == 403
    assert signed_in(person()).post(f"/en/secretariat/mail/{letter.pk}/again/").status_code == 403


def test_the_secretariat_sees_stuck_letters_first_with_their_errors_but_not_their_words() -> None:
    letter_to(person(), "4711 is your code")
    Letter.objects.update(state=State.UNSURE, error="SMTPServerDisconnected")
    page = signed_in(person("office@net.example", "secretariat")).get("/en/secretariat/mail/").content.decode()
    assert "ada@firm.example" in page
    assert "SMTPServerDisconnected" in page
    assert "Send again" in page
    assert "4711" not in page


def test_send_again_is_one_click() -> None:
    letter = letter_to(person())
    Letter.objects.update(state=State.FAILED)
    office = signed_in(person("office@net.example", "secretariat"))
    page = office.post(f"/en/secretariat/mail/{letter.pk}/again/", follow=True).content.decode()
    letter.refresh_from_db()
    assert letter.state == State.QUEUED
    assert "The letter is being sent again." in page
    page = office.post(f"/en/secretariat/mail/{letter.pk}/again/", follow=True).content.decode()
    assert "This letter is on its way already." in page


def test_what_has_arrived_is_noted_with_one_click() -> None:
    letter = letter_to(person())
    Letter.objects.update(state=State.UNSURE)
    office = signed_in(person("office@net.example", "secretariat"))
    office.post(f"/en/secretariat/mail/{letter.pk}/again/", {"do": "arrived"})
    letter.refresh_from_db()
    assert letter.state == State.SENT


def test_an_empty_outbox_and_inbox_say_so(settings) -> None:
    settings.CORDATA_DEMO = True
    office = signed_in(person("office@net.example", "secretariat"))
    assert "No e-mail in this state" in office.get("/en/secretariat/mail/?state=failed").content.decode()
    assert "No e-mail yet" in Client().get("/en/mail/inbox/").content.decode()
