"""Synchronised calls for programs: what each region pays, who may apply where, who could apply with whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.funding.synchronised import Admission, Applicants, Group, SideReach
from cordata.kernel import Sector
from cordata_web.funding.joint_choice import MONEY, MOST_SIDES, read_choice
from cordata_web.funding.joint_plan import Plan, plan_of
from cordata_web.funding.records import known_instruments

router = Router(tags=["financing"])
Money = Decimal | None
NOTHING: tuple[Any, ...] = ()


class JointApplicantOut(Schema):
    """``sure`` is false where a person has to look; ``reason`` is a code."""

    organisation: str
    sure: bool
    reason: str


class JointSideOut(Schema):
    """One region's part; amounts are of ``currency``. What is not known is null, ``unknown`` says why."""

    instrument: str
    territories: list[str]
    currency: str
    rate: Money
    ceiling: int | None
    amount: Money
    cost: Money
    paid: Money = Field(description="What it pays its applicant in one project.")
    own: Money = Field(description="What its applicant bears.")
    projects: int | None = Field(description="For how many projects its money is enough.")
    left: Money
    unknown: list[str]
    applicants: list[JointApplicantOut]
    off_theme: int = Field(description="Those who may apply, perhaps, and do not work on the theme.")


class JointDifferenceOut(Schema):
    """What is to be agreed on first: a code, and the value of each instrument, empty where it is not known."""

    code: str
    values: list[str]


class JointReasonOut(Schema):
    one: str
    other: str
    codes: list[str]
    potential: float | None = Field(description="Cooperation potential of their regions, 0 to 100.")


class JointGroupOut(Schema):
    """One applicant of each region, in the order of the sides; ``worth`` from 0 to 1."""

    organisations: list[str]
    worth: float
    reasons: list[JointReasonOut]


class JointCallOut(Schema):
    """``projects`` is null as long as one side is not known; ``at_most`` is what those allow that are known.

    ``url`` is the page that shows the same.
    """

    url: str
    sides: list[JointSideOut]
    differences: list[JointDifferenceOut]
    projects: int | None
    at_most: int | None
    limiting: list[str]
    groups: list[JointGroupOut]


class JointCallAsked(Schema):
    """Two instruments or more; money in their order, all of them or none."""

    instrument: list[str] = Field(description="Identifiers of two to five instruments.")
    amount: list[Decimal] = Field(NOTHING, description="The money that each puts in; else its budget.")
    cost: list[Decimal] = Field(NOTHING, description="What each applicant's part of one project costs.")
    rate: list[Decimal] = Field(NOTHING, description="Rates that were agreed, in per cent; else the highest.")
    concept: list[str] = Field(NOTHING, description="Concepts of the theme.")
    sector: list[Sector] = Field(NOTHING, description="Sectors of the theme.")
    having: str = Field("", description="Only groups with this organisation.")
    unsure: bool = Field(False, description="Also those for whom a person has to look.")
    examples: bool = Field(True, description="Also invented examples.")


@router.get("/joint-call", response=JointCallOut, operation_id="plan_joint_call", summary="A synchronised call")
def plan_joint_call(request: HttpRequest, asked: Query[JointCallAsked]) -> dict[str, Any]:
    choice = read_choice(_as_address(asked), known_instruments())
    if choice.unknown:
        raise HttpError(422, f"Not known here: {', '.join(choice.unknown)}.")
    if not 1 < len(set(asked.instrument)) <= MOST_SIDES:
        raise HttpError(422, f"Name two to {MOST_SIDES} different instruments.")
    faults = [form.errors.as_text() for form in choice.forms if not form.is_valid()]
    if faults:
        raise HttpError(422, " ".join(faults))
    address = f"{reverse('funding:synchronised')}?{choice.query()}"
    return {"url": request.build_absolute_uri(address), **_out(plan_of(choice))}


def _as_address(asked: JointCallAsked) -> QueryDict:
    """The same as the address of the page, which has one name for each amount."""
    told = QueryDict(mutable=True)
    told.setlist("instrument", asked.instrument)
    for name in MONEY:
        values = getattr(asked, name)
        if values and len(values) != len(asked.instrument):
            raise HttpError(422, f"{name}: tell one for each instrument, or none.")
        told.update({f"{key}-{name}": f"{value:f}" for key, value in zip(asked.instrument, values, strict=False)})
    told.setlist("concept", list(asked.concept))
    told.setlist("sector", list(asked.sector))
    switches = {"having": asked.having, "unsure": asked.unsure, "real": not asked.examples}
    told.update({name: value for name, value in switches.items() if value})
    return told


def _out(plan: Plan) -> dict[str, Any]:
    sides = zip(plan.reach.sides, plan.applicants, strict=True)
    return {
        "sides": [_side(reach, applicants) for reach, applicants in sides],
        "differences": [{"code": one.code, "values": list(one.values)} for one in plan.differences],
        "projects": plan.reach.projects,
        "at_most": plan.reach.at_most,
        "limiting": list(plan.reach.limiting),
        "groups": [_group(group, plan) for group in plan.groups],
    }


def _side(reach: SideReach, applicants: Applicants) -> dict[str, Any]:
    instrument = reach.side.instrument
    return {
        "instrument": instrument.id,
        "territories": list(instrument.territories),
        "currency": instrument.currency,
        "rate": reach.side.percent,
        "ceiling": instrument.ceiling,
        "amount": reach.side.amount,
        "cost": reach.side.cost,
        **{name: getattr(reach, name) for name in ("paid", "own", "projects", "left")},
        "unknown": list(reach.unknown),
        "applicants": [_applicant(one) for one in (*applicants.admitted, *applicants.unsure)],
        "off_theme": applicants.off_theme,
    }


def _applicant(one: Admission) -> dict[str, Any]:
    return {"organisation": one.organisation.id, "sure": one.answer is True, "reason": one.reason.code}


def _group(group: Group, plan: Plan) -> dict[str, Any]:
    reasons = [
        {
            "one": pair.cluster,
            "other": pair.other,
            "codes": [reason.code for reason in pair.reasons],
            "potential": plan.potential_of(pair),
        }
        for pair in plan.pairs_of(group)
    ]
    return {"organisations": list(group.members), "worth": group.worth, "reasons": reasons}
