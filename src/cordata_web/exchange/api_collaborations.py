"""Collaborations, for programs: begun, moved on, ended with an outcome."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema

from cordata.exchange import COLLABORATION
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import demand_valid, wrong_field
from cordata_web.exchange.actions import collaborations as actions
from cordata_web.exchange.api_introductions import SideOut, sides_out
from cordata_web.exchange.api_shapes import CollaborationState, Id, demand_step, steps_of
from cordata_web.exchange.forms.conversations import BeginForm, EditOutcomeForm, OutcomeForm
from cordata_web.exchange.models import Collaboration, Help, Introduction, OutcomeType, ValueBand
from cordata_web.people import policy

router = Router(tags=["collaborations"])
Step = Literal[*COLLABORATION.steps]
OutcomeCode = Literal[*OutcomeType.values]
ValueCode = Literal[*ValueBand.values]
HelpCode = Literal[*Help.values]


class CollaborationOut(Schema):
    """What became of an introduction; the outcome is told at the end. ``steps`` are those open to you now."""

    id: str
    url: str
    state: CollaborationState
    title: str
    sides: list[SideOut]
    introduction: str | None
    outcome: OutcomeCode | Literal[""]
    value_band: ValueCode | Literal[""]
    helped: list[HelpCode]
    note: str
    may_be_told: bool
    created: datetime
    ended: datetime | None
    steps: list[Step]


class CollaborationPage(Paged):
    collaborations: list[CollaborationOut]


class CollaborationFilters(Paging):
    state: list[CollaborationState] = []


class NewCollaboration(Said):
    introduction: Id
    title: str


class Outcome(Said):
    """What came of it; ``complete`` and ``stop`` need it."""

    outcome: OutcomeCode | None = None
    value_band: ValueCode | None = None
    helped: list[HelpCode] = []
    note: str = ""
    may_be_told: bool = False


class ChangedCollaboration(Outcome):
    """What is left out stays as it is; the outcome can be put right after the end."""

    title: str | None = None


@router.get(
    "/collaborations", response=CollaborationPage, operation_id="list_collaborations",
    summary="Collaborations of your organisations and of the members of your clusters",
)  # fmt: skip
def list_collaborations(request: HttpRequest, filters: Query[CollaborationFilters]) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Collaboration.objects.select_related("first", "second", "introduction"))
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "collaborations", lambda row: _out(request, row, standing))


@router.post(
    "/collaborations", response={201: CollaborationOut}, operation_id="begin_collaboration", auth=WRITE,
    summary="Tell that an introduction has led to a collaboration",
)  # fmt: skip
def begin_collaboration(request: HttpRequest, said: NewCollaboration) -> Any:
    rows = policy.visible_to(request.user, Introduction.objects.select_related("first", "second"))
    introduction = rows.filter(pk=said.introduction).first()
    if introduction is None:
        raise wrong_field("introduction", "There is no such introduction.")
    if introduction.state != "open":
        raise actions.NotIntroducedError(introduction.pk)
    policy.demand(request.user, "collaborate", introduction)
    words = demand_valid(BeginForm(as_form(said.model_dump())))
    made = actions.begin_collaboration(introduction=introduction, actor=request.user, **words)
    return _out(request, made, policy.standing_of(request.user))


@router.get(
    "/collaborations/{id}", response=CollaborationOut, operation_id="get_collaboration", summary="One collaboration"
)
def get_collaboration(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return _out(request, _found(request, id), policy.standing_of(request.user))


@router.patch(
    "/collaborations/{id}", response=CollaborationOut, operation_id="change_collaboration", auth=WRITE,
    summary="Put its title and, after the end, its outcome right",
)  # fmt: skip
def change_collaboration(request: HttpRequest, id: Path[Id], said: ChangedCollaboration) -> dict[str, Any]:
    row = _found(request, id)
    policy.demand(request.user, "edit", row)
    new = said.model_dump(exclude_unset=True)
    before = {name: getattr(row, name) for name in ("title", *actions.OUTCOME)}
    ended = row.state in COLLABORATION.closed
    if not ended and set(new) - {"title"}:
        raise wrong_field(min(set(new) - {"title"}), "The outcome is told with the step that ends it.")
    form = (EditOutcomeForm if ended else BeginForm)(as_form({**before, **new}))
    changed = actions.edit_collaboration(collaboration=row, actor=request.user, changes=demand_valid(form))
    return _out(request, changed, policy.standing_of(request.user))


@router.post(
    "/collaborations/{id}/steps/{step}", response=CollaborationOut, operation_id="step_collaboration", auth=WRITE,
    summary="Negotiate, start, complete, stop, go on after all",
)  # fmt: skip
def take_step(request: HttpRequest, id: Path[Id], step: Path[Step], said: Outcome | None = None) -> dict[str, Any]:
    row, standing = _found(request, id), policy.standing_of(request.user)
    demand_step(COLLABORATION, standing, step, row)
    outcome = None
    if step in actions.ENDINGS:
        outcome = demand_valid(OutcomeForm(as_form((said or Outcome()).model_dump())))
    moved = actions.move_collaboration(collaboration=row, step=step, actor=request.user, outcome=outcome)
    return _out(request, moved, standing)


def _found(request: HttpRequest, id: str) -> Collaboration:
    rows = Collaboration.objects.select_related("first", "second", "introduction")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=id)


PLAIN = ("state", "title", "outcome", "value_band", "helped", "note", "may_be_told", "created", "ended")


def _out(request: HttpRequest, row: Collaboration, standing: policy.Standing) -> dict[str, Any]:
    introduction = row.introduction
    sees = introduction is not None and policy.can(standing, "see", introduction)
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        **{name: getattr(row, name) for name in PLAIN},
        "sides": sides_out(row, standing),
        "introduction": row.introduction_id if sees else None,
        "steps": steps_of(COLLABORATION, row, standing),
    }
