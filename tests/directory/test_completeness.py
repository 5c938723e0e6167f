import pytest

from cordata.directory import Citation, Profile, completeness, missing
from cordata.directory.completeness import WEIGHTS
from cordata.kernel import Place
from directory.profiles import profile

FULL: dict = {
    "descriptions": {"it": "Facciamo pompe.", "en": "We make pumps."},
    "concepts": ("pumps", "milling", "casting"),
    "sectors": ("mechatronics",),
    "place": Place(45.07, 7.69),
    "website": "https://pompe.example",
    "citation": Citation("https://pompe.example/about", True, "2026-01-31"),
}


def test_the_weights_are_percents() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_a_full_profile_lacks_nothing() -> None:
    full = profile("full", **FULL)
    assert completeness(full) == 100
    assert missing(full) == ()


def test_a_bare_profile_lacks_all_the_weightiest_first() -> None:
    bare = profile("bare")
    assert completeness(bare) == 0
    assert missing(bare) == ("description", "concepts", "english", "sectors", "place", "website", "source")


@pytest.mark.parametrize(
    ("lacking", "part", "percent"),
    [
        ({"descriptions": {"en": "We make pumps."}}, "description", 75),
        ({"descriptions": {"it": "Facciamo pompe."}}, "english", 85),
        ({"concepts": ("pumps", "milling")}, "concepts", 75),
        ({"sectors": ()}, "sectors", 90),
        ({"place": None}, "place", 90),
        ({"website": ""}, "website", 90),
        ({"citation": Citation("", False, "2026-01-31")}, "source", 95),
    ],
)
def test_each_part_counts_its_weight(lacking: dict, part: str, percent: int) -> None:
    found = profile("lacking", **{**FULL, **lacking})
    assert missing(found) == (part,)
    assert completeness(found) == percent


def test_an_offer_describes_as_well_as_a_description() -> None:
    told = profile("told", **{**FULL, "descriptions": {}, "offers": FULL["descriptions"]})
    assert completeness(told) == 100
    mixed = profile("mixed", **{**FULL, "descriptions": {"it": "Pompe."}, "offers": {"en": "Pumps."}})
    assert completeness(mixed) == 100


def test_an_english_speaker_needs_one_text_only() -> None:
    assert completeness(profile("uk", **{**FULL, "local_language": "en", "descriptions": {"en": "Pumps."}})) == 100


def test_an_invented_firm_needs_no_source() -> None:
    invented = {**FULL, "citation": Citation("", False, "2026-01-31"), "example": True}
    assert completeness(profile("invented", **invented)) == 100


def test_the_sample_network_is_well_described(network: tuple[Profile, ...]) -> None:
    assert min(map(completeness, network)) >= 50
    assert sum(map(completeness, network)) / len(network) >= 85
