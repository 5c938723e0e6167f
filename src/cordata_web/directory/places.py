"""Regions to choose from, and where a town lies."""

from __future__ import annotations

from collections import defaultdict

from cordata.kernel import Place, load_regions
from cordata_web.directory import wording
from cordata_web.directory.folding import fold
from cordata_web.directory.models import Profile


def regions_by_country() -> list[tuple[str, list[tuple[str, str]]]]:
    """Countries, and the codes and names of their regions, each by name."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name in wording.region_names().items():
        groups[wording.country_name(load_regions()[code].country)].append((code, name))
    return [(country, sorted(regions, key=lambda pair: pair[1])) for country, regions in sorted(groups.items())]


def place_of_town(town: str, country: str) -> Place | None:
    """Where another profile of the same town lies; None where the directory does not know the town."""
    placed = Profile.objects.filter(country=country, latitude__isnull=False).order_by("pk")
    wanted = fold(town)
    for name, latitude, longitude in placed.filter(town__istartswith=town[:2]).values_list(
        "town", "latitude", "longitude"
    ):
        if fold(name) == wanted:
            return Place(latitude, longitude)
    return None
