"""What a mail server's errors mean: only a clear no is one."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

PERMANENT = 500
HTTP_REFUSALS = frozenset(range(400, 500)) - {408}


class NoLetterTakenError(Exception):
    """The mail backend says that it has sent nothing."""


@dataclass(frozen=True)
class Refusal:
    """The server said no; ``final`` when asking again would be of no use."""

    final: bool


def refusal_in(error: Exception) -> Refusal | None:
    """The refusal that the error tells of, or none when the letter may have gone out.

    What is final concerns this reader or this letter; other refusals, of the sender say, may be put right meanwhile.
    Backends of providers tell the status of the HTTP answer in ``status_code`` (django-anymail does).
    """
    if isinstance(error, SMTPRecipientsRefused):
        return Refusal(final=all(code >= PERMANENT for code, _text in error.recipients.values()))
    if isinstance(error, SMTPDataError):
        return Refusal(final=error.smtp_code >= PERMANENT)
    if isinstance(error, (SMTPResponseException, SMTPNotSupportedError, NoLetterTakenError)):
        return Refusal(final=False)
    if getattr(error, "status_code", None) in HTTP_REFUSALS:
        return Refusal(final=False)
    return None
