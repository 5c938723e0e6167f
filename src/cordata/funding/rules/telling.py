"""What the reasons of a judgement tell: at which end a number fails, and who was meant, as plain codes."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from cordata.funding.rules.answers import Answer
from cordata.funding.rules.terms import Selection

End = Literal["within", "below", "above", "open"]
CODES: dict[str, tuple[str, ...]] = {
    **{
        f"{thing}_{end}": ("low", "high", "minimum", "maximum", "among", *more)
        for thing, more in (("partners", ()), ("countries", ("found",)), ("regions", ("found",)), ("independent", ()))
        for end in ("within", "below", "above", "open")
    },
    **{
        f"share_{end}": ("low", "high", "minimum", "maximum", "among", "without")
        for end in ("within", "below", "above", "open")
    },
    **{
        f"{thing}_{end}": ("low", "high", "maximum", "who")
        for thing in ("largest_partner", "largest_country")
        for end in ("within", "above", "open")
    },
    **{
        f"{thing}_{end}": ("low", "high", "minimum", "maximum")
        for thing in ("total", "grant")
        for end in ("within", "below", "above", "open")
    },
    **{f"duration_{end}": ("months", "minimum", "maximum") for end in ("within", "below", "above", "open")},
    **{f"every_{end}": ("who", "among") for end in ("within", "broken", "open")},
    **{f"lead_{end}": ("who", "among") for end in ("within", "broken", "open")},
    "lead_nobody": ("among",),
    "person": ("question",),
    "not": ("code",),
}
"""Every code that a judgement gives, with the names of its facts; ``missing`` is there where something is."""


def bounded(answer: Answer, high: object, minimum: object) -> End:
    """Whether a number lies within its bounds, below, above, or nobody can tell."""
    if answer is None:
        return "open"
    if answer:
        return "within"
    return "below" if minimum is not None and high is not None and high < minimum else "above"  # type: ignore[operator]


def among(selection: Selection) -> dict[str, object]:
    """Who is meant, as plain codes under ``among``; nothing in it where all are."""
    told: dict[str, object] = {}
    for one in fields(selection):
        value = getattr(selection, one.name)
        if isinstance(value, frozenset):
            if value:
                told[one.name] = sorted(value)
        elif value is not None:
            told[one.name] = value
    return {"among": told}


def share_told(share: Fraction) -> Decimal:
    """A share in per cent with two digits, to be shown only.

    >>> share_told(Fraction(200, 3))
    Decimal('66.67')
    """
    return Decimal(round(share * 100)) / 100
