"""What a reader looks for in the directory, as it stands in the address of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from cordata.kernel import COUNTRIES, KINDS, SECTORS, load_regions
from cordata_web.directory.vocabulary import thesaurus

DIMENSIONS = ("kind", "sector", "country", "region", "concept")
LONGEST_QUESTION = 200
NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Words, and values of each dimension: any of the values of one, all of the dimensions.

    ``unknown`` are values of the address that mean nothing; they select nothing and are told to the reader.
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    concept: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def values(self, dimension: str) -> tuple[str, ...]:
        chosen: tuple[str, ...] = getattr(self, dimension)
        return chosen

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each dimension with each of its chosen values."""
        return [(dimension, value) for dimension in DIMENSIONS for value in self.values(dimension)]

    def switched(self, dimension: str, value: str) -> Selection:
        """The selection with the value added, or taken out where it was chosen."""
        now = self.values(dimension)
        changed = tuple(v for v in now if v != value) if value in now else (*now, value)
        return replace(self, **{dimension: changed})

    def query(self, **more: str) -> str:
        """The part of an address after the question mark, with other parameters; empty when nothing is chosen."""
        pairs = [("q", self.q)] if self.q else []
        pairs += self.chosen
        pairs += [(name, value) for name, value in more.items() if value]
        return urlencode(pairs)


def read_selection(asked: QueryDict) -> Selection:
    """The selection that an address stands for."""
    known: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for dimension in DIMENSIONS:
        values = [value.strip() for value in asked.getlist(dimension) if value.strip()]
        if dimension in ("country", "region"):
            values = [value.upper() for value in values]
        known[dimension] = tuple(dict.fromkeys(value for value in values if IS_KNOWN[dimension](value)))
        unknown += [value for value in values if not IS_KNOWN[dimension](value)]
    question = " ".join(asked.get("q", "").replace("\x00", "").split())[:LONGEST_QUESTION]
    return Selection(q=question, unknown=tuple(unknown), **known)


def _is_region(code: str) -> bool:
    """Whether regions of ours lie in the code, or it in one of them."""
    if NUTS_CODE.fullmatch(code) is None:
        return False
    return any(region.startswith(code) or code.startswith(region) for region in load_regions())


IS_KNOWN: dict[str, Callable[[str], bool]] = {
    "kind": lambda code: code in KINDS,
    "sector": lambda code: code in SECTORS,
    "country": lambda code: code in COUNTRIES,
    "region": _is_region,
    "concept": lambda code: code in thesaurus(),
}
