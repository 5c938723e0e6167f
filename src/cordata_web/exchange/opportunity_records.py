"""Opportunities as records of their own index, and as the questions that they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from django.utils import timezone

from cordata.kernel import Language, Place, load_regions
from cordata.kernel.places import languages_spoken
from cordata.matching import Filters, Query, Record
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import Indexed, keep_in_step
from cordata_web.exchange.models import Opportunity, OpportunityType

READ = ("titles", "summaries", "descriptions", "advantages")
ASKED = ("titles", "summaries", "descriptions", "partner_roles")
ROWS_AT_ONCE = 500


def live_opportunities() -> list[Opportunity]:
    """Those that everybody may see now, with their organisations."""
    rows = Opportunity.objects.filter(state="published", valid_until__gte=timezone.localdate())
    return list(
        rows.filter(organisation__state="published").defer("search_text").select_related("organisation").order_by("pk")
    )


def update_opportunity_index(*, everything: bool = False) -> Indexed:
    """Bring the indexes of the opportunities on the disk in step with the live ones; told of all, without research.

    Research requests stand in one more of their own: there each is read for what it is about, not for what it needs.
    """
    live = live_opportunities()
    research = [replace(record_of(row), side=None) for row in live if row.type == OpportunityType.RESEARCH_REQUEST]
    keep_in_step(matching.RESEARCH, research, everything=everything)
    return keep_in_step(matching.OPPORTUNITIES, list(records_of(live)), everything=everything)


def records_of(opportunities: list[Opportunity]) -> Iterator[Record]:
    for row in opportunities:
        yield record_of(row)


def record_of(row: Opportunity) -> Record:
    """What is to be found of an opportunity; of an anonymous one only the country, as nearness would tell where."""
    owner = row.organisation
    english = _said(row, "en", READ) if row.language != "en" else ""
    return Record(
        id=row.pk,
        text=_said(row, row.language, READ),
        language=cast(Language, row.language),
        kind=owner.kind,
        country=owner.country,
        nuts=None if row.anonymous else owner.nuts,
        sectors=tuple(row.sectors),
        concepts=tuple(concept for concept in row.concepts if concept in thesaurus()),
        place=None if row.anonymous else _place_of(owner),
        languages=languages_spoken(owner.country, None if row.anonymous else owner.nuts),
        side=row.side,
        english=english,
    )


def query_of(row: Opportunity) -> Query:
    """What an opportunity asks; an anonymous one does not say where exactly it asks from."""
    owner = row.organisation
    return Query(
        _said(row, row.language, ASKED),
        language=cast(Language, row.language),
        side=row.side,
        country=owner.country,
        nuts=None if row.anonymous else owner.nuts,
        place=None if row.anonymous else _place_of(owner),
    )


def filters_of(row: Opportunity) -> Filters:
    """The partner that an opportunity seeks."""
    return Filters(countries=tuple(row.partner_countries), kinds=tuple(row.partner_kinds))


def welcomes(row: Opportunity, profile: Profile) -> bool:
    """Whether an organisation is of a kind and from a country that the opportunity seeks."""
    kinds, countries = row.partner_kinds, row.partner_countries
    return (not kinds or profile.kind in kinds) and (not countries or profile.country in countries)


def _said(row: Opportunity, language: str, columns: tuple[str, ...]) -> str:
    return "\n".join(filter(None, (getattr(row, column).get(language, "") for column in columns)))


def _place_of(owner: Profile) -> Place | None:
    if owner.latitude is not None and owner.longitude is not None:
        return Place(owner.latitude, owner.longitude)
    region = load_regions().get(owner.region)
    return region.centre if region else None
