"""Calls for programs, with their status at a moment and every deadline in its zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.funding.calls import CallStatus, Model, Stage, status_at
from cordata_web.api.paging import Paged, Paging, counted
from cordata_web.calls import listing
from cordata_web.calls.models import Call
from cordata_web.calls.records import facts_of

router = Router(tags=["financing"])


class DeadlineOut(Schema):
    at: datetime
    zone: str
    stage: Stage
    number: int = Field(description="Counts cut-offs from 1 on; 0 for anything else.")


class CallListed(Schema):
    id: str
    url: str
    reference: str = Field(description="The identifier at the source.")
    titles: dict[str, str]
    topic: str
    family: str
    programme: str = Field(description="The programme whose rules hold; empty where none is known.")
    action: str
    stages: Model
    status: CallStatus
    opening: date | None
    deadlines: list[DeadlineOut]
    grant_min: int | None
    grant_max: int | None
    currency: str
    website: str
    is_example: bool


class CallOut(CallListed):
    texts: dict[str, str]
    conditions: str
    keywords: list[str]
    countries: list[str]
    kinds: list[str]
    trl_start: list[int] | None
    trl_end: list[int] | None
    source: str
    fetched: date | None


class CallPage(Paged):
    calls: list[CallListed]


class CallFilters(Paging):
    """All of the filters that are given."""

    family: str = ""
    programme: str = ""
    action: str = ""
    status: Literal["forthcoming", "open", "closed", "unknown", "wanted", "all"] = Field(
        "wanted", description="``wanted``: all that are not closed."
    )
    month: str = Field("", pattern=r"^(20\d\d-(0[1-9]|1[0-2]))?$", description="Of a deadline, such as 2026-09.")
    q: str = Field("", max_length=listing.LONGEST_QUERY, description="Words of title, topic and keywords.")
    on: date | None = Field(None, description="Status on this day; else now.")


@router.get("/calls", response=CallPage, operation_id="list_calls", summary="Calls for proposals")
def list_calls(request: HttpRequest, filters: Query[CallFilters]) -> dict[str, Any]:
    asked = QueryDict(mutable=True)
    names = ("family", "programme", "action", "status", "month", "q")
    asked.update({name: str(getattr(filters, name)) for name in names})
    if filters.on:
        asked["on"] = filters.on.isoformat()
    chosen = listing.read_chosen(asked)
    if chosen.unknown:
        raise HttpError(422, f"Not known here: {', '.join(chosen.unknown)}.")
    found = listing.found(chosen)
    start = (filters.page - 1) * filters.per_page
    shown = found[start : start + filters.per_page]
    return {**counted(len(found), filters), "calls": [_listed(request, one.row, one.status) for one in shown]}


@router.get("/calls/{call_id}", response=CallOut, operation_id="get_call", summary="One call")
def get_call(request: HttpRequest, call_id: str) -> dict[str, Any]:
    row = Call.objects.filter(pk=call_id, withdrawn__isnull=True).prefetch_related("deadlines").first()
    if row is None:
        raise HttpError(404, "There is no call of this name.")
    plain = ("texts", "conditions", "keywords", "countries", "kinds", "source", "fetched")
    return {
        **_listed(request, row, status_at(facts_of(row), timezone.now())),
        **{name: getattr(row, name) for name in plain},
        "trl_start": row.maturity.get("start"),
        "trl_end": row.maturity.get("end"),
    }


def _listed(request: HttpRequest, row: Call, status: str) -> dict[str, Any]:
    names = ("reference", "titles", "topic", "family", "programme", "action", "opening", "currency")
    deadlines = [
        {"at": one.at, "zone": one.zone, "stage": one.stage, "number": one.number} for one in row.deadlines.all()
    ]
    return {
        **{name: getattr(row, name) for name in names},
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "stages": row.model,
        "status": status,
        "deadlines": deadlines,
        "grant_min": row.smallest,
        "grant_max": row.largest,
        "website": row.url,
        "is_example": row.origin == Call.Origin.EXAMPLE,
    }
