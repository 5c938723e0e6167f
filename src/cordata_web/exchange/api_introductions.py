"""Introductions, for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.exchange import INTRODUCTION, TransitionRefusedError
from cordata.kernel import Country, Kind
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import demand_valid, wrong_field
from cordata_web.exchange.actions import introductions as actions
from cordata_web.exchange.api_interests import Reason
from cordata_web.exchange.api_shapes import Id, IntroductionState
from cordata_web.exchange.forms.interests import AgreeForm, ProposeForm, TurnDownForm
from cordata_web.exchange.models import Collaboration, Introduction, Match
from cordata_web.exchange.sides import own_sides, sides_of
from cordata_web.people import policy
from cordata_web.people.policy import Standing

router = Router(tags=["introductions"])
LOADED = ("first", "second", "interest", "opportunity__organisation", "collaboration")
SideCode = Literal["first", "second"]
Step = Literal["agree", "decline", "close", "reopen", "join", "leave", "bring_in"]
RULES = {"agree": "decline", "decline": "decline", "bring_in": "join"}
"""The action of the policy that a step asks for, where it bears another name: whoever may say no may say yes."""
WAITING = ("proposed", "half_agreed")


class SideOut(Schema):
    """One of the two. Whoever stays anonymous until both have agreed has neither id nor name before."""

    side: SideCode
    hidden: bool
    own: bool
    agreed: bool
    id: str | None
    name: str | None
    kind: Kind
    country: Country


class IntroductionOut(Schema):
    """Two organisations brought together. ``steps`` are those open to you now."""

    id: str
    url: str
    state: IntroductionState
    sides: list[SideOut]
    interest: str | None
    opportunity: str | None
    collaboration: str | None
    note: str
    decline_reason: Reason | Literal[""]
    respond_by: date | None
    created: datetime
    opened: datetime | None
    steps: list[Step]


class IntroductionPage(Paged):
    introductions: list[IntroductionOut]


class IntroductionFilters(Paging):
    state: list[IntroductionState] = []


class NewIntroduction(Said):
    match: Id = Field(description="The match whose two sides you bring together.")
    note: str = Field("", description="Why; both sides read it.")


class IntroductionStep(Said):
    """``agree``: ``with_managers``; ``decline``: ``reason``. ``side`` is needed where you act for both."""

    side: SideCode | None = None
    with_managers: bool = False
    reason: Reason | None = None


@router.get(
    "/introductions", response=IntroductionPage, operation_id="list_introductions",
    summary="Introductions of your organisations and of the members of your clusters",
)  # fmt: skip
def list_introductions(request: HttpRequest, filters: Query[IntroductionFilters]) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Introduction.objects.select_related(*LOADED))
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "introductions", lambda row: _out(request, row, standing))


@router.post(
    "/introductions", response={201: IntroductionOut}, operation_id="propose_introduction", auth=WRITE,
    summary="Propose to bring the two sides of a match together",
)  # fmt: skip
def propose_introduction(request: HttpRequest, said: NewIntroduction) -> Any:
    rows = Match.objects.select_related("opportunity__organisation", "profile")
    match = policy.visible_to(request.user, rows).filter(pk=said.match).first()
    if match is None:
        raise wrong_field("match", "There is no such match.")
    policy.demand(request.user, "introduce", match)
    words = demand_valid(ProposeForm(as_form(said.model_dump())))
    made = actions.propose_from_match(match=match, proposer=request.user, today=timezone.localdate(), **words)
    return _out(request, made, policy.standing_of(request.user))


@router.get(
    "/introductions/{id}", response=IntroductionOut, operation_id="get_introduction", summary="One introduction"
)
def get_introduction(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return _out(request, found(request, id), policy.standing_of(request.user))


@router.post(
    "/introductions/{id}/steps/{step}", response=IntroductionOut, operation_id="step_introduction", auth=WRITE,
    summary="Agree, decline, close, open again, join, leave, bring in your clusters",
)  # fmt: skip
def take_step(
    request: HttpRequest, id: Path[Id], step: Path[Step], said: IntroductionStep | None = None
) -> dict[str, Any]:
    row, standing = found(request, id), policy.standing_of(request.user)
    _demand(row, step, standing)
    _do(request, row, step, said or IntroductionStep(), standing)
    return _out(request, found(request, id), policy.standing_of(request.user))


def found(request: HttpRequest, id: str) -> Introduction:
    return get_object_or_404(policy.visible_to(request.user, Introduction.objects.select_related(*LOADED)), pk=id)


def _demand(row: Introduction, step: str, standing: Standing) -> None:
    """Refused for how things stand, before it is refused for who asks."""
    if step in ("agree", "decline"):
        too_late = row.state not in WAITING
    else:
        too_late = step in INTRODUCTION.steps and INTRODUCTION.transition(step, row.state) is None
    if too_late:
        raise TransitionRefusedError(INTRODUCTION.name, step, row.state)
    policy.demand(standing, RULES.get(step, step), row)


def _do(request: HttpRequest, row: Introduction, step: str, said: IntroductionStep, standing: Standing) -> None:
    own = own_sides(row, standing)
    if step in ("agree", "decline", "join", "bring_in") and len(own) > 1 and said.side is None:
        raise wrong_field("side", "You act for both sides: say for which.")
    side = said.side or next(iter(own), "first")
    if step not in ("close", "reopen", "leave") and side not in own:
        raise wrong_field("side", "You do not act for this side.")
    today, actor = timezone.localdate(), request.user
    if step in ("agree", "decline"):
        form = (AgreeForm if step == "agree" else TurnDownForm)(as_form({**said.model_dump(), "side": side}))
        words = demand_valid(form)
        do: Callable[..., Any] = actions.agree_to_introduction if step == "agree" else actions.decline_introduction
        do(introduction=row, actor=actor, today=today, **words)
    elif step == "join":
        actions.join_introduction(introduction=row, user=actor, side=side)
    elif step == "leave":
        actions.leave_introduction(introduction=row, user=actor)
    elif step == "bring_in":
        actions.bring_in_clusters(introduction=row, side=side, actor=actor, today=today)
    elif step == "close":
        actions.close_introduction(introduction=row, actor=actor)
    else:
        actions.reopen_introduction(introduction=row, actor=actor)


def _out(request: HttpRequest, row: Introduction, standing: Standing) -> dict[str, Any]:
    collaboration = getattr(row, "collaboration", None)
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        **{name: getattr(row, name) for name in ("state", "note", "decline_reason", "respond_by", "created", "opened")},
        "sides": sides_out(row, standing),
        "interest": _seen(row.interest, standing),
        "opportunity": _seen(row.opportunity, standing),
        "collaboration": _seen(collaboration, standing),
        "steps": [step for step in STEPS if _may(row, step, standing)],
    }


STEPS: tuple[str, ...] = ("agree", "decline", "close", "reopen", "join", "leave", "bring_in")


def _may(row: Introduction, step: str, standing: Standing) -> bool:
    if step == "agree" and all(getattr(row, f"agreed_by_{side}") for side in own_sides(row, standing)):
        return False
    return policy.can(standing, RULES.get(step, step), row)


def _seen(thing: Any, standing: Standing) -> str | None:
    return str(thing.pk) if thing is not None and policy.can(standing, "see", thing) else None


def sides_out(row: Introduction | Collaboration, standing: Standing) -> list[dict[str, Any]]:
    """Both sides of an introduction or a collaboration, as far as they may be known."""
    shown = []
    for seen in sides_of(row, standing):
        profile = getattr(row, seen.side)
        shown.append(
            {
                "side": seen.side,
                "hidden": seen.hidden,
                "own": seen.own,
                "agreed": seen.agreed,
                "id": None if seen.hidden else profile.pk,
                "name": None if seen.hidden else profile.name,
                "kind": profile.kind,
                "country": profile.country,
            }
        )
    return shown
