"""Profiles as rows of lists, filters with their counts, and ways out of an empty list, as the templates take them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.directory import queries, wording
from cordata_web.directory.models import Profile
from cordata_web.directory.points import Spot
from cordata_web.directory.queries import Profiles, Town
from cordata_web.directory.selection import DIMENSIONS, Selection
from cordata_web.directory.texts import summary_of
from cordata_web.directory.vocabulary import concept_label
from cordata_web.ui.addresses import address as address_of

SHOWN_AT_ONCE = 7
MOST_CONCEPTS = 20
TITLES = {
    "kind": gettext_lazy("Kind"),
    "sector": gettext_lazy("Sector"),
    "country": gettext_lazy("Country"),
    "region": gettext_lazy("Region"),
    "concept": gettext_lazy("Concept"),
}
KIND_ICONS = {
    "cluster": "cluster",
    "sme": "firm",
    "large": "firm",
    "university": "university",
    "research": "research",
    "public": "public",
    "other": "organisation",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: what it is called, where it leads, how many profiles it shows."""

    label: str
    url: str
    count: int
    current: bool = False
    icon: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter; what is rarer is folded away."""

    title: str
    choices: list[Choice]
    more: list[Choice]


def value_name(dimension: str, value: str) -> str:
    """What a value of a filter is called in the reader's language."""
    if dimension == "kind":
        return wording.kind_name(value, plural=True)
    naming = {
        "sector": wording.sector_name,
        "country": wording.country_name,
        "region": wording.region_name if len(value) >= len("AT11") else str,
        "concept": concept_label,
    }
    return naming[dimension](value)


def row_of(profile: Profile) -> dict[str, Any]:
    """What a row of a list shows; the concepts must be prefetched."""
    text = summary_of(profile)
    concepts = [{"label": concept_label(c), "url": address_of("directory:concept", c)} for c in profile.concept_ids]
    example = [{"label": _("Example"), "tone": "glow"}] if profile.is_example else []
    ended = [{"label": wording.status_name("ended"), "tone": "glow"}] if profile.status == "ended" else []
    return {
        "profile": profile,
        "url": profile.get_absolute_url(),
        "name": profile.name,
        "icon": KIND_ICONS[profile.kind],
        "kind": wording.kind_name(profile.kind),
        "place": place_of(profile),
        "text": text.words if text else "",
        "text_language": text.language if text else "",
        "chips": [*example, *ended, *concepts],
    }


def place_of(profile: Profile) -> str:
    """Where a profile is, in words."""
    return place_in_words(profile.town, profile.nuts, profile.country)


def place_in_words(town: str, nuts: str, country_code: str) -> str:
    """Town, region and country, in this order; what is unknown or says the same twice is left out."""
    country = wording.country_name(country_code)
    region = wording.region_name(nuts)
    parts = {"town": town, "region": region, "country": country}
    if not town:
        return country if region == country else _("%(region)s, %(country)s") % parts
    if region in (town, country):
        return _("%(town)s, %(country)s") % parts
    return _("%(town)s, %(region)s, %(country)s") % parts


def facets_of(profiles: Profiles, selection: Selection, view: str) -> list[Facet]:
    """All filters, with the counts that each value would show, and addresses that switch it on or off."""
    counts = queries.facets(profiles, selection)
    drawn = [_facet(dimension, counts[dimension], selection, view) for dimension in DIMENSIONS]
    return [facet for facet in drawn if facet.choices]


def removable(profiles: Profiles, selection: Selection, view: str) -> list[Choice]:
    """For each word or value chosen, the selection without it, and how many profiles that shows."""
    without = [(value_name(*chosen), selection.switched(*chosen)) for chosen in selection.chosen]
    if selection.q:
        without.insert(0, (_("“%(words)s”") % {"words": selection.q}, replace(selection, q="")))
    return [
        Choice(label, address(smaller, view), queries.matching(profiles, smaller).count()) for label, smaller in without
    ]


def address(selection: Selection, view: str = "") -> str:
    """The directory's address with the selection; the list is the view that needs no naming."""
    query = selection.query(view="" if view == "list" else view)
    path = address_of("directory:profiles")
    return f"{path}?{query}" if query else path


def spots_of(towns: Iterable[Town]) -> list[Spot]:
    """Towns as dots of a map: one profile leads to its page, several to the town's row in the table beside the map."""
    return [
        Spot(
            place=town.place,
            number=len(town.profiles),
            name=town.profiles[0][1] if len(town.profiles) == 1 else town.name,
            url=address_of("directory:profile", town.profiles[0][0]) if len(town.profiles) == 1 else f"#town-{n}",
        )
        for n, town in enumerate(towns, start=1)
    ]


def _facet(dimension: str, counts: Counter[str], selection: Selection, view: str) -> Facet:
    chosen = selection.values(dimension)
    present = [(value, number) for value, number in counts.most_common() if number or value in chosen]
    if dimension == "concept":
        present = present[:MOST_CONCEPTS]
    shown = {value for value, _number in present}
    present = [(value, counts[value]) for value in chosen if value not in shown] + present
    choices = [
        Choice(
            label=value_name(dimension, value),
            url=address(selection.switched(dimension, value), view),
            count=number,
            current=value in chosen,
            icon={"kind": KIND_ICONS.get(value, ""), "sector": value}.get(dimension, ""),
            sector=value if dimension == "sector" else "",
        )
        for value, number in present
    ]
    choices.sort(key=lambda choice: not choice.current)
    return Facet(str(TITLES[dimension]), choices[:SHOWN_AT_ONCE], choices[SHOWN_AT_ONCE:])
