"""Who wrote a text in which language, and whether the original has changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


Columns = Mapping[str, Mapping[str, str]]
"""Texts by language, by the names of their columns."""


def now_outdated(before: Columns, after: Columns, *, originals: tuple[str, str], already: Collection[str]) -> list[str]:
    """The languages whose texts are older than the original's, which is in one language before and one after.

    A language is out of date when the original of one of its texts changes and the text does not; not any more when
    one of its texts is written anew, or when there is no original left. What is written first is no change.
    """
    was, own = originals
    changed = [name for name in after if before[name].get(was) and after[name].get(own)]
    changed = [name for name in changed if before[name][was] != after[name][own]]
    there = {code for texts in after.values() for code, words in texts.items() if words} - {own}
    written = {code for code in there for name in after if after[name].get(code) != before[name].get(code)}
    stale = {
        code
        for code in there
        for name in changed
        if (words := after[name].get(code)) and words == before[name].get(code)
    }
    has_original = any(texts.get(own) for texts in after.values())
    return sorted(stale | (set(already) & there) - written) if has_original else []


def mark_of(by: str, name: str) -> dict[str, str] | None:
    """As the column keeps it; None for one's own text."""
    if by == "us":
        return None
    return {"by": by, "name": name} if name else {"by": by}
