"""In which region somebody sits, from postcode, town, coordinates and a NUTS code that may be wrong.

No boundaries are needed: postcodes decide where they are unambiguous, then towns by name, then the nearest of some
4,600 towns whose region is known.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from cordata.kernel import Place, distance_km, load_regions, region_of
from cordata.sources.values import folded, town

Evidence = Literal["given", "postcode", "town", "place", "country", "nothing"]

FAR_FROM_TOWN_KM = 40.0
FAR_FROM_REGION_KM = 40.0
FAR_FROM_ANY_TOWN_KM = 70.0
NEIGHBOUR_KM = 10.0
"""A given code of a region with a town this near is believed, for the nearest town may lie across the border."""
NEAR_TWIN_SHARE = 0.2
CITY = 100_000
"""From this size on a name may be followed by a quarter's, as in "Ljubljana Črnuče"."""
AFTER_THE_NAME = re.compile(r" (an|am|im|in|bei|auf|ob|vor|der|sur|sous|sul|sulla|del|della|di|pri|na|v)\b.*$")
WHOLE_COUNTRIES = frozenset({"AT", "CH", "LI", "SI"})
"""Countries that lie in the macro-region as a whole."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town whose region is known; outside the macro-region the code may be shorter than NUTS-2."""

    name: str
    nuts: str
    place: Place
    inhabitants: int


Cells = Mapping[tuple[int, int], Sequence[tuple[float, float, Town]]]
"""Towns with their latitude and longitude, by the degrees north and east of the cell that they lie in."""


@dataclass(frozen=True, slots=True)
class Address:
    """What a source says about where somebody sits; empty where it says nothing."""

    country: str
    town: str = ""
    postcode: str = ""
    place: Place | None = None
    nuts: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where somebody sits.

    ``nuts`` is a code of the macro-region's NUTS-2 regions or finer, the country's code where the region is not
    known or lies elsewhere (``inside`` tells which), ``by`` what decided. ``place`` is the given one where nothing
    contradicts it, else the town's. ``doubts`` are codes of problems with their facts. ``code`` is what was worked
    out, also for one outside the macro-region, where it may be shorter than NUTS-2 or empty.
    """

    nuts: str
    inside: bool | None
    by: Evidence
    place: Place | None
    doubts: tuple[tuple[str, dict[str, object]], ...] = ()
    code: str = ""


def locate(address: Address) -> Location:
    """The region and place of an address in one of the seven countries.

    ``inside`` is None when nothing tells whether it lies in the macro-region.

    >>> locate(Address("IT", town="TORINO TO", postcode="10129")).nuts
    'ITC1'
    >>> locate(Address("DE", town="Hamburg")).inside
    False
    """
    named = town_named(address.country, address.town)
    coded = region_of_postcode(address.country, address.postcode)
    place, doubts = _believable_place(address, named, coded)
    nearest = nearest_town(address.country, place) if place else None
    code: str = ""
    by: Evidence = "nothing"
    if coded is not None:
        code, by = coded, "postcode"
    elif nearest is not None:
        code, by = nearest.nuts, "place"
    elif named is not None:
        code, by = named.nuts, "town"
    if address.country == "LI":
        code, by = "LI00", "country"
    if _agrees(address.nuts, code, place, address.country):
        code, by = address.nuts, "given"
    elif address.nuts and code and region_of(address.nuts) != region_of(code):
        doubts.append(("nuts_contradicts_place", {"computed": code, "by": by}))
    return _location(address.country, code, by, place or (named.place if named else None), doubts)


def region_of_postcode(country: str, postcode: str) -> str | None:
    """The region of a postcode, the country's code for one elsewhere, None where the prefix does not tell.

    >>> region_of_postcode("DE", "D-89231"), region_of_postcode("DE", "20147"), region_of_postcode("CH", "5232")
    ('DE27', 'DE', 'CH03')
    """
    digits = re.sub(r"\D", "", postcode)
    length = 5 if country in ("DE", "FR", "IT") else 4
    if len(digits) == length - 1 and length == 5:
        digits = f"0{digits}"
    if len(digits) != length:
        return None
    prefixes = _postcodes().get(country, {})
    return next((prefixes[digits[:end]] for end in range(length, 0, -1) if digits[:end] in prefixes), None)


def town_named(country: str, text: str) -> Town | None:
    """The town of a name in any of the network's languages; None when unknown, or when two as large bear it."""
    names = _towns_by_name().get(country, {})
    name = folded(town(text, country))
    without_umlauts = re.sub(r"([aou])e", r"\1", name)
    spellings = (name, without_umlauts, AFTER_THE_NAME.sub("", name))
    candidates = next(filter(None, map(names.get, spellings)), None) or _city_with_quarter(names, name)
    regions = {candidate.nuts for candidate in candidates}
    if len(regions) > 1 and candidates[1].inhabitants > NEAR_TWIN_SHARE * candidates[0].inhabitants:
        return None
    return candidates[0] if candidates else None


def _city_with_quarter(names: dict[str, list[Town]], name: str) -> list[Town]:
    words = name.split()
    if words[:1] == ["saint"]:
        return []
    for end in range(len(words) - 1, 0, -1):
        cities = [one for one in names.get(" ".join(words[:end]), []) if one.inhabitants >= CITY]
        if cities:
            return cities
    return []


