"""How the API shows things of the exchange; whose an opportunity is, it tells where the policy allows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cordata.exchange import COLLABORATION, INTEREST, INTRODUCTION, PUBLICATION, Machine, TransitionRefusedError
from cordata.kernel import Country, Kind, Language, Sector
from cordata.matching.records import Side
from cordata_web.directory.models import Profile
from cordata_web.exchange.cards import owner_of
from cordata_web.exchange.models import CooperationType, IprStatus, Opportunity, OpportunityType
from cordata_web.people import policy
from cordata_web.people.policy import Reader, Standing

Texts = dict[Language, str]
TypeCode = Literal[*OpportunityType.values]
CooperationCode = Literal[*CooperationType.values]
IprCode = Literal[*IprStatus.values]
Translator = Literal["author", "translator", "machine"]
PublicationState = Literal[*PUBLICATION.states]
InterestState = Literal[*INTEREST.states]
IntroductionState = Literal[*INTRODUCTION.states]
CollaborationState = Literal[*COLLABORATION.states]
Id = Annotated[str, Field(min_length=1, max_length=120)]


class OwnerOut(Schema):
    """Who stands behind an opportunity. Where it is anonymous to you, only ``kind`` and ``country`` are told."""

    named: bool
    kind: Kind
    country: Country
    id: str | None
    name: str | None
    url: str | None


class OpportunityOut(Schema):
    """An offer or a request. ``translated`` says of each further language who translated, ``outdated`` which of them
    are older than the original."""

    id: str
    url: str
    type: TypeCode
    side: Side
    state: PublicationState
    language: Language
    titles: Texts
    summaries: Texts
    descriptions: Texts
    advantages: Texts
    partner_roles: Texts
    translated: dict[Language, Translator]
    outdated: list[Language]
    sectors: list[Sector]
    concepts: list[str]
    trl: int | None
    ipr_status: IprCode | Literal[""]
    partner_kinds: list[Kind]
    partner_countries: list[Country]
    cooperation: list[CooperationCode]
    anonymous: bool
    valid_until: date
    published: datetime | None
    example: bool
    owner: OwnerOut


PLAIN = (
    *("type", "side", "language", "titles", "summaries", "descriptions", "advantages", "partner_roles", "translated"),
    "outdated",
    *("sectors", "concepts", "trl", "ipr_status", "partner_kinds", "partner_countries", "cooperation", "anonymous"),
    *("valid_until", "published"),
)


def opportunity_out(request: HttpRequest, row: Opportunity, standing: Standing) -> dict[str, Any]:
    """An opportunity whose time is over is expired, though the clock's job may not have noted it yet."""
    over = row.state == "published" and not row.is_live(timezone.localdate())
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        **{name: getattr(row, name) for name in PLAIN},
        "state": "expired" if over else row.state,
        "example": row.is_example,
        "owner": owner_out(request, row, standing),
    }


def owner_out(request: HttpRequest, row: Opportunity, reader: Reader | Standing) -> dict[str, Any]:
    owner, profile = owner_of(row, reader), row.organisation
    named = owner.is_named
    return {
        "named": named,
        "kind": profile.kind,
        "country": profile.country,
        "id": profile.pk if named else None,
        "name": owner.name if named else None,
        "url": request.build_absolute_uri(owner.url) if named else None,
    }


class OrganisationName(Schema):
    id: str
    name: str
    url: str
    kind: Kind
    country: Country


def name_out(request: HttpRequest, row: Profile) -> dict[str, Any]:
    url = request.build_absolute_uri(row.get_absolute_url())
    return {"id": row.pk, "name": row.name, "url": url, "kind": row.kind, "country": row.country}


def steps_of(machine: Machine, thing: Any, standing: Standing) -> list[str]:
    """The steps that the asker may take now."""
    return [step for step in machine.steps if policy.can(standing, step, thing)]


def demand_step(machine: Machine, standing: Standing, step: str, thing: Any) -> None:
    """TransitionRefusedError where nobody may take it as things stand; PermissionDenied where only others may."""
    if machine.transition(step, thing.state) is None:
        raise TransitionRefusedError(machine.name, step, thing.state)
    policy.demand(standing, step, thing)
