"""Regions from addresses, by hand and against real participations and boundaries."""

import csv
from importlib import resources

import pytest

from cordata.kernel import Place, load_regions
from cordata.sources.locating import Address, locate, nearest_town, region_of_postcode, town_named
from sources.boundaries import Boundaries


@pytest.mark.parametrize(
    ("country", "postcode", "region"),
    [
        ("IT", "10129", "ITC1"), ("IT", "39100", "ITH1"), ("IT", "80121", "IT"), ("FR", "38000", "FRK2"),
        ("FR", "6410", "FRL0"), ("FR", "F-67000", "FRF1"), ("FR", "75005", "FR"), ("DE", "89231", "DE27"),
        ("DE", "89073", "DE14"), ("DE", "88131", "DE27"), ("DE", "88147", "DE14"), ("DE", "20457", "DE"),
        ("DE", "72160", "DE12"), ("AT", "1010", "AT13"), ("AT", "A-9900", "AT33"), ("AT", "7000", "AT11"),
        ("AT", "4300", "AT12"), ("CH", "5232", "CH03"), ("CH", "3900", "CH01"), ("CH", "8640", "CH05"),
        ("SI", "1420", "SI03"), ("SI", "SI-1000", "SI04"), ("SI", "6230", "SI03"), ("LI", "9490", "LI00"),
        ("IT", "101", None), ("DE", "", None), ("DE", "86500", None),
    ],
)  # fmt: skip
def test_postcodes_tell_the_region_where_their_prefix_does(country, postcode, region):
    assert region_of_postcode(country, postcode) == region


@pytest.mark.parametrize(
    ("country", "name", "region"),
    [
        ("IT", "TORINO TO", "ITC1"), ("IT", "Bozen", "ITH1"), ("DE", "Muenchen", "DE21"), ("DE", "MUNCHEN", "DE21"),
        ("DE", "Monaco di Baviera", "DE21"), ("AT", "Dunaj", "AT13"), ("CH", "Genf", "CH01"),
        ("CH", "GENEVE 23", "CH01"),
        ("FR", "TOULOUSE CEDEX 9", "FRJ"), ("SI", "Ljubljana-Črnuče", "SI04"), ("DE", "Frankfurt", "DE7"),
        ("CH", "Biel", "CH02"), ("AT", "TULLN AN DER DONAU", "AT12"), ("IT", "Roma", "ITI4"),
    ],
)  # fmt: skip
def test_towns_are_known_in_the_languages_of_the_network(country, name, region):
    assert town_named(country, name).nuts == region


@pytest.mark.parametrize(("country", "name"), [("FR", "Saint Etienne Du Rouvray"), ("IT", "Xyz"), ("DE", "")])
def test_a_name_that_only_begins_like_a_town_is_none(country, name):
    assert town_named(country, name) is None


def test_a_nuts_code_stands_when_the_place_agrees_and_may_be_finer():
    found = locate(Address("AT", "Dornbirn", "6850", Place(47.41, 9.74), "AT342"))
    assert (found.nuts, found.by, found.doubts) == ("AT342", "given", ())


def test_a_nuts_code_that_contradicts_the_address_is_replaced_and_reported():
    found = locate(Address("IT", "Milano", "20133", Place(45.47, 9.23), "ITC1"))
    assert (found.nuts, found.by) == ("ITC4", "postcode")
    assert found.doubts == (("nuts_contradicts_place", {"computed": "ITC4", "by": "postcode"}),)


def test_a_nuts_code_is_believed_when_nothing_else_tells_and_a_word_is_not():
    assert locate(Address("IT", nuts="ITC4")).nuts == "ITC4"
    assert locate(Address("DE", nuts="DE600")).inside is False
    assert locate(Address("IT", nuts="ITALY")).inside is None


def test_the_middle_of_a_country_is_not_taken_for_a_place():
    found = locate(Address("DE", "Regensburg", "93053", Place(51.0834196, 10.4234469)))
    assert found.nuts == "DE23"
    assert found.doubts[0][0] == "place_far_from_town"
    assert found.place == town_named("DE", "Regensburg").place


def test_coordinates_far_from_the_postcode_are_left_out_and_reported():
    found = locate(Address("IT", "Scalenghe", "10060", Place(42.6384261, 12.674297)))
    assert (found.nuts, found.place) == ("ITC1", None)
    assert found.doubts == (("place_contradicts_postcode", {"postcode": "10060", "region": "ITC1"}),)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        (Address("DE", "Hamburg"), False), (Address("IT", "Napoli"), False), (Address("FR", "Paris"), False),
        (Address("FR", "Xyzville"), None), (Address("CH", "Xyzdorf"), True), (Address("LI"), True),
    ],
)  # fmt: skip
def test_in_out_or_not_to_be_told(address, inside):
    assert locate(address).inside is inside


def test_no_town_is_near_a_place_on_the_high_sea():
    assert nearest_town("IT", Place(39.0, 5.0)) is None


def participations(real):
    with (real / "cordis/h2020_organizations.csv").open(encoding="utf-8-sig", newline="") as lines:
        postcodes = {(row["projectID"], row["organisationID"]): row["postCode"] for row in csv.DictReader(lines)}
    with (real / "cordis/participations_nuts3.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["country"] in ("AT", "CH", "DE", "FR", "IT", "SI") and row["nuts3_2021"] and row["lat"]:
                yield row, postcodes.get((row["projectID"], row["organisationID"]), "")


def accuracy(pairs) -> tuple[int, float, float]:
    """How many were placed; the share right about in or out; the share of regions right among those inside."""
    placed = [(found, told) for found, told in pairs if found.inside is not None]
    alpine = [(found, told) for found, told in placed if told in load_regions()]
    right_side = sum(found.inside == (told in load_regions()) for found, told in placed)
    return len(placed), right_side / len(placed), sum(found.nuts == told for found, told in alpine) / len(alpine)


def test_coordinates_alone_place_99_in_100_real_participations(real):
    pairs = [
        (locate(Address(row["country"], place=Place(float(row["lat"]), float(row["lon"])))), row["nuts3_2021"][:4])
        for row, _ in participations(real)
    ]
    placed, in_or_out, region = accuracy(pairs)
    assert placed > 5300
    assert in_or_out > 0.998
    assert region > 0.99


def test_whole_addresses_place_97_in_100_though_some_coordinates_are_wrong(real):
    pairs = [
        (
            locate(Address(row["country"], row["city"], code, Place(float(row["lat"]), float(row["lon"])))),
            row["nuts3_2021"][:4],
        )
        for row, code in participations(real)
    ]
    placed, in_or_out, region = accuracy(pairs)
    assert placed == len(pairs)
    assert in_or_out > 0.99
    assert region > 0.97


def test_towns_lie_in_the_regions_they_are_given(real):
    boundaries = Boundaries(real / "nuts/NUTS_RG_20M_2024_4326.geojson")
    text = resources.files("cordata.data").joinpath("places/towns.csv").read_text("utf-8")
    towns = list(csv.DictReader(text.splitlines()))
    astray = [
        row["town"]
        for row in towns
        if not any(code.startswith(row["nuts"]) for code in boundaries.regions_at(float(row["lat"]), float(row["lon"])))
    ]
    assert len(astray) < 0.03 * len(towns), astray
