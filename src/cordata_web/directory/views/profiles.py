"""The list of profiles, as list, map or table."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata_web.directory import listing, queries
from cordata_web.directory.models import Profile
from cordata_web.directory.points import point_map
from cordata_web.directory.queries import Profiles
from cordata_web.directory.selection import Selection, read_selection

PER_PAGE = 24
VIEWS = ("list", "map", "table")
TOWNS_IN_TABLE = 40


@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    selection = read_selection(request.GET)
    view = request.GET.get("view", "list") if request.GET.get("view") in VIEWS else "list"
    visible = queries.listed_for(request.user)
    found = queries.matching(visible, selection)
    page: Page[Profile] = Paginator(queries.for_lists(queries.best_first(found, selection.q)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    number = page.paginator.count
    removable = listing.removable(visible, selection, view)
    context = {
        "selection": selection,
        "heading": _heading(selection),
        "view": view,
        "tabs": _tabs(selection, view),
        "number": number,
        "page": page,
        "facets": listing.facets_of(visible, selection, view),
        "removable": removable,
        "ways_out": sorted((way for way in removable if way.count), key=lambda way: -way.count),
        "everything": reverse("directory:profiles"),
        "query": selection.query(),
        **(_as_map(found) if view == "map" else {"rows": [listing.row_of(profile) for profile in page]}),
    }
    return render(request, "directory/profiles.html", context)


def _heading(selection: Selection) -> str:
    if len(selection.kind) == 1:
        return listing.value_name("kind", selection.kind[0])
    return _("Directory")


def _tabs(selection: Selection, view: str) -> list[dict[str, Any]]:
    labels = {"list": _("List"), "map": _("Map"), "table": _("Table")}
    return [
        {"label": label, "icon": name, "url": listing.address(selection, name), "current": name == view}
        for name, label in labels.items()
    ]


def _as_map(found: Profiles) -> dict[str, Any]:
    towns = queries.towns(found)
    return {
        "map": point_map(listing.spots_of(towns)),
        "towns": towns[:TOWNS_IN_TABLE],
        "towns_left_out": max(len(towns) - TOWNS_IN_TABLE, 0),
        "without_place": found.filter(latitude__isnull=True).count(),
    }
