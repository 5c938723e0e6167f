"""Handing letters over to a mail server: claimed first, written down after, never twice."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from cordata_web.mail.headers import message_id
from cordata_web.mail.models import Letter, State
from cordata_web.mail.refusals import NoLetterTakenError, refusal_in
from cordata_web.people.ids import new_id

log = logging.getLogger(__name__)
MINUTES_BEFORE_NEXT_ATTEMPT = (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)
"""After as many refusals and one more, about two days, a letter has failed."""
LONGEST_ERROR = 1000


def deliver_due(*, before_each: Callable[[], None] = lambda: None) -> Counter[str]:
    """Send what is due, what somebody waits for first; how many letters came to which state.

    Only one process may do so at a time: what it finds claimed when it begins was claimed by one that is no more.
    """
    counts = Counter({State.UNSURE.value: _give_up_claims()})
    if settings.CORDATA_INBOX:
        counts[State.SENT] = Letter.objects.filter(state=State.QUEUED).update(state=State.SENT, sent=timezone.now())
        return counts
    connection = get_connection()
    try:
        while letter := _next_due():
            before_each()
            if not _reached(connection):
                break
            state = _deliver(letter, connection)
            counts[state] += 1
            if state == State.UNSURE:  # a server that hangs up would do so for the next one as well
                break
    finally:
        _close(connection)
    return counts


def message_of(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The letter as it goes out; the names in its addresses are encoded, never trusted."""
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [_reader_of(letter)],
        connection=connection,
        headers={**letter.headers, "Message-ID": message_id(letter)},
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _reader_of(letter: Letter) -> str:
    """Name and address; Django's mail encodes what is not ASCII in either."""
    return f'"{quote(letter.to_name)}" <{letter.to_address}>' if letter.to_name else letter.to_address


def _give_up_claims() -> int:
    note = "The process that handed the letter over ended before it could note the outcome."
    return Letter.objects.filter(state=State.SENDING).update(state=State.UNSURE, error=note)


def _next_due() -> Letter | None:
    due = Letter.objects.filter(state=State.QUEUED, next_attempt__lte=timezone.now())
    return due.order_by("-urgent", "next_attempt", "created", "pk").first()


def _reached(connection: BaseEmailBackend) -> bool:
    """Whether the server is there. If not, letters wait: that is not their fault, and no attempt of theirs."""
    try:
        _drop_if_gone(connection)
        connection.open()
    except Exception as error:  # noqa: BLE001 - every backend has errors of its own; nothing was handed over yet
        log.warning("The mail server cannot be reached: %s", error)
        waiting = Letter.objects.filter(state=State.QUEUED, next_attempt__lte=timezone.now())
        waiting.update(error=_told(error))
        return False
    return True


def _drop_if_gone(connection: BaseEmailBackend) -> None:
    """Ask a kept connection to an SMTP server whether it still stands; if not, the next letter gets a new one."""
    smtp = getattr(connection, "connection", None)
    if hasattr(smtp, "noop"):
        try:
            stands = smtp.noop()[0] == 250
        except OSError:  # SMTP's own errors are among them
            stands = False
        if not stands:
            _close(connection)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except Exception as error:  # noqa: BLE001 - a connection that fails while closing is closed all the same
        log.warning("The mail server hung up: %s", error)


def _deliver(letter: Letter, connection: BaseEmailBackend) -> State:
    message = message_of(letter, connection)
    try:
        message.message().as_bytes()
    except ValueError as error:  # bad headers and addresses that cannot be written
        return _finish(letter, "", State.FAILED, error=_told(error))
    claim = new_id()
    if not _claimed(letter, claim):
        return State(Letter.objects.values_list("state", flat=True).get(pk=letter.pk))
    try:
        if not connection.send_messages([message]):
            raise NoLetterTakenError("The mail backend took no letter and gave no reason.")
    except Exception as error:  # noqa: BLE001 - whatever the backend raises decides what becomes of the letter
        _close(connection)
        return _note_trouble(letter, claim, error)
    return _finish(letter, claim, State.SENT, sent=timezone.now(), error="")


def _claimed(letter: Letter, claim: str) -> bool:
    """Take the letter, committed before it goes out, so that nobody else ever sends it by itself."""
    free = Letter.objects.filter(pk=letter.pk, state=State.QUEUED)
    return bool(free.update(state=State.SENDING, claim=claim, attempts=F("attempts") + 1))


def _note_trouble(letter: Letter, claim: str, error: Exception) -> State:
    """A clear refusal is tried again later or has failed; of anything else nobody knows how it ended."""
    log.warning("%s was not sent: %s", letter, error)
    refusal = refusal_in(error)
    if refusal is None:
        return _finish(letter, claim, State.UNSURE, error=_told(error))
    if refusal.final or letter.attempts >= len(MINUTES_BEFORE_NEXT_ATTEMPT):
        return _finish(letter, claim, State.FAILED, error=_told(error))
    later = next_attempt(letter.attempts, now=timezone.now())
    return _finish(letter, claim, State.QUEUED, next_attempt=later, error=_told(error))


def next_attempt(refused_before: int, *, now: datetime) -> datetime:
    return now + timedelta(minutes=MINUTES_BEFORE_NEXT_ATTEMPT[refused_before])


def _finish(letter: Letter, claim: str, state: State, **changes: object) -> State:
    """Write the outcome down, unless somebody has put the letter back into the outbox meanwhile."""
    Letter.objects.filter(pk=letter.pk, claim=claim).update(state=state, claim="", **changes)
    return state


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
