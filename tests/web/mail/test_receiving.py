"""Answers by e-mail reach their receiver once; machines, strangers and giants are turned away."""

from __future__ import annotations

import io
import mailbox
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cordata_web.mail import receives
from cordata_web.mail.models import Received
from cordata_web.mail.reading import LARGEST_MAIL, LONGEST_TEXT, TooLargeError
from cordata_web.mail.receiving import RECEIVERS, Incoming, ReceiverTakenError, WrongSenderError
from cordata_web.mail.taking_in import NobodyThereError, Outcome, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(settings) -> Iterator[list[Incoming]]:
    """What a receiver named "test" was given; it knows the token "abc", and only Ada may write."""
    settings.CORDATA_MAIL_DOMAIN = "mail.cordata.example"
    given: list[Incoming] = []

    @receives("test")
    def take(token: str, mail: Incoming) -> bool:
        if token != "abc":
            return False
        if mail.sender != "ada@firm.example":
            raise WrongSenderError(mail.sender)
        given.append(mail)
        return True

    yield given
    del RECEIVERS["test"]


def mail(text: str | None = "Yes, gladly.", **headers: str) -> EmailMessage:
    made = EmailMessage()
    usual = {"From": "Ada Rossi <Ada@Firm.example>", "To": "Cordata <test+abc@mail.cordata.example>"}
    for name, value in {**usual, "Subject": "Re: Hello", "Message_ID": "<1@firm.example>", **headers}.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    return made


def test_an_answer_reaches_its_receiver_once(taken: list[Incoming]) -> None:
    raw = mail("Yes, gladly.\n\nOn 3 Mar 2026, Cordata wrote:\n> Hello\n").as_bytes()
    assert [take_in(raw), take_in(raw)] == [Outcome.TAKEN, Outcome.KNOWN]
    assert taken == [Incoming("<1@firm.example>", "ada@firm.example", "Ada Rossi", "Re: Hello", "Yes, gladly.")]


@pytest.mark.parametrize("header", ["Cc", "Delivered_To", "X_Original_To"])
def test_the_address_is_found_wherever_mail_servers_put_it(taken: list[Incoming], header: str) -> None:
    raw = mail(To="office@firm.example", **{header: "TEST+abc@Mail.Cordata.example"}).as_bytes()
    assert take_in(raw) == Outcome.TAKEN


def test_the_address_of_this_copy_goes_before_others_in_the_mail(taken: list[Incoming]) -> None:
    raw = mail(To="test+other@mail.cordata.example", Delivered_To="test+abc@mail.cordata.example").as_bytes()
    assert take_in(raw) == Outcome.TAKEN


def test_files_come_along_and_logos_do_not(taken: list[Incoming]) -> None:
    made = mail()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../../Angebot Škofja.pdf")
    made.add_attachment(b"logo", maintype="image", subtype="png", disposition="inline", filename="logo.png")
    take_in(made.as_bytes())
    [file] = taken[0].files
    assert (file.name, file.media_type, file.content) == ("Angebot Škofja.pdf", "application/pdf", b"%PDF")


def test_a_mail_with_layout_only_is_read(taken: list[Incoming]) -> None:
    made = mail(None)
    made.set_content("<p>Sì, <b>volentieri</b>.</p>", subtype="html")
    take_in(made.as_bytes())
    assert taken[0].text == "Sì, volentieri."


def test_broken_lines_of_flowed_text_are_joined(taken: list[Incoming]) -> None:
    raw = mail(None).as_bytes().strip() + (
        b"\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nYes, \ngladly.\n\nOn Monday.\n"
    )
    take_in(raw)
    assert taken[0].text == "Yes, gladly.\n\nOn Monday."


