"""The regions of the macro-region, all together and each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.kernel import COUNTRIES, KINDS, SECTORS, load_regions
from cordata_web.directory import listing, queries, wording
from cordata_web.directory.folding import fold
from cordata_web.directory.points import point_map
from cordata_web.directory.queries import RegionCounts
from cordata_web.directory.selection import Selection
from cordata_web.directory.shares import Share, shares_of_sectors
from cordata_web.directory.views.concepts import concept_choices

ROWS_OF_A_KIND = 6
TOP_CONCEPTS = 12


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    counts = queries.counts_by_region(queries.listed_for(request.user))
    context = {
        "totals": {code: count.total for code, count in counts.items()},
        "countries": [_country(country, counts) for country in sorted(COUNTRIES, key=_folded_country)],
        "sectors": SECTORS,
        "total": sum(count.total for count in counts.values()),
    }
    return render(request, "directory/regions.html", context)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    shown = load_regions().get(code)
    if shown is None:
        raise Http404(_("There is no region %(code)s in the Alpine macro-region.") % {"code": code})
    visible = queries.listed_for(request.user)
    here = Selection(region=(code,))
    found = queries.matching(visible, here)
    counts = queries.counts_by_region(visible)
    own = counts.get(code)
    towns = queries.towns(found)
    context = {
        "region": shown,
        "totals": {other: count.total for other, count in counts.items()},
        "total": own.total if own else 0,
        "shares": shares_of_sectors(own.sectors) if own else [],
        "groups": [_kind(kind, here, found) for kind in KINDS if own and own.kinds[kind]],
        "concepts": concept_choices(queries.counts_of("concept", found), here, top=TOP_CONCEPTS),
        "towns": towns,
        "map": point_map(listing.spots_of(towns)) if towns else None,
        "list_url": listing.address(here),
        "query": here.query(),
    }
    return render(request, "directory/region.html", context)


def _country(country: str, counts: dict[str, RegionCounts]) -> dict[str, Any]:
    codes = [code for code, region in load_regions().items() if region.country == country]
    rows = [_row(code, counts.get(code)) for code in codes]
    return {"code": country, "name": wording.country_name(country), "rows": rows}


def _row(code: str, counts: RegionCounts | None) -> dict[str, Any]:
    shares: list[Share] = shares_of_sectors(counts.sectors) if counts else []
    return {
        "code": code,
        "name": wording.region_name(code),
        "total": counts.total if counts else 0,
        "clusters": counts.kinds["cluster"] if counts else 0,
        "sectors": [counts.sectors[sector] if counts else 0 for sector in SECTORS],
        "shares": shares,
    }


def _kind(kind: str, here: Selection, found: queries.Profiles) -> dict[str, Any]:
    narrowed = here.switched("kind", kind)
    of_kind = queries.matching(found, narrowed)
    rows = queries.for_lists(queries.best_first(of_kind, ""))[:ROWS_OF_A_KIND]
    number = of_kind.count()
    return {
        "title": wording.kind_name(kind, plural=True),
        "rows": [listing.row_of(row) for row in rows],
        "number": number,
        "all_url": listing.address(narrowed) if number > ROWS_OF_A_KIND else "",
    }


def _folded_country(country: str) -> str:
    return fold(wording.country_name(country))
