"""Financing mixes for programs: who could pay for the projects of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.funding.instruments import Beneficiary, Purpose
from cordata.funding.mixes import Part, Terms
from cordata.funding.money import granted
from cordata.kernel import load_regions
from cordata_web.api.problems import ProblemError
from cordata_web.funding.amounts import MOST
from cordata_web.funding.api import router
from cordata_web.funding.mix_forms import MOST_PROJECTS
from cordata_web.funding.mixing import Found, find_mix
from cordata_web.funding.records import known_instruments


class PaymentOut(Schema):
    """What an instrument pays for a project, in EUR; ``lent`` has to be paid back."""

    instrument: str
    project: int = Field(description="Its place in the list, from 1.")
    amount: Decimal
    lent: bool


class MixOut(Schema):
    """The mix that costs the partners least; ``unused`` tells by a code why an instrument pays nothing."""

    payments: list[PaymentOut]
    given: Decimal
    lent: Decimal
    borne: list[Decimal] = Field(description="What each project's partner bears, in their order.")
    short: list[Decimal] = Field(description="What of each project nobody can pay.")
    unused: dict[str, str]
    proved: bool
    gap: float


class MixQuery(Schema):
    project: list[str] = Field(
        min_length=1, max_length=MOST_PROJECTS,
        description="REGION,BENEFICIARY,COST or REGION,BENEFICIARY,COST,PURPOSE: such as ITC1,sme,120000,r_and_d.",
    )  # fmt: skip
    effort: Decimal = Field(Decimal(0), ge=0, le=MOST, description="What one application costs.")
    at_hand: Decimal | None = Field(None, ge=0, le=100, description="Per cent of a project that its partner can pay.")
    loans: bool = False
    on: date | None = Field(None, description="The day; else today.")


@router.get(
    "/financing-mix", response=MixOut, operation_id="find_financing_mix",
    summary="The mix of instruments that costs the partners of some projects least",
)  # fmt: skip
def financing_mix(request: HttpRequest, asked: Query[MixQuery]) -> dict[str, Any]:  # noqa: ARG001 - as ninja calls it
    parts = [_part(number, told, asked.at_hand) for number, told in enumerate(asked.project, start=1)]
    names = {part.id: part.id for part in parts}
    terms = Terms(effort=asked.effort, loans=asked.loans)
    return mix_out(find_mix(parts, names, known_instruments(), asked.on or timezone.localdate(), terms))


def mix_out(found: Found) -> dict[str, Any]:
    """As the schema has it."""
    mix = found.mix
    if mix is None:
        raise ProblemError(409, "The best mix was not found in time.")
    place = {part.id: number for number, part in enumerate(found.parts, start=1)}
    return {
        "payments": [
            {"instrument": one.source, "project": place[one.part], "amount": one.amount, "lent": one.lent}
            for one in mix.payments
        ],
        "given": mix.given,
        "lent": mix.lent,
        "borne": [mix.borne[part.id] for part in found.parts],
        "short": [mix.short.get(part.id, Decimal(0)) for part in found.parts],
        "unused": {key: reason.code for key, reason in mix.unused.items()},
        "proved": mix.proved,
        "gap": mix.gap,
    }


def _part(number: int, told: str, at_hand: Decimal | None) -> Part:
    words = [word.strip() for word in told.split(",")]
    region, beneficiary, amount, purpose = (*words, "", "", "", "")[:4]
    try:
        cost = Decimal(amount)
    except ArithmeticError:
        cost = Decimal("NaN")
    known = (
        (region, region in load_regions()),
        (beneficiary, beneficiary in get_args(Beneficiary)),
        (amount, cost.is_finite() and 0 < cost <= MOST),
        (purpose, purpose in ("", *get_args(Purpose))),
    )
    if wrong := [word for word, good in known if not good] or words[4:]:
        raise HttpError(422, f"Project {number}, {told!r}: not understood: {', '.join(map(repr, wrong))}.")
    cost = cost.quantize(Decimal("0.01"))
    own = None if at_hand is None else granted(cost, at_hand)
    return Part(str(number), cost, region, beneficiary, purpose or None, at_hand=own)  # type: ignore[arg-type]
