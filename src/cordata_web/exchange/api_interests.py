"""Interest in opportunities, for programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.exchange import INTEREST
from cordata.kernel import Language
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import demand_valid, wrong_field
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions import interests as actions
from cordata_web.exchange.api_shapes import (
    CooperationCode,
    Id,
    InterestState,
    OrganisationName,
    OwnerOut,
    demand_step,
    name_out,
    owner_out,
    steps_of,
)
from cordata_web.exchange.cards import owner_of
from cordata_web.exchange.forms.interests import AcceptForm, DeclineForm, ExpressForm, QuestionForm, ReplyForm
from cordata_web.exchange.models import DeclineReason, Interest, Opportunity, When
from cordata_web.people import policy

router = Router(tags=["interests"])
LOADED = ("opportunity__organisation", "organisation", "author", "opportunity__author")
Step = Literal["accept", "decline", "ask", "answer", "withdraw"]
WhenCode = Literal[*When.values]
Reason = Literal[*DeclineReason.values]


class InterestOut(Schema):
    """``owner`` stands behind the opportunity, ``organisation`` is interested. ``steps`` are those open to you now."""

    id: str
    url: str
    state: InterestState
    opportunity: str
    owner: OwnerOut
    organisation: OrganisationName
    language: Language
    why: str
    brings: str
    cooperation: CooperationCode | Literal[""]
    when: WhenCode
    with_managers: bool
    decline_reason: Reason | Literal[""]
    decline_note: str
    respond_by: date
    created: datetime
    introduction: str | None
    steps: list[Step]


class QuestionOut(Schema):
    """A question of those who were asked, or an answer to it; ``name`` is empty where they are anonymous to you."""

    purpose: Literal["ask", "answer"]
    name: str
    text: str
    created: datetime


class InterestWithQuestions(InterestOut):
    questions: list[QuestionOut]


class InterestPage(Paged):
    interests: list[InterestOut]


class InterestFilters(Paging):
    side: Literal["received", "sent"] | None = Field(None, description="Both when not said.")
    state: list[InterestState] = []


class NewInterest(Said):
    opportunity: Id
    organisation: Id = Field(description="For which you express it.")
    language: Language
    why: str
    brings: str = ""
    cooperation: CooperationCode | None = None
    when: WhenCode = "open"
    with_managers: bool = False


class InterestStep(Said):
    """``accept``: ``with_managers``; ``decline``: ``reason`` and ``note``; ``ask`` and ``answer``: ``text``."""

    with_managers: bool = False
    reason: Reason | None = None
    note: str = ""
    text: str = ""


@router.get(
    "/interests", response=InterestPage, operation_id="list_interests",
    summary="Interest that your organisations received and sent",
)  # fmt: skip
def list_interests(request: HttpRequest, filters: Query[InterestFilters]) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Interest.objects.select_related(*LOADED, "introduction"))
    if filters.side == "sent":
        rows = rows.filter(organisation__in=standing.acts_for)
    elif filters.side == "received" and not standing.reads_all:
        rows = rows.filter(opportunity__organisation__in=standing.acts_for)
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "interests", lambda row: _out(request, row, standing))


@router.post(
    "/interests", response={201: InterestWithQuestions}, operation_id="express_interest", auth=WRITE,
    summary="Express interest in an opportunity",
)  # fmt: skip
def express_interest(request: HttpRequest, said: NewInterest) -> Any:
    shown = policy.visible_to(request.user, Opportunity.objects.select_related("organisation"))
    opportunity = shown.filter(pk=said.opportunity).first()
    if opportunity is None:
        raise wrong_field("opportunity", "There is no such opportunity.")
    own = Profile.objects.filter(pk__in=policy.acts_for(request.user)).exclude(state="archived")
    form = ExpressForm(as_form(said.model_dump()), opportunity=opportunity, organisations=own, language=said.language)
    organisation = demand_valid(form)["organisation"]
    policy.demand(request.user, "express_interest", organisation)
    made = actions.express_interest(
        opportunity=opportunity,
        organisation=organisation,
        author=request.user,
        answers=form.answers,
        today=timezone.localdate(),
    )
    return _whole(request, made)


@router.get(
    "/interests/{id}", response=InterestWithQuestions, operation_id="get_interest", summary="One expression of interest"
)
def get_interest(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return _whole(request, _found(request, id))


@router.post(
    "/interests/{id}/steps/{step}", response=InterestWithQuestions, operation_id="step_interest", auth=WRITE,
    summary="Accept it, decline it, ask, answer the question, withdraw it",
)  # fmt: skip
def take_step(request: HttpRequest, id: Path[Id], step: Path[Step], said: InterestStep | None = None) -> dict[str, Any]:
    row = _found(request, id)
    demand_step(INTEREST, policy.standing_of(request.user), step, row)
    form, do = STEPS[step]
    words = demand_valid(form(as_form((said or InterestStep()).model_dump())))
    do(interest=row, actor=request.user, today=timezone.localdate(), **words)
    return _whole(request, _found(request, id))


STEPS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "accept": (AcceptForm, actions.accept_interest),
    "decline": (DeclineForm, actions.decline_interest),
    "ask": (QuestionForm, actions.ask_sender),
    "answer": (ReplyForm, actions.answer_receiver),
    "withdraw": (forms.Form, actions.withdraw_interest),
}


def _found(request: HttpRequest, id: str) -> Interest:
    rows = Interest.objects.select_related(*LOADED, "introduction")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=id)


PLAIN = (
    *("state", "language", "why", "brings", "cooperation", "when", "with_managers", "decline_reason", "decline_note"),
    *("respond_by", "created"),
)


def _out(request: HttpRequest, row: Interest, standing: policy.Standing) -> dict[str, Any]:
    introduction = getattr(row, "introduction", None)
    sees = introduction is not None and policy.can(standing, "see", introduction)
    return {
        "id": row.pk,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        **{name: getattr(row, name) for name in PLAIN},
        "opportunity": row.opportunity_id,
        "owner": owner_out(request, row.opportunity, standing),
        "organisation": name_out(request, row.organisation),
        "introduction": introduction.pk if introduction and sees else None,
        "steps": steps_of(INTEREST, row, standing),
    }


def _whole(request: HttpRequest, row: Interest) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    named = owner_of(row.opportunity, standing).is_named
    said = [
        {
            "purpose": one.purpose,
            "name": one.author.name if one.author and (named or one.purpose == "answer") else "",
            "text": one.text,
            "created": one.created,
        }
        for one in actions.questions_of(row)
    ]
    return {**_out(request, row, standing), "questions": said}
