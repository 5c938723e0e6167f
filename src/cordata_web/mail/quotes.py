"""What a person wrote in an answer, without the letter that is answered."""

from __future__ import annotations

import re

from cordata_web.mail.layout import MARK

INTRODUCTIONS = (
    r"On\b.{6,300}\bwrote\s?:",
    r"Il\b.{6,300}\bha(?:nno)? scritto\s?:",
    r"Am\b.{6,300}\bschrieb\b.{0,200}:",
    r".{3,200}\bschrieb am\b.{6,200}:",
    r"Le\b.{6,300}\ba écrit\s?:",
    r".{6,300}\bje\b.{0,200}\bnapisala?(?:\(a\)|/-?a)?\s?:",
    r".{6,300}\bnapisala?(?:\(a\)|/-?a)? (?:je )?\b.{0,200}:",
)
"""How mail programs in five languages introduce what they quote; a date is always among it."""
INTRODUCTION = re.compile(rf"(?=.*\d)(?:{'|'.join(INTRODUCTIONS)})\s*", re.IGNORECASE)
LINES_OF_AN_INTRODUCTION = 4
DIVIDER = re.compile(
    r"-{2,}\s*(?:Original Message|Messaggio originale|Ursprüngliche Nachricht|Original-Nachricht|Message d.origine"
    r"|Izvirno sporočilo|Forwarded message)\s*-{2,}",
    re.IGNORECASE,
)
FROM = re.compile(r"\*?(?:From|Da|Von|De|Od)\s?:\*?\s.*", re.IGNORECASE)
SENT = re.compile(r"\*?(?:Sent|Date|Inviato|Data|Gesendet|Datum|Envoyé|Poslano)\s?:\*?\s.*", re.IGNORECASE)
SIGNATURE = re.compile(r"-- ?")
QUOTE = ">"


def own_words(text: str) -> str:
    """What stands above the quoted letter; answers written between its lines are kept along with these lines."""
    lines = _above_mark([line.rstrip() for line in text.replace("\r\n", "\n").split("\n")])
    begin = _begin_of_quote(lines)
    if begin is not None and not _answers_within(lines[begin:]):
        lines = lines[:begin]
    while lines and (not lines[-1] or lines[-1].startswith(QUOTE)):
        lines.pop()
    return "\n".join(_without_signature(lines)).strip()


def _above_mark(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if MARK in line:
            return lines[:number]
    return lines


def _begin_of_quote(lines: list[str]) -> int | None:
    for number, line in enumerate(lines):
        bare = line.strip()
        if DIVIDER.fullmatch(bare) or _introduces(lines, number):
            return number
        if FROM.fullmatch(bare) and any(SENT.fullmatch(later.strip()) for later in lines[number + 1 : number + 4]):
            return number - 1 if number and set(lines[number - 1].strip()) == {"_"} else number
    return None


def _introduces(lines: list[str], number: int) -> bool:
    """Whether an introduction begins here; long ones are broken into several lines."""
    if not lines[number].strip() or lines[number].startswith(QUOTE):
        return False
    joined = ""
    for line in lines[number : number + LINES_OF_AN_INTRODUCTION]:
        if not line.strip():
            return False
        joined = f"{joined} {line.strip()}".strip()
        if joined.endswith(":"):
            return INTRODUCTION.fullmatch(joined) is not None
    return False


def _answers_within(quoted: list[str]) -> bool:
    """Whether somebody wrote between the quoted lines."""
    marks = [line.startswith(QUOTE) for line in quoted]
    if True not in marks:
        return False
    first = marks.index(True)
    return any(line.strip() and not mark for line, mark in zip(quoted[first:], marks[first:], strict=True))


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if number and SIGNATURE.fullmatch(line):
            return lines[:number]
    return lines
