"""The review of organisations, clusters and opportunities, for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.exchange import PUBLICATION, TransitionRefusedError
from cordata_web.api.keys import READ, REVIEW, WRITE
from cordata_web.api.paging import Paged, Paging, Said, Spoken, counted
from cordata_web.api.problems import ProblemError, Refusals, wrong_field
from cordata_web.desk.secretariat import audit_trail
from cordata_web.desk.secretariat.forms.reviewing import LONGEST
from cordata_web.desk.secretariat.queue import ALL, KINDS, OURS, THEIRS, waiting
from cordata_web.desk.views.review_answers import OWNERS
from cordata_web.directory.claiming import ClaimDecidedError, confirm_claim, refuse_claim
from cordata_web.directory.models import Claim, Profile
from cordata_web.exchange.actions import reviewing
from cordata_web.exchange.api_shapes import Id, PublicationState
from cordata_web.exchange.checklists import ANSWERS, questions_for
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy
from cordata_web.people.models import Comment

router = Router(tags=["reviews"])
REFUSALS: Refusals = {ClaimDecidedError: (409, "The claim has its answer already.")}
MODELS: dict[str, Any] = {"organisation": Profile, "opportunity": Opportunity}
Thing = Literal["organisation", "opportunity"]
Answer = Literal[*ANSWERS]
Decision = Literal[*reviewing.DECISIONS]


class WaitingOut(Schema):
    """What waits; ``ours``: it is the secretariat's turn; ``answered``: its owners have said something since."""

    kind: Literal[*KINDS]
    id: str
    title: str
    country: str
    state: str
    since: datetime
    ours: bool
    answered: bool
    example: bool


class WaitingPage(Paged):
    waiting: list[WaitingOut]


class WaitingFilters(Paging):
    kind: Literal["", *KINDS] = ""
    turn: Literal[OURS, THEIRS, ALL] = OURS
    country: str = ""


class ChecklistQuestion(Schema):
    code: str
    question: str
    answer: Answer | None


class CommentOut(Schema):
    author: str
    text: str
    created: datetime


class ReviewOut(Schema):
    """A thing in its review. The checklist is the secretariat's only; ``decisions`` are those open to you now."""

    thing: Thing
    id: str
    state: PublicationState
    checklist: list[ChecklistQuestion]
    comments: list[CommentOut]
    decisions: list[Decision]


class NewComment(Said):
    text: str = Field(min_length=1, max_length=LONGEST)


class Checklist(Said):
    """Answers by the code of their question; what is left out stays as it is."""

    answers: dict[str, Answer]


class NewDecision(Said):
    """``comment`` is needed to ask for changes or to reject; its owners read it."""

    comment: str = Field("", max_length=LONGEST)


class NewAnswer(Said):
    """What they read; needed to refuse."""

    answer: str = Field("", max_length=2000)


class ClaimDecided(Schema):
    id: str
    organisation: str
    state: Literal[*Claim.State.values]


class AuditEntryOut(Schema):
    """Who did what to which thing; ``person`` is empty where the site did it or the person is not here any more."""

    when: datetime
    person: str
    action: str
    kind: str
    thing: str
    sentence: str
    changes: dict[str, Any]


class AuditPage(Paged):
    entries: list[AuditEntryOut]


class AuditFilters(Paging):
    object_kind: str = Field("", description="Such as directory.profile.")
    action: str = ""
    thing: str = Field("", description="Identifier of the thing.")
    person: str = Field("", description="A part of the name or of the e-mail address.")
    since: date | None = None
    until: date | None = None


@router.get(
    "/reviews", response=WaitingPage, operation_id="list_reviews", summary="What waits for the secretariat's look"
)
def list_reviews(request: HttpRequest, filters: Query[WaitingFilters]) -> dict[str, Any]:
    policy.demand(request.user, "see_network")
    rows = waiting(kind=filters.kind, turn=filters.turn, country=filters.country)
    start = (filters.page - 1) * filters.per_page
    names = ("kind", "title", "country", "state", "since", "ours", "answered", "example")
    page = rows[start : start + filters.per_page]
    shown = [{"id": one.key, **{name: getattr(one, name) for name in names}} for one in page]
    return {**counted(len(rows), filters), "waiting": shown}


@router.get("/reviews/{thing}/{id}", response=ReviewOut, operation_id="get_review", summary="The review of a thing")
def get_review(request: HttpRequest, thing: Path[Thing], id: Path[Id]) -> dict[str, Any]:
    row = _found(request, thing, id)
    policy.demand(request.user, "see_comments", row)
    return _out(request, thing, row)


@router.post(
    "/reviews/{thing}/{id}/comments", response={201: ReviewOut}, operation_id="comment_on_review", auth=WRITE,
    summary="Say something to the other side of a review",
)  # fmt: skip
def comment(request: HttpRequest, thing: Path[Thing], id: Path[Id], said: NewComment) -> Any:
    row = _found(request, thing, id)
    policy.demand(request.user, "comment", row)
    as_reviewer = not policy.relations(request.user, row) & OWNERS
    reviewing.say(thing=row, actor=request.user, text=said.text, as_reviewer=as_reviewer)
    return _out(request, thing, row)


