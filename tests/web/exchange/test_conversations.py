"""Conversations: who reads, who is told, files, answers by e-mail."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata_web.exchange.actions import conversations as actions
from cordata_web.exchange.actions.introductions import close_introduction, leave_introduction
from cordata_web.exchange.files import FileRefusedError, Sent, checked, media_type_of, tidy_name
from cordata_web.exchange.models import Attachment, Message
from cordata_web.exchange.receiving import take_in
from cordata_web.mail.models import Letter
from cordata_web.mail.receiving import File, Incoming, WrongSenderError
from cordata_web.people import policy
from cordata_web.people.models import Role
from web import cast

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a drawing"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.CORDATA_MAIL_DOMAIN = "alps.example"


@pytest.fixture
def talk() -> dict[str, Any]:
    rossi, livarna = cast.organisation("rossi"), cast.organisation("livarna", country="SI", nuts="SI04")
    first = cast.person("ottavia@rossi.example", Role.MEMBER, rossi, language="it")
    second = cast.person("lovro@livarna.example", Role.MEMBER, livarna, language="sl")
    opened = cast.introduction(rossi, livarna, (first, rossi), (second, livarna))
    return {"rossi": rossi, "livarna": livarna, "first": first, "second": second, "opened": opened}


def write(talk: dict[str, Any], who: str = "first", text: str = "Good morning.", **more: Any) -> Message:
    return actions.write_message(participant=talk["opened"].participants.get(user=talk[who]), text=text, **more)


def mail(talk: dict[str, Any], **more: Any) -> Incoming:
    facts = {
        "message_id": "<1@mail>", "sender": "Lovro@Livarna.example", "sender_name": "Lovro", "subject": "Re: Hello",
        "text": "Dober dan.",
    }  # fmt: skip
    return Incoming(**{**facts, **more})


def token(talk: dict[str, Any], who: str = "second") -> str:
    return talk["opened"].participants.get(user=talk[who]).reply_token


def test_a_message_is_mailed_to_the_others_in_their_language_with_an_address_for_answers(talk) -> None:
    write(talk)
    [letter] = Letter.objects.all()
    assert (letter.to_user, letter.language, letter.topic) == (talk["second"], "sl", "conversations")
    assert "Good morning." in letter.text
    assert letter.headers["Reply-To"] == f"reply+{token(talk)}@alps.example"
    assert "ottavia@rossi.example" not in letter.text + letter.html


def test_answers_to_answers_stand_one_level_deep(talk) -> None:
    top = write(talk)
    answer = write(talk, "second", "And to you.", parent=top)
    third = write(talk, "first", "Thank you.", parent=answer)
    assert answer.parent == third.parent == top


def test_a_message_of_another_conversation_is_not_answered_here(talk) -> None:
    other = cast.introduction(talk["rossi"], talk["livarna"])
    foreign = Message.objects.create(introduction=other, text="Elsewhere")
    with pytest.raises(actions.OtherConversationError):
        write(talk, parent=foreign)


def test_a_closed_conversation_takes_no_message(talk) -> None:
    close_introduction(introduction=talk["opened"], actor=talk["first"])
    with pytest.raises(actions.ConversationClosedError):
        write(talk)


def test_an_empty_message_is_refused(talk) -> None:
    with pytest.raises(actions.NothingWrittenError):
        write(talk, text="  \n")


def test_only_those_who_take_part_read_it(talk) -> None:
    write(talk, text="A secret of ours.")
    address = talk["opened"].get_absolute_url()
    assert "A secret of ours." in cast.signed_in(talk["second"]).get(address).content.decode()
    for role in (Role.SECRETARIAT, Role.AUDITOR):
        page = cast.signed_in(cast.person(f"{role}@net.example", role)).get(address)
        assert page.status_code == 200
        assert "A secret of ours." not in page.content.decode()
        assert "There is 1 message." in page.content.decode()
    colleague = cast.person("carla@rossi.example", Role.MEMBER, talk["rossi"])
    assert "A secret of ours." not in cast.signed_in(colleague).get(address).content.decode()


def test_the_secretariat_cannot_write_either(talk) -> None:
    secretariat = cast.signed_in(cast.person("sec@net.example", Role.SECRETARIAT))
    address = reverse("exchange:write_message", args=[talk["opened"].pk])
    assert secretariat.post(address, {"message-text": "Hello"}).status_code == 403


def test_the_page_sends_a_message_with_files_and_leads_to_it(talk) -> None:
    address = reverse("exchange:write_message", args=[talk["opened"].pk])
    sent = {"message-text": "Here it is.", "message-files": [SimpleUploadedFile("plan.pdf", PDF)]}
    answer = cast.signed_in(talk["first"]).post(address, sent)
    made = Message.objects.get()
    assert answer.url == f"{talk['opened'].get_absolute_url()}#message-{made.pk}"
    [file] = made.attachments.all()
    assert (file.name, file.size, file.media_type) == ("plan.pdf", len(PDF), "application/pdf")


def test_what_was_written_comes_back_when_a_file_is_refused(talk) -> None:
    address = reverse("exchange:write_message", args=[talk["opened"].pk])
    sent = {"message-text": "Words of an hour.", "message-files": [SimpleUploadedFile("a.exe", b"MZ\x00\x01")]}
    answer = cast.signed_in(talk["first"]).post(address, sent)
    assert answer.status_code == 422
    assert "Words of an hour." in answer.content.decode()
    assert not Message.objects.exists()


def test_words_for_a_conversation_that_was_closed_meanwhile_come_back(talk) -> None:
    close_introduction(introduction=talk["opened"], actor=talk["second"])
    address = reverse("exchange:write_message", args=[talk["opened"].pk])
    answer = cast.signed_in(talk["first"]).post(address, {"message-text": "Words of an hour."})
    assert answer.status_code == 422
    assert "Words of an hour." in answer.content.decode()


def test_a_file_is_only_ever_saved_and_only_by_those_who_take_part(talk) -> None:
    [file] = write(talk, files=[Sent("plän.pdf", PDF)]).attachments.all()
    address = reverse("exchange:attachment", args=[file.pk])
    answer = cast.signed_in(talk["second"]).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''pl%C3%A4n.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    for role in (Role.SECRETARIAT, Role.AUDITOR):
        assert cast.signed_in(cast.person(f"{role}@net.example", role)).get(address).status_code == 404
    leave_introduction(introduction=talk["opened"], user=talk["second"])
    assert cast.signed_in(talk["second"]).get(address).status_code == 404


def test_files_of_a_message_that_fails_leave_nothing_behind(talk, tmp_path) -> None:
    close_introduction(introduction=talk["opened"], actor=talk["first"])
    with pytest.raises(actions.ConversationClosedError):
        write(talk, files=[Sent("plan.pdf", PDF)])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not Attachment.objects.exists()


def office(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("a.pdf", PDF, True),
        ("a.png", b"\x89PNG\r\n\x1a\n..", True),
        ("a.csv", "Größe;Länge".encode(), True),
        ("a.csv", "Größe;Länge".encode("latin-1"), True),
        ("a.step", b"ISO-10303-21;", True),
        ("a.docx", office("word/document.xml"), True),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), False),
        ("a.zip", office("readme.txt"), False),
        ("a.pdf", b"<html><script>", False),
        ("a.txt", b"  <svg onload=alert(1)>", False),
        ("a.html", b"just words", False),
        ("a.png", PDF, False),
        ("a.exe", b"MZ\x90\x00", False),
        ("a.pdf", b"", False),
        ("a.pdf", PDF + bytes(10 * 1024 * 1024), False),
        ("a.docx", b"PK\x03\x04 damaged", False),
    ],
)
def test_files_are_known_by_what_is_in_them(name, content, taken) -> None:
    if taken:
        assert checked([Sent(name, content)])[0].media_type == media_type_of(content)
    else:
        with pytest.raises(FileRefusedError):
            checked([Sent(name, content)])


def test_no_more_of_a_packed_file_is_unpacked_than_its_kind_needs() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" + b" " * 200_000_000)
    tracemalloc.start()
    media_type_of(packed.getvalue())
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_a_packed_file_with_a_damaged_part_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.text" * 20)
    content = bytearray(packed.getvalue())
    begin = 30 + len("mimetype")
    content[begin : begin + 8] = b"\xff" * 8
    assert media_type_of(bytes(content)) == ""


def test_no_more_than_five_files_go_with_a_message() -> None:
    assert len(checked([Sent("a.pdf", PDF)] * 5)) == 5
    with pytest.raises(FileRefusedError):
        checked([Sent("a.pdf", PDF)] * 6)


@pytest.mark.parametrize(
    ("name", "tidy"),
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.pdf", "b.pdf"), ('a"\r\nb.pdf', "ab.pdf"), ("...", "file")],
)
def test_names_of_files_lose_what_does_not_belong_there(name, tidy) -> None:
    assert tidy_name(name) == tidy


def test_what_is_new_is_marked_until_it_was_seen(talk) -> None:
    write(talk)
    browser = cast.signed_in(talk["second"])
    address = talk["opened"].get_absolute_url()
    assert "message--new" in browser.get(address).content.decode()
    assert "message--new" not in browser.get(address).content.decode()


def test_an_answer_by_mail_becomes_a_message_once(talk) -> None:
    assert take_in(token(talk), mail(talk))
    assert take_in(token(talk), mail(talk))
    [made] = Message.objects.all()
    assert (made.author, made.text, made.by_mail, made.profile) == (
        talk["second"],
        "Dober dan.",
        True,
        talk["livarna"],
    )
    assert Letter.objects.filter(kind="message", to_user=talk["first"]).count() == 1


def test_a_mail_of_somebody_else_is_refused(talk) -> None:
    with pytest.raises(WrongSenderError):
        take_in(token(talk), mail(talk, sender="eve@elsewhere.example"))
    assert not Message.objects.exists()


def test_an_unknown_address_is_not_ours() -> None:
    assert not take_in("nobodyhere", Incoming("<1@m>", "a@b.example", "", "", "Hello"))


def test_files_come_by_mail_and_those_that_are_not_taken_are_named(talk) -> None:
    files = (File("plan.pdf", "application/pdf", PDF), File("virus.exe", "application/pdf", b"MZ\x00"))
    assert take_in(token(talk), mail(talk, files=files))
    [made] = Message.objects.all()
    assert [one.name for one in made.attachments.all()] == ["plan.pdf"]
    [note] = Letter.objects.filter(to_user=talk["second"])
    assert "virus.exe" in note.text


def test_a_mail_into_a_closed_conversation_is_answered(talk) -> None:
    close_introduction(introduction=talk["opened"], actor=talk["first"])
    assert take_in(token(talk), mail(talk))
    assert not Message.objects.exists()
    assert Letter.objects.get().kind == "reply_not_taken"


def test_whoever_no_longer_acts_there_neither_writes_nor_hears(talk) -> None:
    talk["second"].assignments.all().delete()
    write(talk)
    assert not Letter.objects.exists()
    assert take_in(token(talk), mail(talk))
    assert Message.objects.count() == 1
    assert not policy.can(talk["second"], "read", talk["opened"])
