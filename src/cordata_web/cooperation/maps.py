"""Maps of the regions: their shapes where the operator has fetched boundaries, tiles elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from cordata.charts import Caption, Chart, MapWords, Marks, shape_map, tile_map
from cordata.charts.maps import Link, Scale

NOTICE = "© EuroGeographics"
"""What the terms of the boundaries ask to be written beside every map."""


def map_of(
    values: Mapping[str, float | None],
    caption: Caption,
    words: MapWords,
    *,
    scale: Scale = "sequential",
    links: Sequence[Link] = (),
    uncertain: Collection[str] = (),
) -> Chart:
    """One value of each region. A file of boundaries that cannot be read is an error, not a map of tiles."""
    if not settings.CORDATA_BOUNDARIES:
        return tile_map(values, caption, words, scale=scale, marks=Marks(links, uncertain))
    noted = replace(caption, title=f"{caption.title} ({NOTICE})")
    shapes = _shapes(settings.CORDATA_BOUNDARIES)
    return shape_map(values, shapes, noted, words, scale=scale, marks=Marks(links, uncertain))


@lru_cache(maxsize=1)
def _shapes(path: str) -> bytes:
    return Path(path).read_bytes()