@router.patch(
    "/reviews/{thing}/{id}/checklist", response=ReviewOut, operation_id="answer_checklist", auth=REVIEW,
    summary="Note answers of the checklist",
)  # fmt: skip
def checklist(request: HttpRequest, thing: Path[Thing], id: Path[Id], said: Checklist) -> dict[str, Any]:
    row = _found(request, thing, id)
    policy.demand(request.user, "review", row)
    if unknown := sorted(set(said.answers) - set(questions_for(row))):
        faults = [{"pointer": f"/answers/{code}", "detail": "There is no such question."} for code in unknown]
        raise ProblemError(422, "Some questions are not of this checklist.", errors=faults)
    reviewing.note_answers(thing=row, actor=request.user, answers=said.answers)
    return _out(request, thing, row)


@router.post(
    "/reviews/{thing}/{id}/decisions/{decision}", response=ReviewOut, operation_id="decide_review", auth=REVIEW,
    summary="Approve, ask for changes, or reject",
)  # fmt: skip
def decide(
    request: HttpRequest, thing: Path[Thing], id: Path[Id], decision: Path[Decision], said: NewDecision | None = None
) -> dict[str, Any]:
    row = _found(request, thing, id)
    policy.demand(request.user, "review", row)
    if PUBLICATION.transition(decision, row.state) is None:
        raise TransitionRefusedError(PUBLICATION.name, decision, row.state)
    policy.demand(request.user, decision, row)
    words = said.comment if said else ""
    try:
        reviewing.decide(thing=row, step=decision, actor=request.user, comment=words)
    except reviewing.WordsMissingError as error:
        fault = {"pointer": "/comment", "detail": "Say why: without it they do not know what to do."}
        raise ProblemError(422, fault["detail"], errors=[fault]) from error
    except reviewing.ChecklistOpenError as error:
        detail = f"These questions have to be a yes, or not to apply: {', '.join(error.codes)}."
        raise ProblemError(409, detail) from error
    return _out(request, thing, _found(request, thing, id))


@router.post(
    "/claims/{id}/decisions/{decision}", response=ClaimDecided, operation_id="decide_claim", auth=REVIEW,
    summary="Confirm or refuse that somebody acts for an organisation",
)  # fmt: skip
def decide_claim(
    request: HttpRequest, id: Path[Id], decision: Path[Literal["confirm", "refuse"]], said: NewAnswer | None = None
) -> dict[str, Any]:
    row = get_object_or_404(policy.visible_to(request.user, Claim.objects.select_related("profile", "user")), pk=id)
    policy.demand(request.user, "decide", row)
    words = said.answer.strip() if said else ""
    if decision == "refuse" and not words:
        raise wrong_field("answer", "Say why: without it they do not know what to do.")
    done = (confirm_claim if decision == "confirm" else refuse_claim)(claim=row, actor=request.user, answer=words)
    return {"id": done.pk, "organisation": done.profile_id, "state": done.state}


@router.get(
    "/audit", response=AuditPage, operation_id="list_audit", summary="The audit log, the newest first", auth=READ
)
def list_audit(request: HttpRequest, filters: Query[AuditFilters], spoken: Query[Spoken]) -> dict[str, Any]:
    policy.demand(request.user, "see_audit")
    chosen = filters.dict(exclude={"page", "per_page"})
    rows = audit_trail.entries(chosen)
    start = (filters.page - 1) * filters.per_page
    with override(spoken.language):
        told = audit_trail.told(rows[start : start + filters.per_page])
    return {**counted(rows.count(), filters), "entries": [_entry_out(one) for one in told]}


def _found(request: HttpRequest, thing: str, id: str) -> Any:
    return get_object_or_404(policy.visible_to(request.user, MODELS[thing].objects.all()), pk=id)


def _out(request: HttpRequest, thing: str, row: Any) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    questions = questions_for(row).items() if policy.can(standing, "see_network") else ()
    return {
        "thing": thing,
        "id": row.pk,
        "state": row.state,
        "checklist": [
            {"code": code, "question": str(question), "answer": row.checklist.get(code)} for code, question in questions
        ],
        "comments": [_comment_out(one) for one in reviewing.comments_on(row)],
        "decisions": [step for step in reviewing.DECISIONS if policy.can(standing, step, row)],
    }


def _comment_out(one: Comment) -> dict[str, Any]:
    return {"author": one.author.name if one.author else "", "text": one.text, "created": one.created}


def _entry_out(one: audit_trail.Told) -> dict[str, Any]:
    entry = one.entry
    return {
        "when": entry.when,
        "person": one.person if entry.actor_id else "",
        "action": entry.action,
        "kind": entry.object_kind,
        "thing": entry.object_id,
        "sentence": one.sentence,
        "changes": entry.changes or {},
    }
