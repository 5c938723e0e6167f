"""The four sectors."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.kernel import SECTORS
from cordata_web.directory import listing, queries, wording
from cordata_web.directory.selection import Selection
from cordata_web.directory.views.concepts import group_choices, kind_choices

CLUSTERS_AT_ONCE = 8


@require_safe
def sectors(request: HttpRequest) -> HttpResponse:
    visible = queries.listed_for(request.user)
    counts = queries.counts_of("sector", visible)
    concepts = queries.counts_of("concept", visible)
    by_region = queries.counts_by_region(visible)
    cards = [
        {
            "code": sector,
            "title": wording.sector_name(sector),
            "url": reverse("directory:sector", args=[sector]),
            "meta": wording.profiles_counted(counts[sector]),
            "groups": group_choices(sector, concepts),
        }
        for sector in SECTORS
    ]
    maps = [(sector, {code: counted.sectors[sector] for code, counted in by_region.items()}) for sector in SECTORS]
    return render(request, "directory/sectors.html", {"cards": cards, "maps": maps})


@require_safe
def sector(request: HttpRequest, sector: str) -> HttpResponse:
    if sector not in SECTORS:
        raise Http404(_("There is no sector of this name."))
    here = Selection(sector=(sector,))
    visible = queries.listed_for(request.user)
    found = queries.matching(visible, here)
    clusters = queries.matching(found, Selection(kind=("cluster",)))
    context: dict[str, Any] = {
        "sector": sector,
        "number": found.count(),
        "counts": queries.counts_of("region", found),
        "groups": group_choices(sector, queries.counts_of("concept", visible)),
        "kinds": kind_choices(queries.counts_of("kind", found), here),
        "clusters": [listing.row_of(row) for row in queries.for_lists(clusters)[:CLUSTERS_AT_ONCE]],
        "list_url": listing.address(here),
        "clusters_url": listing.address(here.switched("kind", "cluster")),
        "query": here.query(),
    }
    return render(request, "directory/sector.html", context)
