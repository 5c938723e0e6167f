"""Opportunities as rows, cards and pages show them. The one place that decides whether their owner is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cordata_web.directory import wording as names
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.states import state_name
from cordata_web.directory.texts import Text, text_for_reader
from cordata_web.directory.vocabulary import concept_label, thesaurus
from cordata_web.exchange import wording
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.policy import Reader, Standing
from cordata_web.ui.addresses import address


@dataclass(frozen=True, slots=True)
class Owner:
    """Who stands behind an opportunity: with a name and a page, or, where it is anonymous, only what may be told."""

    kind: str
    icon: str
    country: str
    place: str
    name: str = ""
    url: str = ""
    example: bool = False

    @property
    def is_named(self) -> bool:
        return bool(self.name)


def owner_of(opportunity: Opportunity, reader: Reader | Standing) -> Owner:
    """The owner as far as the reader may know."""
    profile = opportunity.organisation
    country = names.country_name(profile.country)
    kind, icon = names.kind_name(profile.kind), KIND_ICONS[profile.kind]
    if not policy.can(reader, "see_identity", opportunity):
        return Owner(kind, icon, country, country)
    return Owner(kind, icon, country, place_of(profile), profile.name, profile.get_absolute_url(), profile.is_example)


def cards_of(opportunities: Iterable[Opportunity], reader: Reader | Standing) -> list[dict[str, Any]]:
    """As rows of a list; the organisations should be loaded along with them."""
    standing = policy.standing_of(reader)
    return [card_of(opportunity, standing) for opportunity in opportunities]


def card_of(opportunity: Opportunity, reader: Reader | Standing) -> dict[str, Any]:
    """The opportunity with what is shown of it, which is in plain values, as rows are remembered parts of pages."""
    title = text_for_reader(opportunity.titles, opportunity.language) or Text("", opportunity.language)
    summary = text_for_reader(opportunity.summaries, opportunity.language) or Text("", opportunity.language)
    shown = {
        "url": opportunity.get_absolute_url(),
        "title": title,
        "summary": summary,
        "type": wording.type_name(opportunity.type),
        "icon": wording.TYPE_ICONS.get(opportunity.type, "concept"),
        "owner": owner_of(opportunity, reader),
        "sectors": sector_chips(opportunity.sectors),
        "state": "" if opportunity.is_live(timezone.localdate()) else shown_state(opportunity),
        "language": names.language_name(opportunity.language),
        "anonymous": opportunity.anonymous,
        "is_example": opportunity.is_example,
        "valid_until": opportunity.valid_until,
    }
    return {"opportunity": opportunity, "shown": shown, **shown}


def shown_state(opportunity: Opportunity) -> str:
    """In words; one whose time is over is expired, though the clock's job may not have noted it yet."""
    over = opportunity.state == "published" and not opportunity.is_live(timezone.localdate())
    return state_name("expired" if over else opportunity.state)


def sector_chips(sectors: Iterable[str]) -> list[dict[str, str]]:
    return [{"label": names.sector_name(one), "icon": one, "sector": one} for one in sectors]


def concept_chips(concepts: Iterable[str]) -> list[dict[str, str]]:
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


def address_of(name: str, *args: Any) -> str:
    """The address of a page; empty where this site does not have it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
