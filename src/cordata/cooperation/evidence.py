"""The figures that come with Cordata: sums by region, with their source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where figures come from and what to know about them; ``notes`` are codes."""

    id: str
    name: str
    publisher: str
    address: str
    licence: str
    nomenclature: str
    nuts_version: str
    unit: str
    checked: date
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShippedFigures:
    """Figures (region, activity, year, participations) and links (region, other, year, projects), in their order."""

    source: SourceInfo
    figures: tuple[tuple[str, str, int, int], ...]
    links: tuple[tuple[str, str, int, int], ...]


SOURCE = SourceInfo(
    id="cordis-horizon-sample",
    name="CORDIS, Horizon Europe: a sample of projects",
    publisher="European Union, CORDIS",
    address="https://cordis.europa.eu",
    licence="Decision 2011/833/EU",
    nomenclature="euroscivoc",
    nuts_version="2021",
    unit="participations",
    checked=date(2026, 11, 25),
    notes=("selected_sample", "no_greek_partners", "regions_geocoded", "fields_of_some"),
)


def load_shipped_figures() -> ShippedFigures:
    """Participations by science field and joint projects of the 44 regions.

    Examples
    --------
    >>> load_shipped_figures().source.nomenclature
    'euroscivoc'
    """
    return ShippedFigures(SOURCE, tuple(_rows("participations_by_field.csv")), tuple(_rows("joint_projects.csv")))


def _rows(name: str) -> Iterator[tuple[str, str, int, int]]:
    text = resources.files("cordata.data").joinpath(f"evidence/{name}").read_text("utf-8")
    lines = csv.reader(text.splitlines())
    next(lines)
    for first, second, year, number in lines:
        yield first, second, int(year), int(number)
