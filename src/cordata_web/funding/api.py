"""Financing for programs: the instruments that pay for clusters and their joint projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.funding import Instrument
from cordata.funding.instruments import Beneficiary, Form, Level, Purpose, Status
from cordata.kernel import load_regions
from cordata_web.api.paging import Paged, Paging, counted
from cordata_web.funding.records import known_instruments
from cordata_web.funding.selection import Selection
from cordata_web.funding.views.instruments import plain

router = Router(tags=["financing"])


class InstrumentOut(Schema):
    """One way of paying. What is not known is null or empty; ``confirmed`` says whether the source was read."""

    id: str
    url: str
    name: str
    local_name: str
    funder: str
    level: Level
    territories: list[str] = Field(description="Countries, NUTS codes of any level, or EU.")
    form: Form
    purpose: Purpose
    beneficiaries: list[Beneficiary]
    rate: int | None = Field(description="Highest share of the eligible cost, in per cent.")
    ceiling: int | None
    budget: int | None
    currency: str
    months: int | None
    conditions: str
    valid_from: date | None
    valid_to: date | None
    status: Status
    legal_basis: str
    website: str
    source: str
    confirmed: bool
    checked: date


class InstrumentPage(Paged):
    instruments: list[InstrumentOut]


class InstrumentFilters(Paging):
    """All of the filters that are given."""

    region: str = Field("", description="One of the 44 NUTS-2 regions: what serves it.")
    level: Level | None = None
    form: Form | None = None
    purpose: Purpose | None = None
    beneficiary: Beneficiary | None = None
    status: Status | None = None
    on: date | None = Field(None, description="A day on which it is valid, as far as the ends are known.")


@router.get("/instruments", response=InstrumentPage, operation_id="list_instruments", summary="Financing instruments")
def list_instruments(request: HttpRequest, filters: Query[InstrumentFilters]) -> dict[str, Any]:
    if filters.region and filters.region not in load_regions():
        raise HttpError(422, f"Not known here: {filters.region}.")
    names = ("region", "level", "form", "purpose", "beneficiary", "status")
    selection = Selection(**{name: getattr(filters, name) or "" for name in names}, on=filters.on)
    found = selection.of(known_instruments().values())
    start = (filters.page - 1) * filters.per_page
    shown = found[start : start + filters.per_page]
    return {**counted(len(found), filters), "instruments": [_out(request, one) for one in shown]}


@router.get(
    "/instruments/{instrument_id}", response=InstrumentOut, operation_id="get_instrument", summary="One instrument"
)
def get_instrument(request: HttpRequest, instrument_id: str) -> dict[str, Any]:
    one = known_instruments().get(instrument_id)
    if one is None:
        raise HttpError(404, "There is no instrument of this name.")
    return _out(request, one)


def _out(request: HttpRequest, one: Instrument) -> dict[str, Any]:
    address = reverse("funding:instrument", args=[one.id])
    return {**plain(one), "url": request.build_absolute_uri(address)}
