"""Reading raw mails: who writes to which address what, and whether a person does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

from cordata_web.mail.html_text import text_of_html
from cordata_web.mail.quotes import own_words
from cordata_web.mail.receiving import File, Incoming

MEGABYTE = 1024 * 1024
LARGEST_MAIL = 25 * MEGABYTE
LARGEST_FILE = 10 * MEGABYTE
MOST_FILES = 10
LONGEST_TEXT = 10_000
LONGEST_ID = 250
READER_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
"""First those that the mail server adds: they name the one reader of this copy."""
NOT_BY_PEOPLE = frozenset({"bulk", "junk", "list", "auto_reply"})


class MailError(Exception):
    """The mail cannot be taken; the text says why, to the one who runs the site and to the sender's mailbox."""


class TooLargeError(MailError):
    """The mail, its text or a file is larger than what is taken."""


class NothingWrittenError(MailError):
    """The mail has neither words of its own nor files."""


@dataclass(frozen=True)
class Address:
    """``reply+abc@…``: who takes the mail in, and the token."""

    receiver: str
    token: str


def parsed(raw: bytes) -> EmailMessage:
    if len(raw) > LARGEST_MAIL:
        raise TooLargeError(f"The mail is larger than {LARGEST_MAIL // MEGABYTE} MB.")
    if not raw.strip():
        raise NothingWrittenError("There is no mail to read.")
    return message_from_bytes(raw, policy=policy.default)


def addresses_in(mail: EmailMessage, *, domain: str) -> list[Address]:
    """The addresses of this site that the mail is for, the most certain one first."""
    pattern = re.compile(rf"([a-z]+)\+([A-Za-z0-9_-]{{1,80}})@{re.escape(domain)}", re.IGNORECASE)
    found = []
    for name in READER_HEADERS:
        for _name, address in getaddresses(_values(mail, name)):
            if match := pattern.fullmatch(address.strip()):
                found.append(Address(match[1].lower(), match[2]))
    return list(dict.fromkeys(found))


def written_by_a_machine(mail: EmailMessage) -> bool:
    """Whether it is an automatic answer, a report of a mail server or a mass mailing (RFC 3834)."""
    automatic = _value(mail, "Auto-Submitted").split(";")[0].strip().lower()
    precedence = _value(mail, "Precedence").strip().lower()
    return (
        automatic not in ("", "no")
        or precedence in NOT_BY_PEOPLE
        or ("Return-Path" in mail and not parseaddr(_value(mail, "Return-Path"))[1])
        or mail.get_content_type() == "multipart/report"
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
    )


def incoming(mail: EmailMessage, raw: bytes) -> Incoming:
    name, sender = parseaddr(_value(mail, "From"))
    files = tuple(_files(mail))
    text = own_words(_body(mail))
    if len(text) > LONGEST_TEXT:
        raise TooLargeError(f"The text is longer than {LONGEST_TEXT} signs.")
    if not text and not files:
        raise NothingWrittenError("The mail says nothing above the letter that it answers.")
    return Incoming(
        message_id=message_id_of(mail, raw),
        sender=sender.strip().lower(),
        sender_name=name,
        subject=" ".join(_value(mail, "Subject").split()),
        text=text,
        files=files,
    )


def message_id_of(mail: EmailMessage, raw: bytes) -> str:
    """Its own identifier; a mail without one is known by its content."""
    own = "".join(_value(mail, "Message-ID").split())
    return own if 0 < len(own) <= LONGEST_ID else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _values(mail: EmailMessage, name: str) -> list[str]:
    try:
        values = [str(value) for value in mail.get_all(name, [])]
    except (HeaderParseError, ValueError, IndexError, AttributeError):  # what the parser makes of broken headers
        values = [str(value) for key, value in mail.raw_items() if key.lower() == name.lower()]
    return [value.replace("\x00", "") for value in values]


def _value(mail: EmailMessage, name: str) -> str:
    return next(iter(_values(mail, name)), "")


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)
    if part.get_content_type() == "text/html":
        return text_of_html(text)
    if part.get_param("format", "").lower() == "flowed":
        return _unfolded(text, glue=part.get_param("delsp", "").lower() == "yes")
    return text


def _decoded(part: EmailMessage) -> str:
    """The text in its own character set, or what can be read of it in any."""
    content = part.get_payload(decode=True) or b""
    try:
        text = content.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        text = content.decode("utf-8" if _is_utf8(content) else "cp1252", errors="replace")
    return text.replace("\x00", "")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unfolded(text: str, *, glue: bool) -> str:
    """Paragraphs of RFC 3676 on one line each."""
    lines: list[str] = []
    goes_on = False
    for raw_line in text.splitlines():
        line = raw_line[1:] if raw_line.startswith(" ") else raw_line
        if goes_on and not line.startswith(">") and line != "-- ":
            lines[-1] = (lines[-1][:-1] if glue else lines[-1]) + line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _files(mail: EmailMessage) -> Iterator[File]:
    """What was attached; pictures within the layout, as logos in signatures, are no files."""
    parts = [part for part in mail.walk() if not part.is_multipart() and part.get_content_disposition() == "attachment"]
    if len(parts) > MOST_FILES:
        raise TooLargeError(f"The mail has more than {MOST_FILES} files.")
    for number, part in enumerate(parts, start=1):
        content = part.get_payload(decode=True) or b""
        if len(content) > LARGEST_FILE:
            raise TooLargeError(f"A file is larger than {LARGEST_FILE // MEGABYTE} MB.")
        yield File(_file_name(part.get_filename() or "") or f"file-{number}", part.get_content_type(), content)


def _file_name(name: str) -> str:
    """The last part of what may be a path, in letters that can be shown."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ")[-120:]
