from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import COUNTRIES, LANGUAGES, distance_km, load_regions, region_of
from cordata.kernel.places import LANGUAGES_OF_REGION, Place

CAPITALS_OF_COUNTRIES_BELONGING_WHOLLY = {"AT", "CH", "LI", "SI"}


def test_there_are_44_regions_with_codes_of_their_country() -> None:
    regions = load_regions()
    assert len(regions) == 44
    assert all(code == region.code and code.startswith(region.country) for code, region in regions.items())
    assert {region.country for region in regions.values()} == set(COUNTRIES)
    assert list(regions) == sorted(regions)


def test_austria_switzerland_liechtenstein_and_slovenia_are_whole() -> None:
    found = {code for code in load_regions() if code[:2] in CAPITALS_OF_COUNTRIES_BELONGING_WHOLLY}
    austria = {"AT11", "AT12", "AT13", "AT21", "AT22", "AT31", "AT32", "AT33", "AT34"}
    assert found == austria | {f"CH0{n}" for n in range(1, 8)} | {"LI00", "SI03", "SI04"}


def test_no_two_regions_share_a_tile() -> None:
    tiles = [(region.column, region.row) for region in load_regions().values()]
    assert len(set(tiles)) == len(tiles)


def test_every_region_has_a_name_in_every_language() -> None:
    for region in load_regions().values():
        assert set(region.names) == set(LANGUAGES)
        assert all(name.strip() == name and name for name in region.names.values()), region.code


def test_every_region_lies_around_the_alps() -> None:
    middle = Place(46.5, 10.5)
    assert all(distance_km(region.centre, middle) < 600 for region in load_regions().values())


def test_tiles_lie_like_the_land() -> None:
    regions = load_regions()
    assert regions["AT13"].column > regions["CH01"].column, "Vienna lies east of the lake of Geneva"
    assert regions["ITC3"].row > regions["DE21"].row, "Liguria lies south of Upper Bavaria"


def test_regions_with_languages_of_their_own_exist() -> None:
    assert set(LANGUAGES_OF_REGION) <= set(load_regions())


def test_a_code_of_any_level_belongs_to_its_region() -> None:
    region = region_of("ITH10")
    assert region is not None
    assert region is region_of("ITH1")
    assert region.names["de"] != region.names["it"]


def test_codes_elsewhere_or_too_short_belong_to_no_region() -> None:
    assert [region_of(code) for code in (None, "", "IT", "ITC", "NO08", "FI1B")] == [None] * 6


@given(st.sampled_from(sorted(load_regions())), st.text("0123456789ABCDEF", max_size=1))
def test_what_follows_the_fourth_letter_does_not_matter(code: str, rest: str) -> None:
    assert region_of(code + rest) is load_regions()[code]
