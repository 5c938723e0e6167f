"""Who wrote a text in which language: the organisation itself, a person who translated, or a machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BY = {
    "us": gettext_lazy("Written by us"),
    "person": gettext_lazy("Translated by a person"),
    "machine": gettext_lazy("Translated by a machine"),
}
"""By the codes in the column ``translated``: ``{"de": {"by": "person", "name": "Ada"}}``; the rest is one's own."""


def who_translated(translated: Mapping[str, Any], language: str) -> str:
    """A sentence about the text in the language; empty for one's own."""
    told = translated.get(language) or {}
    if told.get("by") == "machine":
        return _("Translated by a machine.")
    if told.get("by") == "person" and told.get("name"):
        return _("Translated by %(name)s.") % {"name": told["name"]}
    return _("Translated by a person.") if told.get("by") == "person" else ""


def mark_of(by: str, name: str) -> dict[str, str] | None:
    """As the column keeps it; None for one's own text."""
    if by == "us":
        return None
    return {"by": by, "name": name} if name else {"by": by}
