"""Letters are laid out in the reader's language and reach the outbox once, or not at all."""

from __future__ import annotations

import re

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from cordata_web.jobs.models import Job
from cordata_web.mail import Draft, absolute, post, reply_address
from cordata_web.mail.models import Letter, State
from cordata_web.mail.posting import StrangerError
from cordata_web.mail.preferences import switch
from cordata_web.mail.sites import NotAWebAddressError
from web.cast import person

pytestmark = pytest.mark.django_db


def hello() -> Draft:
    return Draft(subject="Hello", paragraphs=["How are you?"])


def test_a_letter_waits_in_the_outbox_and_one_job_does_for_all(settings) -> None:
    settings.CORDATA_INBOX = False
    first = post("greeting", to=person(), write=hello)
    second = post("greeting", to=person("ben@firm.example"), write=hello)
    assert {first.state, second.state} == {State.QUEUED}
    assert Job.objects.filter(kind="send_mail").count() == 1


def test_in_the_inbox_of_the_site_a_letter_arrives_at_once() -> None:
    letter = post("greeting", to=person(), write=hello)
    assert (letter.state, Job.objects.count()) == (State.SENT, 0)
    assert letter.sent is not None


def test_the_same_key_makes_one_letter() -> None:
    first = post("greeting", to=person(), write=hello, key="greeting:1")
    second = post("greeting", to=person(), write=hello, key="greeting:1")
    assert first == second
    assert Letter.objects.count() == 1


def test_a_letter_goes_with_the_transaction_that_is_rolled_back() -> None:
    with transaction.atomic():
        post("greeting", to=person(), write=hello)
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0


def test_the_reader_s_language_is_active_while_the_letter_is_written() -> None:
    from django.utils.translation import get_language

    spoken: list[str | None] = []

    def write() -> Draft:
        spoken.append(get_language())
        return hello()

    letter = post("greeting", to=person(language="sl"), write=write)
    assert spoken == ["sl"]
    assert letter.language == "sl"
    assert 'lang="sl"' in letter.html


def test_a_stopped_topic_is_not_written_about_and_nothing_is_composed() -> None:
    ada = person()
    switch(user=ada, topic="news", stopped=True)
    assert post("news", to=ada, topic="news", write=lambda: pytest.fail("was written")) is None
    assert post("news", to=ada.email, topic="news", write=hello) is None
    assert post("account", to=ada, write=hello) is not None


def test_people_who_left_and_invented_people_get_no_letter(settings) -> None:
    settings.CORDATA_INBOX = False
    assert post("greeting", to=person("example@example.org", is_example=True), write=hello) is None
    assert post("news", to=person("closed@firm.example", is_active=False), topic="news", write=hello) is None


def test_a_stranger_gets_essential_letters_only() -> None:
    letter = post("invitation", to=" zoe@new.example ", write=hello, language="fr")
    assert (letter.to_user, letter.to_address, letter.language) == (None, "zoe@new.example", "fr")
    with pytest.raises(StrangerError):
        post("news", to="zoe@new.example", topic="news", write=hello)


@pytest.mark.parametrize("address", ["zoe@new.example\nBcc: all@firm.example", "nobody", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        post("invitation", to=address, write=hello)


def test_a_subject_keeps_to_its_line() -> None:
    letter = post("greeting", to=person(), write=lambda: Draft("Hi\r\nBcc: all@firm.example\u2028!", ["x"]))
    assert letter.subject == "Hi Bcc: all@firm.example !"


def test_text_is_escaped_in_the_layout_and_plain_in_the_text() -> None:
    draft = Draft("A & B", ["Rossi <script>alert(1)</script> & Söhne"], ("See", "/en/desk/"), closing="Bye & thanks")
    letter = post("greeting", to=person(), write=lambda: draft)
    assert "Rossi <script>alert(1)</script> & Söhne" in letter.text
    assert "<script>" not in letter.html
    assert "Rossi &lt;script&gt;" in letter.html
    assert "See:\nhttp://localhost:8000/en/desk/\n" in letter.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "desk/"])
def test_a_letter_links_to_web_pages_only(address: str) -> None:
    with pytest.raises(NotAWebAddressError):
        post("greeting", to=person(), write=lambda: Draft("Hi", ["x"], ("Go", address)))


def test_plain_text_has_short_lines_and_whole_addresses() -> None:
    long_address = "https://cordata.example/" + "x" * 90
    draft = Draft("Hi", ["word " * 60], items=[("Title " * 20, long_address, "text " * 30)])
    letter = post("digest", to=person(), topic="digest", write=lambda: draft)
    lines = letter.text.splitlines()
    assert f"  {long_address}" in lines
    assert all(len(line) <= 72 or "http" in line for line in lines)
    assert not re.search(r"\n\n\n", letter.text)


def test_a_letter_that_can_be_stopped_says_how() -> None:
    letter = post("news", to=person(), topic="news", write=hello)
    address = letter.headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("http://localhost:8000/mail/stop/")
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in letter.text
    assert address in letter.html
    assert "List-Unsubscribe" not in post("account", to=person(), write=hello).headers


def test_a_letter_that_can_be_answered_bears_the_line_to_write_above(settings) -> None:
    settings.CORDATA_MAIL_DOMAIN = "mail.cordata.example"
    letter = post("message", to=person(), topic="conversations", write=hello, reply_to=reply_address("abc"), thread="7")
    assert letter.headers["Reply-To"] == "reply+abc@mail.cordata.example"
    assert letter.headers["References"] == "<thread.7@mail.cordata.example>"
    assert letter.text.startswith("-=-=- Write your answer above this line. -=-=-\n")
    assert "-=-=- Write your answer above this line. -=-=-" in letter.html


def test_without_a_letter_box_there_is_no_address_for_answers(settings) -> None:
    settings.CORDATA_MAIL_DOMAIN = ""
    assert reply_address("abc") == ""
    assert absolute("/en/") == "http://localhost:8000/en/"


def test_a_stop_address_is_signed() -> None:
    letter = post("news", to=person(), topic="news", write=hello)
    token = letter.headers["List-Unsubscribe"].strip("<>").split("/")[-2]
    assert signing.Signer(salt="cordata.mail.stop").unsign(token) == f"{letter.to_user_id}.news"
