"""Programmes for programs: rules, rates and what is not known, by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.funding import Programme, load_programmes
from cordata.funding.rules.telling import among
from cordata_web.api.paging import Paged, Paging, counted
from cordata_web.programmes import showing

router = Router(tags=["financing"])


class Grounded(Schema):
    """Where something stands, whether it was read there, and the days for which it holds: null where not told."""

    source: str
    confirmed: bool
    valid_from: date | None
    valid_to: date | None


class RuleOut(Grounded):
    id: str
    name: str
    text: str = Field(description="What is asked for, in the language of the header Accept-Language.")
    hard: bool = Field(description="A hard rule decides; a soft one may be departed from with good reasons.")


class RateOut(Grounded):
    percent: str = Field(description="Share of the eligible cost that is paid, as a decimal.")
    among: dict[str, Any] = Field(description="Who is meant, by codes; empty for all partners.")
    categories: list[str]
    activity: str


class LimitOut(Grounded):
    text: str = Field(description="A flat rate or a cap, as a sentence.")
    hard: bool


class ProgrammeListed(Schema):
    id: str
    url: str
    name: str
    family: str
    valid_from: date | None
    valid_to: date | None
    currency: str


class ProgrammeOut(ProgrammeListed):
    on: date
    is_valid: bool
    rules: list[RuleOut]
    rates: list[RateOut]
    limits: list[LimitOut]
    categories: list[str]
    gaps: list[str] = Field(description="What is not known here, by code.")
    sources: list[str]


class ProgrammePage(Paged):
    programmes: list[ProgrammeListed]


class ProgrammeFilters(Paging):
    """All of the filters that are given."""

    family: str = ""
    on: date | None = Field(None, description="A day on which it is valid.")


@router.get("/programmes", response=ProgrammePage, operation_id="list_programmes", summary="Programmes with rules")
def list_programmes(request: HttpRequest, filters: Query[ProgrammeFilters]) -> dict[str, Any]:
    known = load_programmes().values()
    if filters.family and filters.family not in {one.family for one in known}:
        raise HttpError(422, f"Not known here: {filters.family}.")
    found = [
        one
        for one in known
        if filters.family in ("", one.family) and (filters.on is None or one.valid.holds(filters.on))
    ]
    start = (filters.page - 1) * filters.per_page
    shown = found[start : start + filters.per_page]
    return {**counted(len(found), filters), "programmes": [_listed(request, one) for one in shown]}


@router.get(
    "/programmes/{programme_id}", response=ProgrammeOut, operation_id="get_programme", summary="One programme on a day"
)
def get_programme(request: HttpRequest, programme_id: str, on: date | None = None) -> dict[str, Any]:
    one = load_programmes().get(programme_id)
    if one is None:
        raise HttpError(404, "There is no programme of this name.")
    day = on or timezone.localdate()
    valid = one.valid.holds(day)
    return {
        **_listed(request, one),
        "on": day,
        "is_valid": valid,
        "rules": [_grounded(showing.rule_row(rule, one.currency)) for rule in one.rules_on(day)],
        "rates": [_rate(rate) for rate in one.rates_on(day)] if valid else [],
        "limits": [_grounded(row) for row in showing.money_rows(one, day)],
        "categories": list(one.categories),
        "gaps": list(one.gaps),
        "sources": list(one.sources),
    }


def _listed(request: HttpRequest, one: Programme) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": request.build_absolute_uri(reverse("programmes:programme", args=[one.id])),
        "name": one.name,
        "family": one.family,
        "valid_from": one.valid.first,
        "valid_to": one.valid.last,
        "currency": one.currency,
    }


def _rate(rate: Any) -> dict[str, Any]:
    facts = {
        "percent": str(rate.percent),
        "among": among(rate.among)["among"],
        "categories": sorted(rate.categories),
        "activity": rate.activity,
    }
    return _grounded({**facts, **showing.evidence(rate)})


def _grounded(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "valid_from": row["valid"].first, "valid_to": row["valid"].last}
