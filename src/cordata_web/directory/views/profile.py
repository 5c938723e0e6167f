"""One profile: its facts with their sources, its texts, its circle, and whom it could meet abroad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cordata.directory import Neighbour, complementary, similar
from cordata_web.directory import listing, queries, wording
from cordata_web.directory.claiming import is_claimable
from cordata_web.directory.keeping import own_actions
from cordata_web.directory.models import Citation, Profile
from cordata_web.directory.plain import plain_profile
from cordata_web.directory.points import PointMap, Spot, point_map
from cordata_web.directory.texts import all_texts, summary_of
from cordata_web.directory.vocabulary import concept_label, thesaurus
from cordata_web.ui.addresses import address

PROJECTS_AT_ONCE = 50
QUESTION_LENGTH = 900
"""Longest description that is put into an address."""


@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    if winner := queries.merged_into(slug):
        return redirect("directory:profile", winner, permanent=True)
    visible = queries.visible_to(request.user).prefetch_related("concepts", "citations")
    shown = get_object_or_404(visible, pk=slug)
    plain = plain_profile(shown)
    abroad = [plain_profile(other) for other in queries.neighbours_abroad(shown)]
    alike = similar(plain, abroad)
    completing = complementary(plain, abroad, thesaurus())
    today = timezone.localdate()
    context = {
        "profile": shown,
        "row": listing.row_of(shown),
        "concepts": _concept_chips(shown.concept_ids),
        "descriptions": all_texts(shown.descriptions, shown.local_language),
        "offers": all_texts(shown.offers, shown.local_language),
        "seeks": all_texts(shown.seeks, shown.local_language),
        "facts": list(_facts(shown)),
        "members": queries.members_of(shown, today),
        "clusters": queries.clusters_of(shown, today),
        "projects": shown.evidence.filter(kind="project")[:PROJECTS_AT_ONCE],
        "similar": _neighbour_rows(alike),
        "complementary": _neighbour_rows(completing),
        "map": _map_around(shown, [*alike, *completing]),
        "partners_url": _partners_url(shown),
        "kind_url": listing.address(listing.Selection(kind=(shown.kind,))),
        "kinds": wording.kind_name(shown.kind, plural=True),
        "may": own_actions(shown, request.user),
        "claimable": is_claimable(shown),
    }
    return render(request, "directory/profile.html", context)


def _concept_chips(concepts: Sequence[str]) -> list[dict[str, str]]:
    return [
        {
            "label": concept_label(concept),
            "url": address("directory:concept", concept),
            "sector": thesaurus()[concept].sector,
            "icon": thesaurus()[concept].sector,
        }
        for concept in concepts
        if concept in thesaurus()
    ]


def _facts(shown: Profile) -> Iterator[dict[str, Any]]:
    """Each known fact with the source that stands for it."""
    for field, (term, value_of) in FACTS.items():
        value = value_of(shown)
        if value:
            yield {"term": term(), "value": value, **_source_of(field, shown)}


def _source_of(field: str, shown: Profile) -> dict[str, Any]:
    citation = next((citation for citation in shown.citations.all() if field in citation.fields), None)
    if citation is None:
        return {}
    return {"source": _source_name(citation), "source_url": citation.source, "date": citation.checked}


def _source_name(citation: Citation) -> str:
    site = (urlsplit(citation.source).hostname or citation.source).removeprefix("www.")
    return site if citation.confirmed else _("%(site)s, not yet confirmed") % {"site": site}


def _members(shown: Profile) -> str:
    if shown.members_count is None:
        return ""
    counted = ngettext("%(number)s member", "%(number)s members", shown.members_count)
    if shown.members_year is None:
        return counted % {"number": wording.grouped(shown.members_count)}
    with_year = ngettext("%(number)s member (%(year)s)", "%(number)s members (%(year)s)", shown.members_count)
    return with_year % {"number": wording.grouped(shown.members_count), "year": shown.members_year}


def _employees(shown: Profile) -> str:
    return "" if shown.employees is None else wording.grouped(shown.employees)


def _region_link(shown: Profile) -> str:
    return format_html(
        '<a href="{}">{}</a> ({}), {}',
        reverse("directory:region", args=[shown.region]),
        wording.region_name(shown.nuts),
        shown.nuts,
        wording.country_name(shown.country),
    )


def _website(shown: Profile) -> str:
    """A link, but for invented firms: their addresses lead nowhere."""
    if not shown.website or shown.is_example:
        return shown.website
    return format_html('<a href="{0}" rel="external">{1}</a>', shown.website, urlsplit(shown.website).hostname or "")


def _status(shown: Profile) -> str:
    return "" if shown.status == "active" else wording.status_name(shown.status)


FACTS: dict[str, tuple[Callable[[], str], Callable[[Profile], str]]] = {
    "town": (lambda: _("Town"), lambda shown: shown.town),
    "nuts": (lambda: _("Region"), _region_link),
    "cluster_type": (lambda: _("Type of cluster"), lambda shown: wording.cluster_type_name(shown.cluster_type)),
    "sectors": (lambda: _("Sectors"), lambda shown: ", ".join(map(wording.sector_name, shown.sectors))),
    "founded": (lambda: _("Founded"), lambda shown: str(shown.founded or "")),
    "members_count": (lambda: _("Members"), _members),
    "employees": (lambda: _("Employees"), _employees),
    "size_category": (lambda: _("Size"), lambda shown: str(wording.SIZE_NAMES.get(shown.size_category, ""))),
    "managed_by": (lambda: _("Managed by"), lambda shown: shown.managed_by),
    "label": (lambda: _("Quality label"), lambda shown: shown.label),
    "website": (lambda: _("Website"), _website),
    "status": (lambda: _("Status"), _status),
}


def _neighbour_rows(neighbours: Sequence[Neighbour]) -> list[dict[str, Any]]:
    return [
        {
            "name": neighbour.profile.name,
            "url": address("directory:profile", neighbour.profile.id),
            "place": listing.place_in_words(neighbour.profile.town, neighbour.profile.nuts, neighbour.profile.country),
            "example": neighbour.profile.example,
            "concepts": _concept_chips(neighbour.concepts),
        }
        for neighbour in neighbours
    ]


def _map_around(shown: Profile, neighbours: Sequence[Neighbour]) -> PointMap | None:
    """The profile in the middle of those it could meet; None when it has no place."""
    place = plain_profile(shown).place
    if place is None:
        return None
    others = {neighbour.profile.id: neighbour.profile for neighbour in neighbours if neighbour.profile.place}
    spots = [
        Spot(other.place, 1, other.name, address("directory:profile", key))
        for key, other in others.items()
        if other.place is not None
    ]
    return point_map(spots, centre=Spot(place, 1, shown.name, tone="here"))


def _partners_url(shown: Profile) -> str:
    """The search for partners, asked with the profile's own words; empty where this site has no such search."""
    text = summary_of(shown)
    try:
        path = reverse("exchange:home")
    except NoReverseMatch:
        return ""
    return f"{path}?{urlencode({'q': (text.words if text else shown.name)[:QUESTION_LENGTH]})}"
