import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel.languages import LANGUAGES
from cordata.kernel.places import (
    COUNTRIES,
    EARTH_RADIUS_KM,
    NEIGHBOURS,
    Place,
    distance_km,
    languages_spoken,
    share_border,
)

places = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))

BORDERS = """
AT: CH DE IT LI SI
CH: AT DE FR IT LI
DE: AT CH FR
FR: CH DE IT
IT: AT CH FR SI
LI: AT CH
SI: AT IT
"""


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        # Rosetta Code, "Haversine formula": 2887.2599506 km from Nashville to Los Angeles on a radius of 6372.8 km
        (Place(36.12, -86.67), Place(33.94, -118.40), 2887.2599506 * 6371.0088 / 6372.8),
        # Veness, "Calculate distance between points": Land's End to John o' Groats, 968.9 km
        (Place(50.066389, -5.714722), Place(58.643889, -3.07), 968.9),
        # by hand: a quarter of a meridian, one degree of the equator, half the earth around
        (Place(0, 0), Place(90, 0), math.pi * EARTH_RADIUS_KM / 2),
        (Place(0, 10), Place(0, 11), math.pi * EARTH_RADIUS_KM / 180),
        (Place(0, 0), Place(0, 180), math.pi * EARTH_RADIUS_KM),
    ],
)
def test_distances_are_the_published_ones(here: Place, there: Place, km: float) -> None:
    assert distance_km(here, there) == pytest.approx(km, rel=5e-5)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((48.137, 11.575), (45.464, 9.190), 349),  # Munich to Milan
        ((48.208, 16.373), (46.051, 14.506), 278),  # Vienna to Ljubljana
        ((47.377, 8.541), (48.208, 16.373), 592),  # Zurich to Vienna
        ((45.764, 4.836), (45.070, 7.687), 236),  # Lyon to Turin
    ],
)
def test_distances_between_towns_of_the_alps(here: tuple[float, float], there: tuple[float, float], km: int) -> None:
    assert distance_km(Place(*here), Place(*there)) == pytest.approx(km, rel=0.01)


@given(places, places)
def test_a_way_is_as_long_back_as_it_is_there(here: Place, there: Place) -> None:
    assert distance_km(here, there) == pytest.approx(distance_km(there, here), abs=1e-6)


@given(places, places)
def test_a_way_is_never_longer_than_half_the_earth_around(here: Place, there: Place) -> None:
    assert 0 <= distance_km(here, there) <= math.pi * EARTH_RADIUS_KM + 1e-6


@given(places, places, places)
def test_a_detour_is_never_shorter(here: Place, over: Place, there: Place) -> None:
    assert distance_km(here, there) <= distance_km(here, over) + distance_km(over, there) + 1e-3


@given(places)
def test_the_other_side_of_the_earth_is_half_way_around(here: Place) -> None:
    there = Place(-here.latitude, here.longitude - 180 if here.longitude > 0 else here.longitude + 180)
    assert distance_km(here, there) == pytest.approx(math.pi * EARTH_RADIUS_KM, rel=1e-6)
    assert distance_km(here, here) == 0


def test_borders_are_those_of_the_map() -> None:
    drawn = {(line[:2], other) for line in BORDERS.split("\n") if line for other in line[4:].split()}
    found = {(one, other) for one in COUNTRIES for other in COUNTRIES if share_border(one, other)}
    assert found == drawn
    assert len(NEIGHBOURS) == len(drawn) / 2


def test_a_country_has_no_border_with_itself_or_with_one_far_away() -> None:
    assert not any(share_border(country, country) for country in COUNTRIES)
    assert not share_border("IT", "NO")


@pytest.mark.parametrize(
    ("country", "region", "languages"),
    [
        ("IT", "ITC1", ("it",)),
        ("IT", "ITC20", ("it", "fr")),
        ("IT", "ITH10", ("de", "it")),
        ("CH", "CH070", ("it",)),
        ("CH", "CH011", ("fr",)),
        ("CH", None, ("de", "fr", "it")),
        ("LI", "LI00", ("de",)),
        ("SI", None, ("sl",)),
        ("NO", None, ()),
        (None, None, ()),
    ],
)
def test_the_languages_of_a_region_go_before_those_of_its_country(
    country: str | None, region: str | None, languages: tuple[str, ...]
) -> None:
    assert languages_spoken(country, region) == languages


def test_every_country_speaks_some_of_the_five_languages() -> None:
    assert all(set(languages_spoken(country, None)) <= set(LANGUAGES) for country in COUNTRIES)
    assert all(languages_spoken(country, None) for country in COUNTRIES)
