"""The size test of Recommendation 2003/361/EC, for programs: figures in, the size with its reasons out."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata.directory.ownership import HOLDER_KINDS
from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Said, Spoken, as_form
from cordata_web.api.problems import ProblemError, demand_valid
from cordata_web.directory.api_organisations import Id, found_organisation
from cordata_web.directory.forms.size import MOST_RELATIONS, YEARS, OwnFiguresForm, RelationForm, relation_of
from cordata_web.directory.models import SizeTest
from cordata_web.directory.size_messages import IMPOSSIBLE, size_problem, size_reason
from cordata_web.directory.sizing import take_size_test
from cordata_web.people import policy

router = Router(tags=["organisations"])
HolderKind = Literal[*HOLDER_KINDS]


class YearSaid(Said):
    """A year: people in full-time work, turnover and balance sheet total in euro."""

    headcount: float = Field(ge=0)
    turnover: float = Field(ge=0)
    balance_sheet: float = Field(ge=0)


class RelationSaid(Said):
    """One that holds a part of the enterprise (``owner``), or of which it holds a part (``owned``)."""

    name: str = Field(min_length=1, max_length=200)
    direction: Literal["owner", "owned"] = "owner"
    kind: HolderKind = "enterprise"
    capital: float = Field(ge=0, le=100, description="Share of the capital in per cent.")
    votes: float | None = Field(None, ge=0, le=100, description="Share of the votes, if different.")
    controls: bool = Field(False, description="It decides without a majority.")
    consolidated: bool = Field(False, description="Its figures are in the consolidated accounts.")
    figures: YearSaid | None = None
    invested: float | None = Field(None, ge=0, description="Of business angels: euro invested.")


class NewSizeTest(Said):
    """``years``: the latest approved accounts first, then up to two years before."""

    years: list[YearSaid] = Field(min_length=1, max_length=len(YEARS))
    estimated: bool = Field(False, description="There are no approved accounts yet.")
    owner_changed: bool = Field(False, description="In the last year.")
    relations: list[RelationSaid] = Field([], max_length=MOST_RELATIONS)


class SizeReason(Schema):
    code: str
    facts: dict[str, Any]
    sentence: str


class SizeOut(Schema):
    """What the last test came to; the figures stay with the organisation."""

    category: str
    reasons: list[SizeReason]
    taken: datetime


@router.get(
    "/organisations/{id}/size-test", response=SizeOut, operation_id="get_size_test",
    summary="The size of your organisation, with its reasons",
)  # fmt: skip
def get_size_test(request: HttpRequest, id: Path[Id], spoken: Query[Spoken]) -> dict[str, Any]:
    row = found_organisation(request, id)
    policy.demand(request.user, "see_size", row)
    last = SizeTest.objects.filter(profile=row).first()
    if last is None:
        raise ProblemError(404, "This organisation has not taken the size test yet.")
    return _out(last, spoken.language)


@router.post(
    "/organisations/{id}/size-test", response={201: SizeOut}, operation_id="take_size_test", auth=WRITE,
    summary="Take the size test of your organisation",
)  # fmt: skip
def take(request: HttpRequest, id: Path[Id], said: NewSizeTest, spoken: Query[Spoken]) -> Any:
    row = found_organisation(request, id)
    policy.demand(request.user, "test_size", row)
    with override("en"):  # numbers have a point in JSON, whatever the reader's language
        own = OwnFiguresForm(as_form(_own(said)))
        demand_valid(own)
        relations = [_relation(number, one) for number, one in enumerate(said.relations)]
    try:
        periods = own.periods(tuple(relation_of(one) for one in relations))
        answers = {"own": own.cleaned_data, "relations": relations}
        test = take_size_test(profile=row, actor=request.user, periods=periods, answers=answers)
    except IMPOSSIBLE as error:
        with override(spoken.language):
            raise ProblemError(422, size_problem(error)) from error
    return _out(test, spoken.language)


def _own(said: NewSizeTest) -> dict[str, Any]:
    figures = {
        f"{name}_{year}": value
        for year, told in zip(YEARS, said.years, strict=False)
        for name, value in told.model_dump().items()
    }
    return {**figures, "estimated": said.estimated, "owner_changed": said.owner_changed}


def _relation(number: int, said: RelationSaid) -> dict[str, Any]:
    told = said.model_dump(exclude={"figures"}) | (said.figures.model_dump() if said.figures else {})
    form = RelationForm(as_form(told))
    return demand_valid(form, {field: f"relations/{number}/{field}" for field in form.fields})


def _out(test: SizeTest, language: str) -> dict[str, Any]:
    with override(language):
        reasons = [{**one, "sentence": size_reason(one["code"], one["facts"])} for one in test.reasons]
    return {"category": test.category, "reasons": reasons, "taken": test.taken}
