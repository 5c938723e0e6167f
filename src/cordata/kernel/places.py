"""Countries of the macro-region, the languages of their business life, and distances between places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from cordata.kernel.languages import Language

Country = Literal["AT", "CH", "DE", "FR", "IT", "LI", "SI"]
COUNTRIES: tuple[Country, ...] = get_args(Country)

EARTH_RADIUS_KM = 6371.0088
LANGUAGES_OF_COUNTRY: dict[str, tuple[Language, ...]] = {
    "AT": ("de",),
    "CH": ("de", "fr", "it"),
    "DE": ("de",),
    "FR": ("fr",),
    "IT": ("it",),
    "LI": ("de",),
    "SI": ("sl",),
}
LANGUAGES_OF_REGION: dict[str, tuple[Language, ...]] = {
    "CH01": ("fr",),
    "CH02": ("de", "fr"),
    "CH03": ("de",),
    "CH04": ("de",),
    "CH05": ("de",),
    "CH06": ("de",),
    "CH07": ("it",),
    "ITC2": ("it", "fr"),
    "ITH1": ("de", "it"),
}
NEIGHBOURS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("AT", "CH"), ("AT", "DE"), ("AT", "IT"), ("AT", "LI"), ("AT", "SI"), ("CH", "DE"), ("CH", "FR"),
        ("CH", "IT"), ("CH", "LI"), ("DE", "FR"), ("FR", "IT"), ("IT", "SI"),
    )
)  # fmt: skip
"""Countries of the macro-region that share a land border."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth, degrees north and east."""

    latitude: float
    longitude: float


def distance_km(here: Place, there: Place) -> float:
    """Great-circle distance in kilometres, by the haversine formula (Sinnott 1984).

    >>> round(distance_km(Place(45.070, 7.687), Place(46.051, 14.506)))
    542
    """
    latitudes = math.radians(here.latitude), math.radians(there.latitude)
    half_north = math.sin((latitudes[1] - latitudes[0]) / 2) ** 2
    half_east = math.sin(math.radians(there.longitude - here.longitude) / 2) ** 2
    chord = half_north + math.cos(latitudes[0]) * math.cos(latitudes[1]) * half_east
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def languages_spoken(country: str | None, region: str | None) -> tuple[Language, ...]:
    """Languages of business where somebody sits; empty when the country is not of the macro-region."""
    if region is not None and region[:4] in LANGUAGES_OF_REGION:
        return LANGUAGES_OF_REGION[region[:4]]
    return LANGUAGES_OF_COUNTRY.get(country or "", ())


def share_border(one: str, other: str) -> bool:
    """Whether two different countries touch.

    >>> share_border("IT", "SI"), share_border("DE", "IT")
    (True, False)
    """
    return frozenset((one, other)) in NEIGHBOURS
