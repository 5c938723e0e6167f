"""What somebody asks, as it stands in the address of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode

from django.http import QueryDict

from cordata.kernel import LANGUAGES, load_regions
from cordata.matching import Filters, Query
from cordata_web.directory.selection import IS_KNOWN
from cordata_web.ui.addresses import address

DIMENSIONS = ("country", "region", "sector", "kind")
SIDES = ("request", "offer")
LONGEST_TEXT = 20_000
LONGEST_IN_ADDRESS = 4_000
SHOWN_AT_ONCE = 20
CANDIDATES = 100
"""As many are ranked and counted by the filters; no more can be shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text, where and on which side the asker stands, and what hits must have.

    ``lang`` is the text's language where somebody said it; ``origin`` a NUTS-2 region; ``cut`` tells that the text
    was longer than can be read.
    """

    q: str = ""
    side: str = "request"
    lang: str = ""
    origin: str = ""
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    top: int = SHOWN_AT_ONCE
    unknown: tuple[str, ...] = ()
    cut: bool = False

    def values(self, dimension: str) -> tuple[str, ...]:
        chosen: tuple[str, ...] = getattr(self, dimension)
        return chosen

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each filter with each of its chosen values."""
        return [(dimension, value) for dimension in DIMENSIONS for value in self.values(dimension)]

    @property
    def fits_address(self) -> bool:
        return len(self.q) <= LONGEST_IN_ADDRESS

    def switched(self, dimension: str, value: str) -> Question:
        """With the value added to a filter, or taken out where it was chosen."""
        now = self.values(dimension)
        return self.where(dimension, tuple(v for v in now if v != value) if value in now else (*now, value))

    def where(self, dimension: str, values: tuple[str, ...]) -> Question:
        changes: dict[str, Any] = {dimension: values}
        return replace(self, top=SHOWN_AT_ONCE, **changes)

    def without_filters(self) -> Question:
        return replace(self, top=SHOWN_AT_ONCE, **dict.fromkeys(DIMENSIONS, ()))

    @property
    def url(self) -> str:
        """The page's address in the reader's language; what is as usual stays unsaid."""
        said = [("q", self.q), ("lang", self.lang), ("from", self.origin)]
        said.append(("side", "" if self.side == "request" else self.side))
        said.append(("top", "" if self.top == SHOWN_AT_ONCE else str(self.top)))
        pairs = [pair for pair in [*said, *self.chosen] if pair[1]]
        path = address("exchange:home")
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def as_query(self) -> Query:
        """The question as the library takes it."""
        region = load_regions().get(self.origin)
        return Query(
            self.q,
            language=cast(Any, self.lang or None),
            side=cast(Any, self.side),
            country=region.country if region else None,
            nuts=region.code if region else None,
        )

    def as_filters(self) -> Filters:
        return Filters(self.country, self.region, cast(Any, self.sector), cast(Any, self.kind))


def read_question(asked: QueryDict) -> Question:
    """The question that an address, or a form sent, stands for; what means nothing is told as unknown."""
    text = asked.get("q", "").replace("\x00", "").replace("\r\n", "\n").strip()
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for dimension in DIMENSIONS:
        values = [value.strip() for value in asked.getlist(dimension) if value.strip()]
        chosen[dimension] = tuple(dict.fromkeys(value for value in values if IS_KNOWN[dimension](value)))
        unknown += [value for value in values if not IS_KNOWN[dimension](value)]
    single = {
        name: _one_of(allowed, asked.get(name, ""), unknown)
        for name, allowed in (("lang", LANGUAGES), ("from", tuple(load_regions())), ("side", SIDES))
    }
    return Question(
        q=text[:LONGEST_TEXT],
        side=single["side"] or "request",
        lang=single["lang"],
        origin=single["from"],
        top=_top(asked.get("top", "")),
        unknown=tuple(unknown),
        cut=len(text) > LONGEST_TEXT,
        **chosen,
    )


def _one_of(allowed: tuple[str, ...], value: str, unknown: list[str]) -> str:
    if value and value not in allowed:
        unknown.append(value)
        return ""
    return value


def _top(value: str) -> int:
    return min(max(int(value), 1), CANDIDATES) if value.isdecimal() and len(value) < len("1000") else SHOWN_AT_ONCE
