"""Headers of letters beyond sender, reader and subject."""

from __future__ import annotations

import re

from cordata_web.mail.models import Letter
from cordata_web.mail.sites import mail_domain
from cordata_web.mail.stopping import stop_address
from cordata_web.mail.topics import Topic

NOT_IN_IDENTIFIERS = re.compile(r"[^A-Za-z0-9._-]+")


def message_id(letter: Letter) -> str:
    """Always the same for the same letter, so that a mailbox can tell a second copy."""
    return f"<{letter.pk}@{mail_domain()}>"


def headers_of(letter: Letter, *, reply_to: str, thread: str) -> dict[str, str]:
    """What mailboxes need to file the letter, to stop its topic with one click (RFC 8058), and not to answer it."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
    if reply_to:
        headers["Reply-To"] = reply_to
    if thread:
        name = NOT_IN_IDENTIFIERS.sub("-", thread)
        headers["References"] = headers["In-Reply-To"] = f"<thread.{name}@{mail_domain()}>"
    if letter.topic != Topic.ESSENTIAL and letter.to_user is not None:
        headers["List-Unsubscribe"] = f"<{stop_address(letter.to_user, letter.topic)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
