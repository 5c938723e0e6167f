"""Opportunities, for programs: the board, one's own, writing, steps, translations."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from pydantic import Field

from cordata.exchange import PUBLICATION
from cordata.kernel import Country, Kind, Language, Sector
from cordata_web.api.keys import ANYBODY, WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import ProblemError, demand_valid, wrong_field
from cordata_web.directory.models import Profile
from cordata_web.exchange import board
from cordata_web.exchange.actions.opportunities import (
    NotWritableError,
    rewrite_opportunity,
    step_opportunity,
    write_opportunity,
)
from cordata_web.exchange.actions.translations import store_translation
from cordata_web.exchange.api_shapes import (
    CooperationCode,
    Id,
    IprCode,
    OpportunityOut,
    PublicationState,
    Translator,
    TypeCode,
    demand_step,
    opportunity_out,
    steps_of,
)
from cordata_web.exchange.forms.opportunity import OpportunityForm, initial_of
from cordata_web.exchange.forms.translation import TranslationForm
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.views.opportunities import STEPS
from cordata_web.people import policy

router = Router(tags=["opportunities"])
Step = Literal[*STEPS]
Concepts = Annotated[list[str], Field(max_length=30, description="Ids of concepts of the thesaurus.")]


class BoardFilters(Paging):
    """Any of the values of one filter, all of the filters."""

    q: str = Field("", max_length=200, description="All of these words.")
    type: list[TypeCode] = []
    sector: list[Sector] = []
    country: list[Country] = Field([], description="Where the owner is.")
    cooperation: list[CooperationCode] = []
    kind: list[Kind] = Field([], description="The kind of partner sought.")
    language: list[Language] = []


class OwnFilters(BoardFilters):
    state: list[PublicationState] = []


class OpportunityPage(Paged):
    opportunities: list[OpportunityOut]


class OwnOpportunityOut(OpportunityOut):
    """``steps`` are those that you may take now; ``editable``, whether you may change it."""

    steps: list[str]
    editable: bool


class Writing(Said):
    """What an opportunity says; its texts are in its own language."""

    language: Language | None = Field(None, description="Of the texts; found out from them when not said.")
    title: str | None = None
    summary: str | None = None
    description: str | None = None
    advantages: str | None = None
    partner_role: str | None = None
    trl: int | None = Field(None, ge=1, le=9, description="Technology readiness level.")
    ipr_status: IprCode | None = None
    partner_kinds: list[Kind] = []
    partner_countries: list[Country] = []
    cooperation: list[CooperationCode] = []
    anonymous: bool = False
    valid_until: date | None = None
    sectors: list[Sector] = []
    concepts: Concepts = []


class NewOpportunity(Writing):
    organisation: Id
    type: TypeCode
    title: str
    summary: str
    valid_until: date


class ChangedOpportunity(Writing):
    """What is left out stays as it is."""

    type: TypeCode | None = None


class Comment(Said):
    comment: str = Field("", max_length=2000, description="A word to the review.")


class TranslationIn(Said):
    """Texts in another language; with none of them, the translation is taken away."""

    title: str = ""
    summary: str = ""
    description: str = ""
    advantages: str = ""
    partner_role: str = ""
    by: Translator = "author"


@router.get(
    "/opportunities", response=OpportunityPage, operation_id="list_opportunities", auth=ANYBODY,
    summary="The board: published opportunities, filtered and in pages",
)  # fmt: skip
def list_opportunities(request: HttpRequest, filters: Query[BoardFilters]) -> dict[str, Any]:
    return _listed(request, board.board(), filters, "exchange:opportunities")


@router.get(
    "/me/opportunities", response=OpportunityPage, operation_id="list_my_opportunities",
    summary="Those of the organisations for which you act, in every state",
)  # fmt: skip
def list_my_opportunities(request: HttpRequest, filters: Query[OwnFilters]) -> dict[str, Any]:
    return _listed(request, board.own(request.user), filters, "exchange:own_opportunities")


@router.post(
    "/opportunities", response={201: OwnOpportunityOut}, operation_id="create_opportunity", auth=WRITE,
    summary="A new draft",
)  # fmt: skip
def create_opportunity(request: HttpRequest, said: NewOpportunity) -> Any:
    standing = policy.standing_of(request.user)
    organisation = policy.visible_to(standing, Profile.objects.all()).filter(pk=said.organisation).first()
    if organisation is None:
        raise wrong_field("organisation", "There is no such organisation.")
    policy.demand(standing, "write_opportunity", organisation)
    if organisation.state == "archived":
        raise ProblemError(409, "The organisation is in the archive.")
    form = OpportunityForm(as_form(said.model_dump(exclude=TOPICS)), organisation=organisation)
    demand_valid(form)
    facts = {**form.facts(None), **said.model_dump(include=TOPICS)}
    with_known = _knowing_concepts(
        lambda: write_opportunity(organisation=organisation, actor=request.user, facts=facts)
    )
    return _own_out(request, with_known)


TOPICS = {"sectors", "concepts"}


@router.get(
    "/opportunities/{id}", response=OwnOpportunityOut, operation_id="get_opportunity", auth=ANYBODY,
    summary="One opportunity",
)  # fmt: skip
def get_opportunity(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return _own_out(request, _found(request, id))


@router.patch(
    "/opportunities/{id}", response=OwnOpportunityOut, operation_id="change_opportunity", auth=WRITE,
    summary="Change an opportunity; what is published is matched anew",
)  # fmt: skip
def change_opportunity(request: HttpRequest, id: Path[Id], said: ChangedOpportunity) -> dict[str, Any]:
    row = _found(request, id)
    policy.demand(request.user, "edit", row)
    new = said.model_dump(exclude_unset=True)
    topics = {name: new.pop(name) for name in TOPICS if name in new}
    form = OpportunityForm(as_form({**initial_of(row), **new}), organisation=row.organisation)
    demand_valid(form)
    changes = {**form.facts(row), **topics}
    return _own_out(
        request,
        _knowing_concepts(lambda: rewrite_opportunity(opportunity=row, actor=request.user, changes=changes)),
    )


@router.post(
    "/opportunities/{id}/steps/{step}", response=OwnOpportunityOut, operation_id="step_opportunity", auth=WRITE,
    summary="Send it for review, take it back, renew it, put it into the archive or take it out",
)  # fmt: skip
def take_step(request: HttpRequest, id: Path[Id], step: Path[Step], said: Comment | None = None) -> dict[str, Any]:
    row = _found(request, id)
    demand_step(PUBLICATION, policy.standing_of(request.user), step, row)
    comment = said.comment if said else ""
    return _own_out(request, step_opportunity(opportunity=row, step=step, actor=request.user, comment=comment))


@router.put(
    "/opportunities/{id}/translations/{language}", response=OwnOpportunityOut, operation_id="translate_opportunity",
    auth=WRITE, summary="Its texts in another language",
)  # fmt: skip
def translate(request: HttpRequest, id: Path[Id], language: Path[Language], said: TranslationIn) -> dict[str, Any]:
    row = _found(request, id)
    policy.demand(request.user, "translate", row)
    form = TranslationForm(as_form(said.model_dump()), opportunity=row)
    demand_valid(form)
    stored = store_translation(
        opportunity=row, language=language, texts=form.texts, by=form.cleaned_data["by"], actor=request.user
    )
    return _own_out(request, stored)


def _listed(request: HttpRequest, rows: board.Opportunities, filters: BoardFilters, path: str) -> dict[str, Any]:
    found = board.matching(rows, board.read_chosen(request.GET, path)).defer("search_text")
    standing = policy.standing_of(request.user)
    return paged(found, filters, "opportunities", lambda row: opportunity_out(request, row, standing))


def _found(request: HttpRequest, id: str) -> Opportunity:
    rows = Opportunity.objects.select_related("organisation")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=id)


def _own_out(request: HttpRequest, row: Opportunity) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    return {
        **opportunity_out(request, row, standing),
        "steps": [step for step in steps_of(PUBLICATION, row, standing) if step in STEPS],
        "editable": policy.can(standing, "edit", row),
    }


def _knowing_concepts(write: Any) -> Opportunity:
    try:
        return write()
    except NotWritableError as error:
        raise wrong_field("concepts", f"The thesaurus does not know: {error}.") from error
