"""Texts that were damaged on their way: UTF-8 read as Windows-1252, remnants of HTML, missing blanks between blocks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

MOST_ROUNDS = 2
"""How often a text is taken to have been misread, one time after the other."""


def _byte_of(sign: str) -> int | None:
    """The byte that Windows-1252 shows as this sign; bytes without a sign there stand for themselves."""
    try:
        return sign.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(sign) if 0x80 <= ord(sign) <= 0x9F else None


def _sign_of(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _any_of(first: int, last: int) -> str:
    """A class of all signs that the bytes of a range can show as."""
    signs = {_sign_of(byte) for byte in range(first, last + 1)} | {chr(byte) for byte in range(first, last + 1)}
    return "[" + "".join(re.escape(sign) for sign in sorted(signs) if _byte_of(sign) is not None) + "]"


_REST: Final = _any_of(0x80, 0xBF)
_MISREAD: Final = re.compile(f"[\xc2-\xdf]{_REST}|[\xe0-\xef]{_REST}{{2}}|[\xf0-\xf4]{_REST}{{3}}")
_SUSPECT: Final = re.compile("[\xc2\xc3][\x80-\xbf]|\xe2\u20ac|\xef\xbb\xbf|\ufffd")
_LIKELY: Final = (
    (0x80, 0x24F), (0x370, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0xE000, 0xF8FF), (0xFB00, 0xFB06),
    (0xFDD0, 0xFDEF), (0xFE00, 0xFEFF), (0x1F300, 0x1FAFF),
)  # fmt: skip
"""Signs that texts of Europe hold: Latin, Greek and Cyrillic letters, signs, symbols of office fonts."""

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.*?-->", re.DOTALL)
_ATTRIBUTE_END: Final = re.compile(r'^\s*"\s*>')
_GLUED_NULL: Final = re.compile(r"(?<![A-Za-z])null(?=[A-Z\[\s]|$)|(?<=[a-z])null(?=Activities\b)")
_GLUED: Final = re.compile(r"(?<=[a-z\])])([.;:!?])(?=[A-Z(])")
_INVISIBLE: Final = re.compile("[\ufeff\u200b\u2060\ufdd0-\ufdef\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS: Final = re.compile(r"[ \t\xa0\u202f]+")
_BREAKS: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, and what had to be done to it.

    ``repaired`` counts the signs put right, ``left`` what still looks misread, ``markup`` the remnants of HTML.
    """

    text: str
    repaired: int
    left: int
    markup: int


def mended(text: str) -> Mended:
    """The text as it was meant, as far as that can be told.

    >>> mended("the beneficiaries\\xe2\\u20ac\\u2122 costs").text
    'the beneficiaries’ costs'
    >>> mended("<p>Scope:Size &amp; form.</p>nullActivities start")
    Mended(text='Scope: Size & form. Activities start', repaired=0, left=0, markup=4)
    """
    read, repaired = _read_aright(text)
    plain, markup = _without_markup(read)
    spaced = _GLUED.sub(r"\1 ", _INVISIBLE.sub("", plain))
    lines = _BREAKS.sub("\n", _BLANKS.sub(" ", spaced)).strip()
    return Mended(lines, repaired, len(_SUSPECT.findall(lines)), markup)


def _read_aright(text: str) -> tuple[str, int]:
    """UTF-8 that was read as Windows-1252, sign by sign, so that what is whole stays whole beside it."""
    repaired = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal repaired
        try:
            sign = bytes(_byte_of(one) or 0 for one in match.group()).decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        if not any(first <= ord(sign) <= last for first, last in _LIKELY):
            return match.group()
        repaired += 1
        return sign

    for _round in range(MOST_ROUNDS):
        before, text = text, _MISREAD.sub(put_right, text)
        if text == before:
            break
    return text, repaired


def _without_markup(text: str) -> tuple[str, int]:
    """Tags become blanks, entities their signs; the end of a cut tag and the word null between blocks go."""
    removed = 0
    for pattern in (_ATTRIBUTE_END, _TAG, _GLUED_NULL):
        text, count = pattern.subn(" ", text)
        removed += count
    plain = html.unescape(text)
    return plain, removed + (plain != text)
