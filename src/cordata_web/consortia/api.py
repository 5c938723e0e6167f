"""Consortia for programs: lists, one with its partners, and what the rules say of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from ninja import Path, Query, Router, Schema

from cordata.exchange import CONSORTIUM, PARTNERSHIP
from cordata.kernel import Kind
from cordata_web.api.paging import Paged, Paging, Spoken, paged
from cordata_web.api.problems import ProblemError
from cordata_web.consortia.checking import check_consortium
from cordata_web.consortia.facts import consortium_facts, partners_of
from cordata_web.consortia.models import Consortium, ConsortiumPartner, Role
from cordata_web.exchange.api_shapes import Id
from cordata_web.people import policy

router = Router(tags=["consortia"])
ConsortiumState = Literal[*CONSORTIUM.states]
PartnerState = Literal[*PARTNERSHIP.states]
RoleCode = Literal[*Role.values]
Status = Literal["satisfied", "broken", "to_check"]
Outcome = Literal["eligible", "not_eligible", "needs_review"]


class PartnerOut(Schema):
    """One partner. ``organisation`` is its id in the directory; null where it is not there."""

    id: str
    organisation: str | None
    name: str
    country: str
    kind: Kind | Literal[""]
    nuts: str
    sme: bool | None
    nonprofit: bool | None
    group: str
    role: RoleCode
    state: PartnerState
    locked: bool


class ConsortiumOut(Schema):
    """Partners who plan a project. ``day`` is the one whose rules hold, ``owner`` the organisation that began it."""

    id: str
    url: str
    title: str
    state: ConsortiumState
    owner: str
    programme: str
    call: str
    day: date
    start: date | None
    duration_months: int | None
    concepts: list[str]
    updated: datetime
    partners: list[PartnerOut]


class ConsortiumPage(Paged):
    consortia: list[ConsortiumOut]


class ConsortiumFilters(Paging):
    state: list[ConsortiumState] = []


class FindingOut(Schema):
    """A rule's answer: why, as a sentence, and where the rule stands."""

    id: str
    name: str
    status: Status
    hard: bool
    message: str
    source: str
    confirmed: bool


class CheckOut(Schema):
    programme: str
    day: date
    verdict: Outcome
    rules: list[FindingOut]


@router.get("/consortia", response=ConsortiumPage, operation_id="list_consortia", summary="Consortia that you may see")
def list_consortia(request: HttpRequest, filters: Query[ConsortiumFilters]) -> dict[str, Any]:
    rows = policy.visible_to(request.user, Consortium.objects.all())
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "consortia", lambda row: _out(request, row))


@router.get("/consortia/{id}", response=ConsortiumOut, operation_id="get_consortium", summary="One consortium")
def get_consortium(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return _out(request, _seen(request, id))


@router.get(
    "/consortia/{id}/check", response=CheckOut, operation_id="check_consortium",
    summary="What the programme's rules say of a consortium",
)  # fmt: skip
def check(request: HttpRequest, id: Path[Id], spoken: Query[Spoken]) -> dict[str, Any]:
    row = _seen(request, id)
    sees_budget = policy.can(request.user, "see_budget", row)
    with override(spoken.language):
        checked = check_consortium(row, consortium_facts(row, with_budget=sees_budget))
        if checked.verdict is None:
            raise ProblemError(409, "No programme is chosen, or it has no rules on the day.")
        return {
            "programme": row.programme,
            "day": row.day,
            "verdict": checked.outcome,
            "rules": [
                {
                    **{name: getattr(rule, name) for name in ("id", "name", "status", "hard", "source", "confirmed")},
                    "message": " ".join(rule.sentences),
                }
                for rule in checked.rules
            ],
        }


def _seen(request: HttpRequest, pk: str) -> Consortium:
    return get_object_or_404(policy.visible_to(request.user, Consortium.objects.all()), pk=pk)


def _out(request: HttpRequest, row: Consortium) -> dict[str, Any]:
    names = ("title", "state", "programme", "call", "day", "start", "duration_months", "concepts", "updated")
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "owner": row.owner_id,
        **{name: getattr(row, name) for name in names},
        "partners": [_partner_out(one) for one in partners_of(row)],
    }


def _partner_out(one: ConsortiumPartner) -> dict[str, Any]:
    place: Any = one.profile or one
    return {
        "id": one.pk,
        "organisation": one.profile_id,
        **{name: getattr(place, name) for name in ("name", "country", "kind", "nuts")},
        **{name: getattr(one, name) for name in ("sme", "nonprofit", "group", "role", "state", "locked")},
    }
