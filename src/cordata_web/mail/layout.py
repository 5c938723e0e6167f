"""The one layout of all letters, as HTML and as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata_web.mail.draft import Draft
from cordata_web.mail.models import Letter
from cordata_web.mail.sites import absolute
from cordata_web.mail.topics import Topic

WIDTH = 72
BULLET, ITEM = "* ", "  "
MARK = "-=-=-"
"""Stands on both sides of the line under which an answer by e-mail is cut off, in every language."""


def html_of(letter: Letter, draft: Draft) -> str:
    """The letter for mailboxes that show layout, light or dark as the reader has it."""
    return render_to_string("mail/letter.html", _facts(letter, draft)).lstrip()


def text_of(letter: Letter, draft: Draft) -> str:
    """The letter for all others, in lines of at most 72 signs; addresses are never broken."""
    facts = _facts(letter, draft)
    for item in facts["items"]:
        item["text"] = textwrap.indent(item["text"], ITEM)
    rendered = render_to_string("mail/letter.txt", facts)
    return _without_gaps(short for line in rendered.splitlines() for short in _wrapped(line))


def _facts(letter: Letter, draft: Draft) -> dict[str, Any]:
    stops = letter.headers.get("List-Unsubscribe", "").strip("<>")
    return {
        "language": letter.language,
        "subject": letter.subject,
        "name": letter.to_name,
        "paragraphs": draft.paragraphs,
        "items": [
            {"title": title, "url": absolute(url) if url else "", "text": text} for title, url, text in draft.items
        ],
        "button": {"label": draft.button[0], "url": absolute(draft.button[1])} if draft.button else None,
        "closing": draft.closing,
        "mark": f"{MARK} {_('Write your answer above this line.')} {MARK}" if "Reply-To" in letter.headers else "",
        "topic": Topic(letter.topic).label,
        "stop": stops,
        "preferences": absolute(reverse("mail:preferences")) if stops else "",
        "site": absolute("/"),
    }


def _wrapped(line: str) -> list[str]:
    """The line as short ones; what follows the first of an item stands below its text."""
    begin = line[: len(ITEM)] if line.startswith((BULLET, ITEM)) else ""
    return textwrap.wrap(
        line[len(begin) :],
        WIDTH,
        initial_indent=begin,
        subsequent_indent=ITEM if begin else "",
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def _without_gaps(lines: Iterable[str]) -> str:
    """Never more than one empty line in a row, and none at the ends."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"
