"""Lists in pages, and bodies as all parts of the API read them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from django.db import models
from django.utils.datastructures import MultiValueDict
from ninja import Schema
from pydantic import ConfigDict, Field

from cordata.kernel import Language

MOST_PER_PAGE = 200
MOST_PAGES = 100_000

Page = Annotated[int, Field(ge=1, le=MOST_PAGES, description="Number of the page, from 1.")]
PerPage = Annotated[int, Field(ge=1, le=MOST_PER_PAGE, description="How many on a page.")]


class Said(Schema):
    """A body; what it does not know it refuses, so that a mistyped name is not taken for an empty wish."""

    model_config = ConfigDict(extra="forbid")


class Spoken(Schema):
    language: Language = Field("en", description="Language of the sentences in the answer.")


class Paged(Schema):
    """A page of a list: how many there are in all, and which page of how many this is."""

    total: int
    page: int
    pages: int


class Paging(Schema):
    page: Page = 1
    per_page: PerPage = 50


def paged(rows: models.QuerySet[Any], asked: Paging, name: str, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """A page of the rows, each as ``shown`` tells it, in a list of that name."""
    total = rows.count()
    start = (asked.page - 1) * asked.per_page
    found = rows[start : start + asked.per_page]
    return {**counted(total, asked), name: [shown(row) for row in found]}


def counted(total: int, asked: Paging) -> dict[str, int]:
    return {"total": total, "page": asked.page, "pages": math.ceil(total / asked.per_page)}


def as_form(said: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """The body as a browser would have sent it, for the forms of the site."""
    sent: MultiValueDict[str, str] = MultiValueDict()
    for name, value in said.items():
        sent.setlist(name, _values(value))
    return sent


def _values(value: Any) -> list[str]:
    if value is None or value is False:
        return []
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(one) for one in value]
    if value is True:
        return ["on"]
    return [value.isoformat() if isinstance(value, date) else str(value)]
