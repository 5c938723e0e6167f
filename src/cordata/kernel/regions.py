"""The 44 NUTS-2 regions of the Alpine macro-region: Alpine Space programme area and EUSALP together."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.places import Place

NUTS2_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Region:
    """A region, its names, its rough centre and its cell in the tile map."""

    code: str
    country: str
    names: dict[Language, str]
    centre: Place
    column: int
    row: int


@cache
def load_regions() -> dict[str, Region]:
    """All regions by their NUTS code, in the order of the codes."""
    source = resources.files("cordata.data").joinpath("network/regions.csv")
    regions = [_region(row) for row in csv.DictReader(source.read_text("utf-8").splitlines())]
    return {region.code: region for region in sorted(regions, key=lambda region: region.code)}


def region_of(nuts: str | None) -> Region | None:
    """The region that a NUTS code of any level lies in; None when it lies elsewhere or is too short.

    >>> region_of("ITC11").code
    'ITC1'
    """
    return load_regions().get((nuts or "")[:NUTS2_LENGTH])


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        country=row["country"],
        names={language: row[f"name_{language}"] for language in LANGUAGES},
        centre=Place(float(row["lat"]), float(row["lon"])),
        column=int(row["column"]),
        row=int(row["row"]),
    )