@pytest.mark.parametrize("charset", ["klingon", "utf-8", "us-ascii"])
def test_letters_in_an_unknown_or_wrong_character_set_are_read(taken: list[Incoming], charset: str) -> None:
    head = mail(None).as_bytes().strip()
    take_in(head + f"\nContent-Type: text/plain; charset={charset}\n\n".encode() + "Grüße".encode("cp1252"))
    assert taken[0].text == "Grüße"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Precedence": "bulk"},
        {"Precedence": "Junk"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_machines_get_no_answer_and_no_word_in(taken: list[Incoming], headers: dict[str, str]) -> None:
    assert take_in(mail(**headers).as_bytes()) == Outcome.IGNORED
    assert taken == []


def test_a_mail_by_a_person_may_say_so(taken: list[Incoming]) -> None:
    assert take_in(mail(Auto_Submitted="no", Return_Path="<ada@firm.example>").as_bytes()) == Outcome.TAKEN


def test_a_mail_without_an_identifier_counts_once_too(taken: list[Incoming]) -> None:
    made = mail()
    del made["Message-ID"]
    assert [take_in(made.as_bytes()), take_in(made.as_bytes())] == [Outcome.TAKEN, Outcome.KNOWN]


def test_what_was_refused_can_come_again(taken: list[Incoming]) -> None:
    with pytest.raises(NobodyThereError):
        take_in(mail(To="test+unknown@mail.cordata.example").as_bytes())
    with pytest.raises(WrongSenderError):
        take_in(mail(From="eve@elsewhere.example").as_bytes())
    assert Received.objects.count() == 0


def test_giants_are_refused(taken: list[Incoming]) -> None:
    with pytest.raises(TooLargeError):
        take_in(b"x" * (LARGEST_MAIL + 1))
    with pytest.raises(TooLargeError):
        take_in(mail("word " * LONGEST_TEXT).as_bytes())


def test_two_receivers_do_not_share_an_address(taken: list[Incoming]) -> None:
    with pytest.raises(ReceiverTakenError):
        receives("test")(lambda _token, _mail: True)


def pipe(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("receive_mail", stdout=io.StringIO())


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (mail(To="test+unknown@mail.cordata.example"), 67),
        (mail(To="office@mail.cordata.example"), 67),
        (mail(To="nobody+abc@mail.cordata.example"), 67),
        (mail(From="eve@elsewhere.example"), 65),
        (mail("> only quoted"), 65),
    ],
)
def test_the_mail_server_is_told_why_not(
    taken: list[Incoming], monkeypatch: pytest.MonkeyPatch, made: EmailMessage, code: int
) -> None:
    with pytest.raises(CommandError) as refusal:
        pipe(made.as_bytes(), monkeypatch)
    assert refusal.value.returncode == code
    assert len(str(refusal.value).splitlines()) == 1


def test_a_mail_is_kept_by_the_server_while_we_are_in_trouble(
    taken: list[Incoming], monkeypatch: pytest.MonkeyPatch
) -> None:
    @receives("trouble")
    def fail(_token: str, _mail: Incoming) -> bool:
        raise OSError("disk full")

    with pytest.raises(CommandError) as refusal:
        pipe(mail(To="trouble+abc@mail.cordata.example").as_bytes(), monkeypatch)
    del RECEIVERS["trouble"]
    assert refusal.value.returncode == 75
    assert Received.objects.count() == 0


def test_a_piped_mail_is_taken_in(taken: list[Incoming], monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(mail().as_bytes(), monkeypatch)
    assert len(taken) == 1


def test_the_new_mails_of_a_maildir_are_taken_in_and_marked(taken: list[Incoming], tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(mail().as_bytes())
    box.add(mail(From="eve@elsewhere.example", Message_ID="<2@x>").as_bytes())
    errors = io.StringIO()
    for _time in range(2):
        call_command("receive_mail", maildir=tmp_path / "box", stdout=io.StringIO(), stderr=errors)
    assert len(taken) == 1
    assert sorted((message.get_subdir(), message.get_flags()) for message in box) == [("cur", "FS"), ("cur", "S")]
    assert errors.getvalue().count("own address") == 1


def test_a_folder_that_is_no_maildir_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no Maildir"):
        call_command("receive_mail", maildir=tmp_path)
