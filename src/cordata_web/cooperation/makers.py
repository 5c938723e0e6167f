"""Who could make a link: clusters and organisations of a region that work on what it is about."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cordata_web.cooperation.activities import CONCEPT, sector_of
from cordata_web.cooperation.choices import Choices
from cordata_web.directory import listing, queries
from cordata_web.directory.selection import Selection
from cordata_web.people.policy import Reader

SHOWN = 4


def makers_of(region: str, link: dict[str, Any], choices: Choices, reader: Reader) -> dict[str, Any]:
    """Clusters first, then other organisations, that stand for any of the activities that the region would bring."""
    activities = _brought(region, link)
    here = _selection(region, activities, choices.source.nomenclature)
    found = queries.matching(queries.listed_for(reader), here)
    clusters = queries.for_lists(queries.best_first(found.filter(kind="cluster"), ""))
    others = queries.for_lists(queries.best_first(found.exclude(kind="cluster"), ""))
    return {
        "region": region,
        "clusters": [listing.row_of(row) for row in clusters[:SHOWN]],
        "others": [listing.row_of(row) for row in others[:SHOWN]],
        "number": found.count(),
        "url": f"{reverse('directory:profiles')}?{here.query()}",
    }


def _brought(region: str, link: dict[str, Any]) -> list[str]:
    """What the region holds that the other lacks, then what both hold."""
    told = [one["facts"] for one in link["reasons"] if "activities" in one["facts"]]
    own = [activity for facts in told if facts.get("region") == region for activity in facts["activities"]]
    both = [activity for facts in told if "region" not in facts for activity in facts["activities"]]
    return own or both


def _selection(region: str, activities: list[str], nomenclature: str) -> Selection:
    if nomenclature == CONCEPT:
        return Selection(region=(region,), concept=tuple(activities))
    sectors = dict.fromkeys(sector for activity in activities if (sector := sector_of(nomenclature, activity)))
    return Selection(region=(region,), sector=tuple(sectors))
