"""Synergies of firms, research and public bodies in a theme, and who stands between regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from cordata.cooperation.brokers import brokerage_roles, gaps_between
from cordata.cooperation.missing_sides import missing_between_regions
from cordata.cooperation.networks import ties_of_organisations
from cordata.cooperation.synergies import synergies
from cordata.kernel import load_regions
from cordata_web.cooperation.computations.networks import rows_of_projects
from cordata_web.cooperation.kinds import BROKERS, SYNERGIES
from cordata_web.cooperation.results import Progress, computes

DYADS, MISSING, FIRST_BROKERS, GAPS = 30, 15, 30, 20
ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")


@computes(SYNERGIES)
def sides_of_theme(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Who works together across sides and regions, and which third side is missing."""
    rows = rows_of_projects(inputs["dataset"])
    progress(1, 3)
    theme = [inputs["theme"]]
    found = synergies(rows, theme, regions=tuple(load_regions()))
    progress(2, 3)
    where = {code: region.centre for code, region in load_regions().items()}
    missing = missing_between_regions(rows, theme, where, top=MISSING)
    progress(3, 3)
    return {
        "projects": found.projects,
        "organisations": dict(found.organisations),
        "synergy": round(found.helix.all_three, 4),
        "dyads": [
            [one.region, one.side, one.other, one.other_side, one.projects, one.pairs] for one in found.dyads[:DYADS]
        ],
        "missing": [
            {
                "regions": list(one.regions),
                "projects": one.projects,
                "missing": one.missing,
                "candidates": [[each.name, each.region, round(each.score, 3)] for each in one.candidates],
            }
            for one in missing
        ],
    }


@computes(BROKERS)
def brokers(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Organisations by whom they stand between, sums by region, and pairs of regions with too few ties."""
    rows = rows_of_projects(inputs["dataset"])
    names = {row.organisation: row.name for row in rows}
    places = {row.organisation: row.region for row in rows if row.region in load_regions()}
    ties = ties_of_organisations(rows)
    progress(1, 3)
    roles = brokerage_roles(ties, places)
    by_region: dict[str, float] = defaultdict(float)
    for one in roles:
        by_region[one.group] += one.between_groups
    progress(2, 3)
    first = sorted(roles, key=lambda one: (-one.between_groups, one.id))[:FIRST_BROKERS]
    gaps = gaps_between(ties, places)[:GAPS]
    progress(3, 3)
    return {
        "brokers": [
            {"name": names[one.id], "region": one.group, **{role: getattr(one, role) for role in ROLES}}
            for one in first
        ],
        "regions": dict(by_region),
        "gaps": [
            [one.region, one.other, one.ties, round(one.expected, 2), [names[each] for each in one.bridges]]
            for one in gaps
        ],
    }
