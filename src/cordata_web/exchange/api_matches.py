"""Matches and what one follows, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.kernel import Language
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, counted, paged
from cordata_web.api.problems import ProblemError, wrong_field
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.matches import UnknownReasonError, dismiss_match, undo_dismissal
from cordata_web.exchange.api_shapes import Id, OpportunityOut, opportunity_out
from cordata_web.exchange.following import BOARD, PARTNERS, Search, stop_following
from cordata_web.exchange.following import follow as follow_it
from cordata_web.exchange.models import DismissReason, Follow, Match, Opportunity
from cordata_web.exchange.partners import opportunities_for
from cordata_web.people import policy

router = Router(tags=["matches"])
Reason = Literal[*DismissReason.values]


class MatchOut(Schema):
    """An opportunity that fits the organisation, with the reasons. ``answerable``: you may dismiss it."""

    id: str
    organisation: str
    opportunity: OpportunityOut
    score: float
    fit: str
    reasons: list[str]
    answer: Literal["", "interested", "dismissed"]
    answerable: bool
    found: datetime


class MatchPage(Paged):
    matches: list[MatchOut]


class MatchFilters(Paging):
    dismissed: bool = Field(False, description="Those that the organisation has said no to.")
    language: Language = Field("en", description="Language of the sentences in the answer.")


class Dismissal(Said):
    """``dismiss`` needs a reason, which is told to nobody; ``undo`` needs nothing."""

    reason: Reason | None = None


class MatchAnswer(Schema):
    id: str
    answer: Literal["", "interested", "dismissed"]
    dismiss_reason: Reason | Literal[""]


class FollowOut(Schema):
    """One of the three. ``search`` is a page of the site and the query part of its address."""

    id: str
    opportunity: str | None
    profile: str | None
    search: str
    created: datetime


class FollowPage(Paged):
    follows: list[FollowOut]


class NewFollow(Said):
    """One of the three: an opportunity, a profile, or a search."""

    opportunity: Id | None = None
    profile: Id | None = None
    page: Literal["opportunities", "partners"] = Field("opportunities", description="The page of a search.")
    search: str | None = Field(None, max_length=5000, description="The query part of the page's address.")


@router.get(
    "/organisations/{id}/matches", response=MatchPage, operation_id="list_matches",
    summary="Opportunities that fit an organisation, best first",
)  # fmt: skip
def list_matches(request: HttpRequest, id: Path[Id], filters: Query[MatchFilters]) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    organisation = get_object_or_404(policy.visible_to(standing, Profile.objects.all()), pk=id)
    policy.demand(standing, "see_matches", organisation)
    with override(filters.language):
        fitting, dismissed = opportunities_for(organisation, standing)
        chosen = dismissed if filters.dismissed else fitting
        start = (filters.page - 1) * filters.per_page
        shown = chosen[start : start + filters.per_page]
        return {
            **counted(len(chosen), filters),
            "matches": [_match_out(request, one, standing) for one in shown],
        }


@router.post(
    "/matches/{id}/steps/{step}", response=MatchAnswer, operation_id="answer_match", auth=WRITE,
    summary="Say that a match is not for your organisation, or take that back",
)  # fmt: skip
def answer_match(
    request: HttpRequest, id: Path[Id], step: Path[Literal["dismiss", "undo"]], said: Dismissal | None = None
) -> Match:
    match = get_object_or_404(policy.visible_to(request.user, Match.objects.all()), pk=id)
    policy.demand(request.user, "answer", match)
    if step == "undo":
        return undo_dismissal(match=match, actor=request.user)
    try:
        return dismiss_match(match=match, reason=(said.reason if said else None) or "", actor=request.user)
    except UnknownReasonError as error:
        raise wrong_field("reason", "Say why not; only you and the matching know.") from error


@router.get("/follows", response=FollowPage, operation_id="list_follows", tags=["follows"], summary="What you follow")
def list_follows(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    return paged(Follow.objects.filter(user=request.user), paging, "follows", _follow_out)


@router.post(
    "/follows", response={201: FollowOut}, operation_id="follow", tags=["follows"], auth=WRITE,
    summary="Follow an opportunity, a profile or a search",
)  # fmt: skip
def follow(request: HttpRequest, said: NewFollow) -> Any:
    return _follow_out(follow_it(user=request.user, **_what(request, said)))


@router.delete(
    "/follows/{id}", response={204: None}, operation_id="stop_following", tags=["follows"], auth=WRITE,
    summary="Stop following",
)  # fmt: skip
def stop(request: HttpRequest, id: Path[Id]) -> None:
    row = get_object_or_404(policy.visible_to(request.user, Follow.objects.all()), pk=id)
    policy.demand(request.user, "stop", row)
    stop_following(followed=row, actor=request.user)


def _what(request: HttpRequest, said: NewFollow) -> dict[str, Any]:
    if sum(part is not None for part in (said.opportunity, said.profile, said.search)) != 1:
        raise ProblemError(422, "Name one of the three: opportunity, profile, search.")
    if said.search is not None:
        page = PARTNERS if said.page == "partners" else BOARD
        return {"search": Search.asked(page, _query(said.search))}
    name, rows = ("opportunity", Opportunity.objects.all()) if said.opportunity else ("profile", Profile.objects.all())
    found = policy.visible_to(request.user, rows).filter(pk=said.opportunity or said.profile).first()
    if found is None:
        raise wrong_field(name, "There is nothing of this id.")
    return {name: found}


def _query(search: str) -> QueryDict:
    asked = QueryDict(search.removeprefix("?"))
    if any("\x00" in value for _name, values in asked.lists() for value in values):
        raise wrong_field("search", "The search holds a null character.")
    return asked


def _follow_out(row: Follow) -> dict[str, Any]:
    return {
        "id": row.pk,
        "opportunity": row.opportunity_id,
        "profile": row.profile_id,
        "search": row.search,
        "created": row.created,
    }


def _match_out(request: HttpRequest, told: dict[str, Any], standing: policy.Standing) -> dict[str, Any]:
    match = told["match"]
    return {
        "id": match.pk,
        "organisation": match.profile_id,
        "opportunity": opportunity_out(request, match.opportunity, standing),
        "score": match.score,
        "fit": told["fit"],
        "reasons": told["reasons"],
        "answer": match.answer,
        "answerable": told["may_answer"],
        "found": match.found,
    }
