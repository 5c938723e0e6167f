"""Why something is so: a code, its facts, and what it contributes. Sentences are made elsewhere, in five languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CODES: dict[str, tuple[str, ...]] = {
    "shared_concepts": ("concepts",),
    "needed_concepts": ("concepts",),
    "related_concepts": ("pairs",),
    "similar_meaning": ("level",),
    "shared_words": ("words",),
    "same_sector": ("sectors",),
    "kind_of_partner": ("kind",),
    "speaks_language": ("language",),
    "near": ("km",),
    "across_border": ("from", "to", "neighbours"),
    "same_country": ("country",),
    "both_seek_partners": (),
}
"""Every code that the library gives, with the names of its facts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score.

    Parameters
    ----------
    code
        One of ``CODES``.
    facts
        Values for the sentence: ids, codes, numbers; no words of any language but the texts' own.
    part
        What the reason adds to the score; the parts of a match sum to its score. A reason that only informs adds 0.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    part: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Plain data for files and the API."""
        return {"code": self.code, "part": round(self.part, 4), **self.facts}
