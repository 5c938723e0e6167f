"""Writing letters: laid out in the reader's language and put into the outbox, in the caller's transaction."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, override

from cordata_web.mail.draft import Draft
from cordata_web.mail.topics import Topic

if TYPE_CHECKING:
    from cordata_web.mail.models import Letter
    from cordata_web.people.models import User

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
NOT_A_NAME = re.compile(r"[/:@<>]|www\.|\.\w", re.IGNORECASE)
"""Somebody who signs up with the address of a stranger must not have us send an advertisement as a name."""
LONGEST_SUBJECT, LONGEST_NAME = 200, 60


class StrangerError(ValueError):
    """Only people with an account get letters that can be stopped."""


def post(  # noqa: PLR0913 - each says something else about the letter
    kind: str,
    *,
    to: User | str,
    write: Callable[[], Draft],
    key: str | None = None,
    topic: str = Topic.ESSENTIAL,
    language: str | None = None,
    reply_to: str = "",
    thread: str = "",
) -> Letter | None:
    """Put a letter into the outbox; a transaction that is rolled back takes it along.

    ``write`` is called with the reader's language active. The same key gives the letter that was made first. None
    when the reader has stopped the topic, has left, or is invented and has no mailbox. Letters of one ``thread``
    stand together in the reader's mailbox.
    """
    from cordata_web.mail.models import Letter  # here, as apps import the package before models may be loaded

    user, address = _addressee(to)
    if user is None and topic != Topic.ESSENTIAL:
        raise StrangerError(f"{address} has no account and cannot be written to about {topic!r}.")
    if user is not None and not _may_be_written_to(user, topic):
        return None
    if key is not None and (known := Letter.objects.filter(key=key).first()):
        return known
    code = _language_for(user, language)
    letter = Letter(
        to_user=user,
        to_name=_name_of(user) if user else "",
        to_address=address,
        language=code,
        kind=kind,
        topic=Topic(topic),
        key=key,
        urgent=topic == Topic.ESSENTIAL,
    )
    with override(code):
        _lay_out(letter, write(), reply_to=_one_line(reply_to), thread=thread)
    return _put_into_outbox(letter)


def _addressee(to: User | str) -> tuple[User | None, str]:
    from cordata_web.people.models import User

    if isinstance(to, User):
        return to, to.email
    address = to.strip()
    validate_email(address)
    return User.objects.filter(email=address.lower()).first(), address


def _may_be_written_to(user: User, topic: str) -> bool:
    from cordata_web.mail.preferences import wants

    if user.erased or (user.is_example and not settings.CORDATA_INBOX):
        return False
    return topic == Topic.ESSENTIAL or (user.is_active and wants(user, topic))


def _language_for(user: User | None, language: str | None) -> str:
    """The reader's own; for strangers the one that is asked for, else that of the page at hand."""
    wanted = user.language if user else language or get_language() or settings.LANGUAGE_CODE
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _name_of(user: User) -> str:
    """The name for the greeting and the header; none where it looks like a link."""
    return "" if NOT_A_NAME.search(user.name) else _one_line(user.name)[:LONGEST_NAME]


def _one_line(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


def _lay_out(letter: Letter, draft: Draft, *, reply_to: str, thread: str) -> None:
    from cordata_web.mail.headers import headers_of
    from cordata_web.mail.layout import html_of, text_of

    letter.subject = _one_line(draft.subject)[:LONGEST_SUBJECT]
    letter.headers = headers_of(letter, reply_to=reply_to, thread=thread)
    letter.text = text_of(letter, draft)
    letter.html = html_of(letter, draft)


def _put_into_outbox(letter: Letter) -> Letter:
    from cordata_web.mail.models import Letter, State
    from cordata_web.mail.outbox import ask_for_delivery

    if settings.CORDATA_INBOX:
        letter.state, letter.sent = State.SENT, timezone.now()
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        if letter.key is None:
            raise
        return Letter.objects.get(key=letter.key)  # another process was quicker
    if not settings.CORDATA_INBOX:
        ask_for_delivery()
    return letter
