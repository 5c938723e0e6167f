"""Profiles of the database as profiles of the library, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from cordata import directory as library
from cordata.kernel import Place
from cordata_web.directory import models
from cordata_web.directory.folding import fold, searchable
from cordata_web.directory.vocabulary import names_of, thesaurus

FACTS = ("sectors", "town", "website", "founded", "members_count", "employees", "managed_by", "label", "descriptions")
"""Facts that the source of a profile of the library stands for."""


def plain_profile(row: models.Profile) -> library.Profile:
    """A row, its concepts and its newest source as the library's value; prefetch concepts and citations for many.

    Concepts that the thesaurus has dropped since are left out.
    """
    return library.Profile(
        id=row.pk,
        name=row.name,
        kind=cast(Any, row.kind),
        country=row.country,
        nuts=row.nuts,
        town=row.town,
        local_language=cast(Any, row.local_language),
        citation=_plain_citation(row),
        short_name=row.short_name,
        cluster_type=row.cluster_type,
        place=None if row.latitude is None or row.longitude is None else Place(row.latitude, row.longitude),
        sectors=tuple(row.sectors),
        concepts=tuple(concept for concept in row.concept_ids if concept in thesaurus()),
        website=row.website,
        founded=row.founded,
        members=row.members_count,
        members_year=row.members_year,
        employees=row.employees,
        managed_by=row.managed_by,
        label=row.label,
        status=row.status,
        example=row.is_example,
        descriptions=row.descriptions,
        offers=row.offers,
        seeks=row.seeks,
    )


def columns_of(profile: library.Profile) -> dict[str, Any]:
    """The columns of a profile's row, all but its key and its times."""
    return {
        "name": profile.name,
        "short_name": profile.short_name,
        "kind": profile.kind,
        "cluster_type": profile.cluster_type,
        "country": profile.country,
        "nuts": profile.nuts,
        "town": profile.town,
        "latitude": profile.place.latitude if profile.place else None,
        "longitude": profile.place.longitude if profile.place else None,
        "sectors": list(profile.sectors),
        "website": profile.website,
        "founded": profile.founded,
        "members_count": profile.members,
        "members_year": profile.members_year,
        "employees": profile.employees,
        "managed_by": profile.managed_by,
        "label": profile.label,
        "status": profile.status,
        "local_language": profile.local_language,
        "descriptions": dict(profile.descriptions),
        "offers": dict(profile.offers),
        "seeks": dict(profile.seeks),
        "is_example": profile.example,
        "folded_name": fold(f"{profile.name} {profile.short_name}"),
        "search_text": search_text(profile),
    }


def citation_columns(profile: library.Profile) -> dict[str, Any] | None:
    """The profile's source and the facts that stand there; None for invented profiles, which have no source."""
    if not profile.citation.source:
        return None
    columns = columns_of(profile)
    return {
        "source": profile.citation.source,
        "confirmed": profile.citation.confirmed,
        "checked": date.fromisoformat(profile.citation.checked),
        "fields": [fact for fact in FACTS if columns[fact] not in (None, "", [], {})],
    }


def search_text(profile: library.Profile) -> str:
    """Names, place, texts, and the names of the concepts in all languages, folded."""
    texts: list[Iterable[str]] = [
        (profile.name, profile.short_name, profile.town, profile.managed_by, profile.label),
        profile.descriptions.values(),
        profile.offers.values(),
        profile.seeks.values(),
        *map(names_of, profile.concepts),
    ]
    return searchable([text for group in texts for text in group])


def _plain_citation(row: models.Profile) -> library.Citation:
    citations: Sequence[models.Citation] = list(row.citations.all())
    if not citations:
        return library.Citation("", confirmed=False, checked=row.updated.date().isoformat())
    newest = citations[0]
    return library.Citation(newest.source, newest.confirmed, newest.checked.isoformat())
