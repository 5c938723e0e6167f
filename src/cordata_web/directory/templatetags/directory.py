"""Names of codes, and the two maps, for templates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cordata.kernel import SECTORS
from cordata_web.directory import wording
from cordata_web.directory.cluster_tabs import tabs_of
from cordata_web.directory.models import Profile
from cordata_web.directory.states import state_name, state_tone
from cordata_web.directory.tiles import Tile, TileMap, tile_map
from cordata_web.directory.translations import who_translated
from cordata_web.directory.vocabulary import concept_label
from cordata_web.ui.remembered import part

MAPS_KEPT = 100

register = template.Library()

for naming in (
    wording.sector_name, wording.kind_name, wording.country_name, wording.region_name, wording.language_name,
    wording.profiles_counted, wording.grouped, concept_label, state_name, state_tone,
    who_translated,
):  # fmt: skip
    register.filter(naming.__name__, naming)


@register.inclusion_tag("ui/components/tabs.html")
def cluster_tabs(cluster: Profile, current: str) -> dict[str, Any]:
    """The tabs of the pages on which a cluster is managed."""
    return {"tabs": tabs_of(cluster, current), "label": _("The cluster's pages")}


@register.simple_tag
def sector_codes() -> tuple[str, ...]:
    """The codes of the four sectors, in their order."""
    return SECTORS


@register.simple_tag
def tiles(counts: dict[str, int], label: str, query: str = "", current: str = "") -> SafeString:
    """The regions shaded by counts. Tiles lead to the regions, or, with a query, to the directory filtered so."""
    drawn = _map_of(tuple(sorted(counts.items())))
    addressed = [(tile, _tile_url(tile, query), tile.code == current) for tile in drawn.tiles]
    return part("directory/maps/tiles.html", {"map": drawn, "tiles": addressed, "label": label})


@lru_cache(maxsize=MAPS_KEPT)
def _map_of(counts: tuple[tuple[str, int], ...]) -> TileMap:
    return tile_map(dict(counts))


def _tile_url(tile: Tile, query: str) -> str:
    if not query:
        return reverse("directory:region", args=[tile.code])
    return f"{reverse('directory:profiles')}?{query}&region={tile.code}"