@lru_cache(maxsize=1 << 12)
def nearest_town(country: str, place: Place) -> Town | None:
    """The nearest known town of the country; None when all are more than 70 km away."""
    nearest = _nearest(_all_cells(country), place)
    if nearest is None or distance_km(nearest.place, place) > FAR_FROM_ANY_TOWN_KM:
        return None
    return nearest


def _nearest(cells: Cells, place: Place) -> Town | None:
    """The nearest town of the nine cells around a place, which reach 70 km and more; None where these hold none.

    By flat distance, which orders nearby points as the sphere does and costs a tenth.
    """
    latitude, longitude = place.latitude, place.longitude
    scale = math.cos(math.radians(latitude)) ** 2
    north, east = math.floor(latitude), math.floor(longitude)
    nearest, least = None, math.inf
    for cell in [cells.get((north + up, east + right), ()) for up in (-1, 0, 1) for right in (-1, 0, 1)]:
        for one_latitude, one_longitude, one in cell:
            squared = (one_latitude - latitude) ** 2 + scale * (one_longitude - longitude) ** 2
            if squared < least:
                nearest, least = one, squared
    return nearest


def _believable_place(
    address: Address, named: Town | None, coded: str | None
) -> tuple[Place | None, list[tuple[str, dict[str, object]]]]:
    """The given place, or None with the reason: geocoders that fail answer with the middle of the country."""
    place = address.place
    if place is None:
        return None, []
    if named is not None and (coded is None or region_of(coded) == region_of(named.nuts)):
        km = distance_km(named.place, place)
        if km > FAR_FROM_TOWN_KM:
            return None, [("place_far_from_town", {"town": named.name, "km": round(km)})]
    if coded is not None and _km_to_region(coded, place) > FAR_FROM_REGION_KM:
        return None, [("place_contradicts_postcode", {"postcode": address.postcode, "region": coded})]
    if nearest_town(address.country, place) is None:
        return None, [("bad_place", {})]
    return place, []


def _agrees(given: str, computed: str, place: Place | None, country: str) -> bool:
    """Whether a given code may stand: nothing else tells, it is of the computed region, or of one as near."""
    if not given.startswith(country) or not _is_nuts(given):
        return False
    if not computed or (given.startswith(computed) and region_of(given) == region_of(computed)):
        return True
    if region_of(given) is None or region_of(computed) is None:
        return False
    return place is not None and _km_to_region(given[:4], place) <= NEIGHBOUR_KM


def _is_nuts(code: str) -> bool:
    """Whether a code is one of the macro-region's, or begins like those of known towns outside."""
    outside = {one.nuts[:3] for one in _towns().get(code[:2], []) if one.nuts not in load_regions()}
    return region_of(code) is not None or (len(code) > len("IT") and code[:3] in outside)


def _km_to_region(code: str, place: Place) -> float:
    """How far the nearest town of a region is, infinite beyond 70 km; a country's code means its part outside."""
    nearest = _nearest(_cells_of(code), place)
    return distance_km(nearest.place, place) if nearest else math.inf


@cache
def _all_cells(country: str) -> Cells:
    return _in_cells(_towns().get(country, []))


@cache
def _cells_of(code: str) -> Cells:
    inside = code in load_regions()
    towns = _towns().get(code[:2], [])
    return _in_cells(one for one in towns if (one.nuts == code if inside else one.nuts not in load_regions()))


def _in_cells(towns: Iterable[Town]) -> Cells:
    cells: dict[tuple[int, int], list[tuple[float, float, Town]]] = defaultdict(list)
    for one in towns:
        latitude, longitude = one.place.latitude, one.place.longitude
        cells[math.floor(latitude), math.floor(longitude)].append((latitude, longitude, one))
    return dict(cells)


def _location(
    country: str, code: str, by: Evidence, place: Place | None, doubts: list[tuple[str, dict[str, object]]]
) -> Location:
    region = region_of(code)
    if region is not None:
        return Location(code, True, by, place, tuple(doubts), code)
    inside = True if country in WHOLE_COUNTRIES else False if code else None
    return Location(country, inside, by, place, tuple(doubts), code)


@cache
def _towns() -> dict[str, list[Town]]:
    towns: dict[str, list[Town]] = defaultdict(list)
    for row in _rows("towns.csv"):
        place = Place(float(row["lat"]), float(row["lon"]))
        towns[row["nuts"][:2]].append(Town(row["town"], row["nuts"], place, int(row["inhabitants"] or 0)))
    return dict(towns)


@cache
def _towns_by_name() -> dict[str, dict[str, list[Town]]]:
    names: dict[str, dict[str, list[Town]]] = {}
    for country, towns in _towns().items():
        names[country] = defaultdict(list)
        for one in sorted(towns, key=lambda entry: -entry.inhabitants):
            names[country][folded(one.name)].append(one)
        for one in sorted(towns, key=lambda entry: -entry.inhabitants):
            short = AFTER_THE_NAME.sub("", folded(one.name))
            if one not in names[country][short]:
                names[country][short].append(one)
    for row in _rows("town_names.csv"):
        known = names[row["country"]]
        group = [folded(name) for name in (row["town"], *row["other_names"].split("|"))]
        same = sorted({one for name in group for one in known.get(name, [])}, key=lambda one: -one.inhabitants)
        known.update(dict.fromkeys(group, same))
    return names


@cache
def _postcodes() -> dict[str, dict[str, str]]:
    prefixes: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows("postcodes.csv"):
        for prefix in row["prefixes"].split():
            prefixes[row["country"]][prefix] = row["nuts"]
    return dict(prefixes)


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("cordata.data").joinpath(f"places/{name}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
