"""What is plainly stated in the words of a call: technology readiness levels."""

from __future__ import annotations

import re

from cordata.funding.calls import HIGHEST_TRL, Maturity

_LEVELS = r"TRL\s?(\d)(?:\s?(?:-|–|/|to|and)\s?(?:TRL\s?)?(\d))?(?!\d)"
_START = re.compile(rf"\b(?:start|starting)\s+(?:at|from)\s+{_LEVELS}", re.IGNORECASE)
_END = re.compile(
    rf"\b(?:achieve|reach|attain|to be at minimum|be at)(?:\s+(?:at least|a minimum of|to))?\s+{_LEVELS}", re.IGNORECASE
)


def maturity_in(text: str) -> Maturity:
    """The readiness levels at which projects start and which they reach, where the text says so in usual words.

    Levels told in passing ("up to TRL 4 is out of scope") are passed over. Several statements of one text are taken
    together: from the lowest to the highest.

    >>> maturity_in("Activities are expected to start at TRL 4-5 and achieve TRL 6 by the end of the project.")
    Maturity(start=(4, 5), end=(6, 6))
    >>> maturity_in("high-TRL solutions; technologies above TRL 4 are out of scope")
    Maturity(start=None, end=None)
    """
    return Maturity(_levels(_START, text), _levels(_END, text))


def _levels(form: re.Pattern[str], text: str) -> tuple[int, int] | None:
    found = [int(level) for match in form.finditer(text) for level in match.groups() if level]
    told = [level for level in found if 1 <= level <= HIGHEST_TRL]
    return (min(told), max(told)) if told else None
