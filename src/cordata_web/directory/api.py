"""The directory for programs: profiles, concepts, regions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.kernel import LANGUAGES, Country, Kind, Language, Sector, load_regions
from cordata.thesaurus import Concept
from cordata_web.api.paging import Page, PerPage
from cordata_web.directory import queries
from cordata_web.directory.files import as_json
from cordata_web.directory.models import Profile
from cordata_web.directory.selection import Selection, read_selection
from cordata_web.directory.vocabulary import find_concepts, thesaurus

router = Router(tags=["directory"])
LONGEST_WORDS = 200

Words = Annotated[str, Field(max_length=LONGEST_WORDS, description="All of these words, of any language.")]
Texts = dict[Language, str]


class Source(Schema):
    source: str
    confirmed: bool
    checked: str
    fields: list[str]


class ProfileOut(Schema):
    """A cluster, an organisation or a firm. ``example`` marks what is invented."""

    id: str
    url: str
    name: str
    short_name: str
    kind: Kind
    cluster_type: str
    country: Country
    nuts: str
    town: str
    latitude: float | None
    longitude: float | None
    website: str
    founded: int | None
    members_count: int | None
    members_year: int | None
    employees: int | None
    managed_by: str
    label: str
    status: Literal["active", "unknown", "ended"]
    local_language: Language
    sectors: list[Sector]
    concepts: list[str]
    example: bool
    descriptions: Texts
    offers: Texts
    seeks: Texts
    outdated: list[Language] = Field(description="Languages whose texts are older than those in `local_language`.")
    citations: list[Source]


class ConceptOut(Schema):
    """A technology, product or service, by language."""

    id: str
    url: str
    sector: Sector
    other_sectors: list[Sector]
    broader: str | None
    narrower: list[str]
    related: list[str]
    labels: Texts
    synonyms: dict[Language, list[str]]
    definitions: Texts


class RegionOut(Schema):
    """A NUTS-2 region and the number of its profiles."""

    code: str
    url: str
    country: Country
    names: Texts
    latitude: float
    longitude: float
    profiles: int


class ProfilePage(Schema):
    total: int
    page: int
    pages: int
    profiles: list[ProfileOut]


class ConceptPage(Schema):
    total: int
    page: int
    pages: int
    concepts: list[ConceptOut]


class ProfileFilters(Schema):
    """Any of the values of one filter, all of the filters."""

    q: Words = ""
    kind: list[Kind] = []
    sector: list[Sector] = []
    country: list[Country] = []
    region: list[str] = Field([], description="NUTS codes of any level.")
    concept: list[str] = Field([], description="Ids of concepts; narrower ones count too.")
    page: Page = 1
    per_page: PerPage = 50


@router.get("/profiles", response=ProfilePage, operation_id="list_profiles", summary="Profiles, filtered and in pages")
def list_profiles(request: HttpRequest, filters: Query[ProfileFilters]) -> dict[str, Any]:
    selection = _selection(request)
    found = queries.best_first(queries.matching(queries.listed_for(request.user), selection), selection.q)
    total = found.count()
    start = (filters.page - 1) * filters.per_page
    rows = queries.for_lists(found).prefetch_related("citations")[start : start + filters.per_page]
    return {**_paged(total, filters.page, filters.per_page), "profiles": [profile_out(request, row) for row in rows]}


@router.get("/profiles/{profile_id}", response=ProfileOut, operation_id="get_profile", summary="One profile")
def get_profile(request: HttpRequest, profile_id: str) -> dict[str, Any]:
    visible = queries.visible_to(request.user).prefetch_related("concepts", "citations")
    return profile_out(request, get_object_or_404(visible, pk=profile_id))


@router.get("/concepts", response=ConceptPage, operation_id="list_concepts", summary="Concepts of the thesaurus")
def list_concepts(
    request: HttpRequest, q: Words = "", sector: Sector | None = None, page: Page = 1, per_page: PerPage = 50
) -> dict[str, Any]:
    found: Sequence[Concept] = [concept for concept, _name in find_concepts(q)] if q else list(thesaurus().values())
    kept = [concept for concept in found if sector is None or sector in concept.sectors]
    shown = kept[(page - 1) * per_page : page * per_page]
    return {**_paged(len(kept), page, per_page), "concepts": [_concept_out(request, concept) for concept in shown]}


@router.get("/concepts/{concept_id}", response=ConceptOut, operation_id="get_concept", summary="One concept")
def get_concept(request: HttpRequest, concept_id: str) -> dict[str, Any]:
    concept = thesaurus().get(concept_id)
    if concept is None:
        raise HttpError(404, "The thesaurus has no such concept.")
    return _concept_out(request, concept)


@router.get("/regions", response=list[RegionOut], operation_id="list_regions", summary="The 44 regions")
def list_regions(request: HttpRequest) -> list[dict[str, Any]]:
    numbers = queries.counts_of("region", queries.listed_for(request.user))
    return [
        {
            "code": region.code,
            "url": request.build_absolute_uri(reverse("directory:region", args=[region.code])),
            "country": region.country,
            "names": region.names,
            "latitude": region.centre.latitude,
            "longitude": region.centre.longitude,
            "profiles": numbers[region.code],
        }
        for region in load_regions().values()
    ]


def profile_out(request: HttpRequest, row: Profile) -> dict[str, Any]:
    """Every public fact of a profile, and the address of its page."""
    return {**as_json(row), "outdated": row.outdated, "url": request.build_absolute_uri(row.get_absolute_url())}


def _concept_out(request: HttpRequest, concept: Concept) -> dict[str, Any]:
    wordings = concept.wordings
    return {
        "id": concept.id,
        "url": request.build_absolute_uri(reverse("directory:concept", args=[concept.id])),
        "sector": concept.sector,
        "other_sectors": concept.other_sectors,
        "broader": concept.broader,
        "narrower": thesaurus().narrower(concept.id),
        "related": concept.related,
        "labels": {language: wordings[language].label for language in LANGUAGES},
        "synonyms": {language: wordings[language].synonyms for language in LANGUAGES},
        "definitions": {language: wordings[language].definition for language in LANGUAGES},
    }


def _selection(request: HttpRequest) -> Selection:
    """The selection of the request; refuses regions and concepts that are not known."""
    selection = read_selection(request.GET)
    if selection.unknown:
        raise HttpError(422, f"Not known here: {', '.join(selection.unknown)}.")
    return selection


def _paged(total: int, page: int, per_page: int) -> dict[str, int]:
    return {"total": total, "page": page, "pages": math.ceil(total / per_page)}
