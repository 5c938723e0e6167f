"""What a profile's people could do next to be found better."""

from __future__ import annotations

from dataclasses import dataclass

from cordata.directory import completeness, missing
from cordata.directory.completeness import WEIGHTS
from cordata_web.directory.messages import MISSING
from cordata_web.directory.models import Profile
from cordata_web.directory.plain import plain_profile


@dataclass(frozen=True, slots=True)
class Advice:
    """Percent of what readers look for, and what is missing, the weightiest first."""

    percent: int
    missing: tuple[str, ...]


def advice_for(profile: Profile) -> Advice:
    """How complete a profile is; one that its own people keep needs no other source."""
    plain = plain_profile(profile)
    lacking = missing(plain)
    percent = completeness(plain)
    if profile.claimed is not None and "source" in lacking:
        lacking = tuple(part for part in lacking if part != "source")
        percent += WEIGHTS["source"]
    return Advice(percent, tuple(str(MISSING[part]) for part in lacking))
