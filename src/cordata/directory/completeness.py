"""How complete a profile is, and what to add next."""

from __future__ import annotations

from cordata.directory.profiles import Profile

WEIGHTS: dict[str, int] = {
    "description": 25,
    "english": 15,
    "concepts": 25,
    "sectors": 10,
    "place": 10,
    "website": 10,
    "source": 5,
}
ENOUGH_CONCEPTS = 3


def completeness(profile: Profile) -> int:
    """Percent of what a reader looks for in a profile, by ``WEIGHTS``; they sum to 100."""
    absent = missing(profile)
    return sum(weight for part, weight in WEIGHTS.items() if part not in absent)


def missing(profile: Profile) -> tuple[str, ...]:
    """The parts of ``WEIGHTS`` that the profile lacks, the weightiest first."""
    texts = {**profile.descriptions, **profile.offers}
    present = {
        "description": profile.local_language in texts,
        "english": "en" in texts,
        "concepts": len(profile.concepts) >= ENOUGH_CONCEPTS,
        "sectors": bool(profile.sectors),
        "place": profile.place is not None,
        "website": bool(profile.website),
        "source": bool(profile.citation.source) or profile.example,
    }
    return tuple(sorted((part for part in WEIGHTS if not present[part]), key=lambda part: -WEIGHTS[part]))
