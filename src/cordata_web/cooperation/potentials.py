"""The cooperation potential between regions, for other topics."""

from __future__ import annotations

from collections.abc import Mapping

from cordata_web.cooperation.kinds import LINKS
from cordata_web.cooperation.models import Result


def potential_of_regions() -> Mapping[tuple[str, str], float]:
    """The cooperation potential between regions as it was computed last; empty where it never was."""
    content = Result.objects.filter(kind=LINKS).order_by("-made").values_list("content", flat=True).first()
    return {(one["region"], one["other"]): max(float(one["potential"] or 0.0), 0.0) for one in content or ()}
