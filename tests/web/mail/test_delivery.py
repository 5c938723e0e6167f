"""Letters go out by SMTP once; refusals are tried again, and what is unclear is left to people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.jobs.models import Job
from cordata_web.mail import Draft, post
from cordata_web.mail.actions import NotStuckError, note_arrival, send_again
from cordata_web.mail.delivery import MINUTES_BEFORE_NEXT_ATTEMPT, deliver_due
from cordata_web.mail.models import Letter, State
from cordata_web.people.models import AuditEntry
from web.cast import person
from web.mail.post_office import HANG_UP, OK, PostOffice

pytestmark = pytest.mark.django_db


def written(
    email: str = "ada@firm.example", *, topic: str = "essential", subject: str = "Hello", name: str = "Ada Rossi"
) -> Letter:
    reader = person(email)
    reader.name = name
    return post("greeting", to=reader, topic=topic, write=lambda: Draft(subject, ["Grüße aus Škofja Loka"]))


def refusing(verb: str, answer: str):
    return lambda asked, _line: answer if asked == verb else OK


def make_due(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_attempt=timezone.now())


def test_a_letter_goes_out_once(post_office: PostOffice) -> None:
    letter = written()
    deliver_due()
    deliver_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, len(post_office.letters)) == (State.SENT, 1, 1)


def test_a_letter_arrives_as_it_was_written(post_office: PostOffice, settings) -> None:
    settings.CORDATA_MAIL_DOMAIN = "mail.cordata.example"
    letter = written(name="Čedomir, „der Große“ \r\nBcc: x", topic="news", subject="Nouveautés à Škofja Loka " * 5)
    deliver_due()
    [mail] = post_office.letters
    assert mail["Subject"].strip() == ("Nouveautés à Škofja Loka " * 5).strip()
    assert mail["Message-ID"] == f"<{letter.pk}@mail.cordata.example>"
    assert [address.addr_spec for address in mail["To"].addresses] == ["ada@firm.example"]
    assert mail["Bcc"] is None
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Grüße aus Škofja Loka" in mail.get_body(("plain",)).get_content()
    assert "Grüße aus Škofja Loka" in mail.get_body(("html",)).get_content()


def test_a_name_with_letters_of_all_sorts_reaches_the_header(post_office: PostOffice) -> None:
    written(name='Škoda-Müller, "Žiga" d\'Été')
    deliver_due()
    [mail] = post_office.letters
    assert mail["To"].addresses[0].display_name == 'Škoda-Müller, "Žiga" d\'Été'


@pytest.mark.parametrize("name", ["Win at https://evil.example", "evil.example", "www.evil", "x <y@z.example>"])
def test_a_name_that_looks_like_a_link_is_not_sent(name: str) -> None:
    letter = written(name=name)
    assert letter.to_name == ""
    assert "evil" not in letter.text


def test_one_connection_does_for_many_letters_and_what_is_waited_for_goes_first(post_office: PostOffice) -> None:
    written("ben@firm.example", topic="news", subject="News")
    written("cleo@firm.example", topic="news", subject="News")
    written(subject="Your code")
    assert deliver_due()[State.SENT] == 3
    assert [mail["Subject"] for mail in post_office.letters] == ["Your code", "News", "News"]
    assert post_office.connections == 1


@pytest.mark.parametrize(
    ("verb", "answer"),
    [("RCPT", "450 greylisted"), ("LETTER", "451 later"), ("MAIL", "550 not you"), ("MAIL", "421 no")],
)
def test_a_refusal_for_now_is_tried_again_later(post_office: PostOffice, verb: str, answer: str) -> None:
    post_office.rule = refusing(verb, answer)
    letter = written()
    deliver_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 1)
    assert timedelta(seconds=50) < letter.next_attempt - timezone.now() <= timedelta(minutes=1)
    assert answer.split()[0] in letter.error
    post_office.rule = refusing("NEVER", "")
    make_due(letter)
    assert deliver_due()[State.SENT] == 1


def test_the_waits_grow_and_end_in_failure(post_office: PostOffice) -> None:
    post_office.rule = refusing("RCPT", "450 greylisted")
    letter = written()
    waits = []
    while letter.state == State.QUEUED:
        make_due(letter)
        deliver_due()
        letter.refresh_from_db()
        waits.append(letter.next_attempt - timezone.now())
    assert letter.state == State.FAILED
    assert letter.attempts == len(MINUTES_BEFORE_NEXT_ATTEMPT) + 1
    assert waits[:-1] == sorted(waits[:-1])


@pytest.mark.parametrize(("verb", "answer"), [("RCPT", "550 nobody here"), ("LETTER", "554 not wanted")])
def test_a_refusal_for_good_is_not_tried_again(post_office: PostOffice, verb: str, answer: str) -> None:
    post_office.rule = refusing(verb, answer)
    letter = written()
    assert deliver_due()[State.FAILED] == 1
    letter.refresh_from_db()
    assert (letter.attempts, letter.state) == (1, State.FAILED)
    assert answer.split(maxsplit=1)[1] in letter.error


def test_a_server_that_hangs_up_over_a_letter_leaves_it_unsure_and_is_left_in_peace(post_office: PostOffice) -> None:
    post_office.rule = refusing("LETTER", HANG_UP)
    first, second = written(), written("ben@firm.example")
    deliver_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.UNSURE, State.QUEUED)
    deliver_due()
    assert len(post_office.letters) == 2  # one of each


def test_a_connection_that_was_closed_between_letters_is_opened_anew(post_office: PostOffice) -> None:
    post_office.rule = refusing("NOOP", HANG_UP)
    written()
    written("ben@firm.example")
    assert deliver_due()[State.SENT] == 2
    assert post_office.connections == 2


def test_letters_wait_for_a_server_that_is_away(post_office: PostOffice, settings) -> None:
    letter, port = written(), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    assert not +deliver_due()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 0)
    assert "ConnectionRefusedError" in letter.error
    settings.EMAIL_PORT = port
    assert deliver_due()[State.SENT] == 1


def test_a_letter_found_claimed_is_never_sent_by_itself(post_office: PostOffice) -> None:
    letter = written()
    Letter.objects.update(state=State.SENDING, claim="gone")
    deliver_due()
    letter.refresh_from_db()
    assert letter.state == State.UNSURE
    deliver_due()
    assert post_office.letters == []


def test_the_secretariat_sends_a_stuck_letter_again(post_office: PostOffice) -> None:
    letter, ben = written(), person("ben@office.example", "secretariat")
    Letter.objects.update(state=State.UNSURE)
    Job.objects.all().delete()
    send_again(letter=letter, actor=ben)
    assert Job.objects.filter(kind="send_mail").exists()
    assert AuditEntry.objects.filter(action="send letter again", object_id=letter.pk, actor=ben).exists()
    assert deliver_due()[State.SENT] == 1
    with pytest.raises(NotStuckError):
        send_again(letter=letter, actor=ben)
    assert len(post_office.letters) == 1


def test_what_arrived_after_all_is_noted(post_office: PostOffice) -> None:
    letter, ben = written(), person("ben@office.example", "secretariat")
    Letter.objects.update(state=State.UNSURE)
    assert note_arrival(letter=letter, actor=ben).state == State.SENT
    with pytest.raises(NotStuckError):
        note_arrival(letter=letter, actor=ben)


def test_an_address_that_cannot_be_written_fails_at_once(post_office: PostOffice) -> None:
    written()
    Letter.objects.update(to_address="jürgen@firm.example", subject="two\nlines")
    assert deliver_due()[State.FAILED] == 1
    assert post_office.letters == []
