"""What a letter says, before it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """Plain texts in the reader's language.

    ``button`` is (label, address); an item is (title, address, text) with address or text empty where there is none.
    Addresses are those of web pages; a path of this site, as "/en/desk/", will do.
    """

    subject: str
    paragraphs: Sequence[str]
    button: tuple[str, str] | None = None
    items: Sequence[tuple[str, str, str]] = ()
    closing: str = ""
