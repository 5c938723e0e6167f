"""Parts of a whole as lengths of a bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cordata.kernel import SECTORS

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Share:
    """A sector's stretch of a bar 100 long, written for a drawing, and its count."""

    sector: str
    count: int
    x: str
    width: str


def shares_of_sectors(counts: Mapping[str, int]) -> list[Share]:
    """The sectors side by side; a profile of two sectors counts in both, so the whole is the sum of the counts.

    >>> [share.width for share in shares_of_sectors({"energy": 3, "ict": 1})]
    ['75.0', '25.0']
    """
    whole = sum(counts.values())
    shares, x = [], 0.0
    for sector in SECTORS:
        count = counts.get(sector, 0)
        if count:
            width = WHOLE * count / whole
            shares.append(Share(sector, count, f"{x:.1f}", f"{width:.1f}"))
            x += width
    return shares
