"""The search for partners, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from cordata.kernel import Country, Kind, Language, Sector, load_regions
from cordata.matching.records import Side
from cordata_web.directory.selection import IS_KNOWN
from cordata_web.directory.vocabulary import concept_label
from cordata_web.exchange.answering import Answered, Match, answer
from cordata_web.exchange.asking import CANDIDATES, LONGEST_TEXT, SHOWN_AT_ONCE, Question
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError
from cordata_web.exchange.messages import fit, sentence

router = Router(tags=["match"])


class MatchQuestion(Schema):
    """A text, where and on which side the asker stands, and what hits must have."""

    text: str = Field(max_length=LONGEST_TEXT, description="What somebody needs or offers, in any of the languages.")
    lang: Language | None = Field(None, description="Language of the text; found out when not said.")
    side: Side = Field("request", description="Whether the text asks for something or offers it.")
    origin: str = Field("", alias="from", description="NUTS-2 code of the asker's region.")
    country: list[Country] = []
    region: list[str] = Field([], description="NUTS codes of any level.")
    sector: list[Sector] = []
    kind: list[Kind] = []
    top: int = Field(SHOWN_AT_ONCE, ge=1, le=CANDIDATES, description="How many hits.")
    language: Language = Field("en", description="Language of the sentences and labels in the answer.")


class ReasonOut(Schema):
    """A part of a score: its code, its facts, and both as a sentence. The parts of a hit sum to its score."""

    code: str
    facts: dict[str, Any]
    part: float
    sentence: str


class HitOut(Schema):
    rank: int
    id: str
    name: str
    url: str
    kind: Kind
    country: Country
    nuts: str
    town: str
    sectors: list[Sector]
    example: bool
    score: float
    fit: str
    reasons: list[ReasonOut]


class NamedConcept(Schema):
    id: str
    label: str
    url: str


class AnswerOut(Schema):
    """Hits, best first, and how the text was understood.

    ``problem`` is ``empty``, ``too_short`` or ``unclear``; ``by_meaning`` is false where no language model is
    installed.
    """

    language: Language | None
    certain: bool
    by_meaning: bool
    problem: str | None
    concepts: list[NamedConcept]
    hits: list[HitOut]


@router.get("/match", response=AnswerOut, operation_id="match", summary="Partners for a text, with the reasons")
def match(request: HttpRequest, asked: Query[MatchQuestion]) -> dict[str, Any]:
    with override(asked.language):
        try:
            answered = answer(_question(asked), request.user)
        except (NoIndexError, OutdatedIndexError) as error:
            raise HttpError(503, "There is no search index; python -m cordata_web rebuild_index builds it.") from error
        return _answer_out(request, answered)


def _question(asked: MatchQuestion) -> Question:
    unknown = [code for code in asked.region if not IS_KNOWN["region"](code)]
    unknown += [asked.origin] if asked.origin and asked.origin not in load_regions() else []
    if unknown:
        raise HttpError(422, f"Not known here: {', '.join(unknown)}.")
    return Question(
        q=asked.text.replace("\x00", "").strip(),
        side=asked.side,
        lang=asked.lang or "",
        origin=asked.origin,
        country=tuple(asked.country),
        region=tuple(asked.region),
        sector=tuple(asked.sector),
        kind=tuple(asked.kind),
        top=asked.top,
    )


def _answer_out(request: HttpRequest, answered: Answered) -> dict[str, Any]:
    found = answered.answer
    return {
        "language": found.language,
        "certain": found.certain,
        "by_meaning": answered.by_meaning,
        "problem": found.problem,
        "concepts": [
            {
                "id": concept,
                "label": concept_label(concept),
                "url": request.build_absolute_uri(reverse("directory:concept", args=[concept])),
            }
            for concept in found.concepts
        ],
        "hits": [_hit_out(request, shown, answered) for shown in answered.shown],
    }


def _hit_out(request: HttpRequest, shown: Match, answered: Answered) -> dict[str, Any]:
    row = shown.profile
    spoken = tuple(filter(None, (answered.answer.language, row.local_language)))
    return {
        "rank": shown.rank,
        "id": row.pk,
        "name": row.name,
        "url": request.build_absolute_uri(row.get_absolute_url()),
        "kind": row.kind,
        "country": row.country,
        "nuts": row.nuts,
        "town": row.town,
        "sectors": row.sectors,
        "example": row.is_example,
        "score": shown.hit.score,
        "fit": fit(shown.hit.score),
        "reasons": [
            {
                "code": reason.code,
                "facts": dict(reason.facts),
                "part": reason.part,
                "sentence": sentence(reason.code, reason.facts, spoken, answered.question.side),
            }
            for reason in shown.hit.reasons
        ],
    }
