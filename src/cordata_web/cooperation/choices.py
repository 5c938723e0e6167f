"""What a reader has chosen to compute: source, years, sector, assumptions, as they stand in the address of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from cordata.kernel import SECTORS, load_regions
from cordata_web.cooperation.sources import Source, source, sources
from cordata_web.cooperation.tables import Years, dataset_of_links

MEASURES = ("association", "probability", "cosine", "jaccard", "proximity")
MEASURE = "association"
MOST_REGIONS = 10
MOST_AT_LEAST = 1000


@dataclass(frozen=True, slots=True)
class Choices:
    """The assumptions of a page. ``unknown`` are values of the address that mean nothing; the reader is told.

    ``at_least`` is the smallest value that counts as a presence: below it a quotient rests on too few cases.
    """

    source: Source
    years: Years = None
    sector: str = ""
    measure: str = MEASURE
    binary: bool = True
    at_least: int = 1
    regions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def inputs(self) -> dict[str, Any]:
        """All that a result depends on, with the versions of the figures."""
        links = dataset_of_links()
        return {
            "source": self.source.id,
            "version": self.source.version,
            "links": [links.pk, links.version] if links else None,
            "years": list(self.years) if self.years else None,
            "sector": self.sector,
            "measure": self.measure,
            "binary": self.binary,
            "at_least": self.at_least,
        }

    def query(self, **changes: Any) -> str:
        """The part of an address after the question mark that brings back these choices, some of them changed."""
        chosen = replace(self, **changes)
        pairs: list[tuple[str, str]] = [("source", chosen.source.id)]
        if chosen.years:
            pairs += [("since", str(chosen.years[0])), ("until", str(chosen.years[1]))]
        pairs += [(name, value) for name in ("sector",) if (value := getattr(chosen, name))]
        if chosen.measure != MEASURE:
            pairs.append(("measure", chosen.measure))
        if not chosen.binary:
            pairs.append(("binary", "no"))
        if chosen.at_least != 1:
            pairs.append(("at_least", str(chosen.at_least)))
        pairs += [("region", region) for region in chosen.regions]
        return urlencode(pairs)


def read_choices(asked: QueryDict) -> Choices:
    """The choices that an address stands for; without any, those that most readers want."""
    unknown: list[str] = []
    found = _source(asked, unknown)
    regions = [value.strip().upper() for value in asked.getlist("region") if value.strip()]
    known = tuple(dict.fromkeys(region for region in regions if region in load_regions()))
    unknown += [region for region in regions if region not in load_regions()]
    unknown += known[MOST_REGIONS:]
    return Choices(
        source=found,
        years=_years(asked, found, unknown),
        sector=_one_of(asked, "sector", ("", *SECTORS), "", unknown),
        measure=_one_of(asked, "measure", MEASURES, MEASURE, unknown),
        binary=_one_of(asked, "binary", ("yes", "no"), "yes", unknown) == "yes",
        at_least=_number(asked, "at_least", (1, MOST_AT_LEAST), 1, unknown),
        regions=known[:MOST_REGIONS],
        unknown=tuple(unknown),
    )


def choices_of(inputs: Mapping[str, Any]) -> Choices:
    """The choices behind the inputs of a result, for those who compute it.

    Raises
    ------
    LookupError
        When the source is gone.
    """
    found = source(inputs["source"])
    if found is None:
        raise LookupError(inputs["source"])
    years = tuple(inputs["years"]) if inputs["years"] else None
    return Choices(
        source=found,
        years=years,
        sector=inputs["sector"],
        measure=inputs["measure"],
        binary=inputs["binary"],
        at_least=inputs["at_least"],
    )


def _source(asked: QueryDict, unknown: list[str]) -> Source:
    wanted = asked.get("source", "").strip()
    found = source(wanted) if wanted else None
    if wanted and found is None:
        unknown.append(wanted)
    return found or sources()[0]


def _years(asked: QueryDict, found: Source, unknown: list[str]) -> Years:
    if found.first_year is None or found.last_year is None:
        return None
    span = found.first_year, found.last_year
    since, until = _number(asked, "since", span, span[0], unknown), _number(asked, "until", span, span[1], unknown)
    if since > until:
        unknown.append(f"{since}–{until}")
        return None
    return None if (since, until) == span else (since, until)


def _one_of(asked: QueryDict, name: str, known: tuple[str, ...], usual: str, unknown: list[str]) -> str:
    value = asked.get(name, "").strip() or usual
    if value in known:
        return value
    unknown.append(value)
    return usual


def _number(asked: QueryDict, name: str, span: tuple[int, int], usual: int, unknown: list[str]) -> int:
    value = asked.get(name, "").strip()
    if not value:
        return usual
    if value.isascii() and value.isdigit() and len(value) < 10 and span[0] <= int(value) <= span[1]:
        return int(value)
    unknown.append(value)
    return usual
