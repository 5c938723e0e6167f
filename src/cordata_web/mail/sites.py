"""Where the site and its letter-box are, seen from a mailbox."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

WEB = ("http://", "https://")


class NotAWebAddressError(ValueError):
    """A link in a letter has to lead to a web page."""


def absolute(path: str) -> str:
    """The whole address of a path of this site; whole web addresses stay as they are."""
    if path.lower().startswith(WEB):
        return path
    if not path.startswith("/") or path.startswith("//"):
        raise NotAWebAddressError(f"A letter cannot link to {path!r}.")
    return settings.CORDATA_SITE_URL.rstrip("/") + path


def mail_domain() -> str:
    """The domain in the identifiers of letters: that of the letter-box, else that of the site."""
    return settings.CORDATA_MAIL_DOMAIN or urlsplit(settings.CORDATA_SITE_URL).hostname or "localhost"


def reply_address(token: str, *, receiver: str = "reply") -> str:
    """The address for answers that reach the receiver with the token; empty where the site takes no mail in."""
    return f"{receiver}+{token}@{settings.CORDATA_MAIL_DOMAIN}" if settings.CORDATA_MAIL_DOMAIN else ""
