from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory import Profile
from cordata.directory.duplicates import (
    DUPLICATE_CODES,
    LEVELS,
    Duplicate,
    DuplicateIndex,
    Listed,
    candidates,
    compare,
)

MUELLER = Listed("m", "Müller Präzision GmbH", "AT", "Linz", "ATU13585627", "https://www.mueller.at/de")


def listed(profile: Profile, **changes: str) -> Listed:
    fields = {"id": profile.id, "name": profile.name, "country": profile.country, "town": profile.town,
              "website": profile.website}  # fmt: skip
    return Listed(**{**fields, **changes})


@pytest.fixture(scope="module")
def index(network: tuple[Profile, ...]) -> DuplicateIndex:
    return DuplicateIndex(map(listed, network))


def codes(found: Duplicate | None) -> list[str]:
    assert found is not None
    return [reason.code for reason in found.reasons]


def test_the_same_vat_number_is_certain_whatever_the_name() -> None:
    found = compare(Listed("n", "Anders", "AT", vat="U 135 856 27"), MUELLER)
    assert found == Duplicate("m", 1.0, "certain", found.reasons if found else ())
    assert codes(found) == ["same_vat"]


def test_the_same_website_is_likely_whatever_the_name() -> None:
    found = compare(Listed("n", "Anders", website="shop.mueller.at"), MUELLER)
    assert found is not None
    assert (found.level, found.likelihood) == ("likely", 0.95)
    assert codes(found) == ["same_website"]


def test_a_page_on_a_shared_host_says_nothing() -> None:
    one, other = Listed("1", "Rossi", website="facebook.com/a"), Listed("2", "Bianchi", website="facebook.com/b")
    assert compare(one, other) is None


def test_a_website_that_several_have_says_little() -> None:
    """Clusters of one agency share its host."""
    known = DuplicateIndex([
        Listed("1", "Holzcluster", website="agentur.at"), Listed("2", "Solarnetz", website="agentur.at/solar")
    ])  # fmt: skip
    assert candidates(Listed("", "Wasserforum", website="agentur.at"), known) == []
    same = candidates(Listed("", "Holzcluster", website="agentur.at"), known)
    assert codes(same[0]) == ["same_name", "website_of_several"]
    assert same[0].reasons[1].facts == {"host": "agentur.at", "count": 2}


def test_the_same_name_is_likely_and_never_certain() -> None:
    found = compare(Listed("n", "MUELLER PRAEZISION", "AT", "Linz"), MUELLER)
    assert found is not None
    assert found.level == "likely"
    assert codes(found) == ["same_name", "same_town"]


def test_another_country_and_another_vat_number_speak_against() -> None:
    base = Listed("n", "Müller Präzision", "AT")
    plain = compare(base, MUELLER)
    abroad = compare(Listed("n", "Müller Präzision", "DE"), MUELLER)
    other = compare(Listed("n", "Müller Präzision", "AT", vat="ATU10223006"), MUELLER)
    assert plain is not None
    assert abroad is not None
    assert other is not None
    assert abroad.likelihood == pytest.approx(plain.likelihood / 0.96 * 0.85)
    assert other.likelihood == pytest.approx(plain.likelihood * 0.7)
    assert codes(abroad) == ["same_name", "other_country"]
    assert codes(other) == ["same_name", "other_vat"]


def test_numbers_of_countries_without_a_rule_are_compared_as_they_stand() -> None:
    one, other = Listed("1", "A", "ES", vat="ES B-58378431"), Listed("2", "B", "ES", vat="esb58378431")
    assert codes(compare(one, other)) == ["same_vat"]


def test_another_name_of_the_same_organisation_counts() -> None:
    fund = Listed("f", "Fraunhofer Italia Research", "IT", other_names=("Innovation Engineering Center",))
    assert codes(compare(Listed("n", "Innovation Engineering Center", "IT"), fund)) == ["same_name"]


def test_one_is_no_duplicate_of_itself() -> None:
    known = DuplicateIndex([MUELLER])
    assert candidates(MUELLER, known) == []
    assert len(known) == 1


def test_nothing_typed_finds_nobody(index: DuplicateIndex) -> None:
    assert candidates(Listed("", ""), index) == []
    assert candidates(Listed("", "Rossi"), DuplicateIndex([])) == []
    assert candidates(Listed("", "Xyzzyq"), index) == []


def test_the_likeliest_come_first_and_no_more_than_asked(index: DuplicateIndex) -> None:
    found = candidates(Listed("", "Cluster Mechatronik Tirol", "AT"), index, top=2)
    assert found[0].id == "cluster-mechatronik-tirol"
    assert len(found) <= 2
    assert [one.likelihood for one in found] == sorted((one.likelihood for one in found), reverse=True)


def misspelt(name: str) -> str:
    """The two letters in the middle of the longest word changed for one another."""
    word = max(name.split(), key=len)
    middle = len(word) // 2
    return name.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (str.upper, 1.0), (lambda name: name + " e.V.", 1.0), (lambda name: " ".join(reversed(name.split())), 0.97),
        (lambda name: name.replace("ü", "ue").replace("ä", "ae").replace("ö", "oe"), 1.0), (misspelt, 0.9),
    ],
)  # fmt: skip
def test_an_organisation_of_the_network_is_found_however_it_is_written(
    network: tuple[Profile, ...], index: DuplicateIndex, change, least: float
) -> None:
    asked = [profile for profile in network if len(profile.name) > 8][::5]
    hits = 0
    for profile in asked:
        found = candidates(Listed("", change(profile.name), profile.country, profile.town), index, top=3)
        hits += any(one.id == profile.id for one in found)
    assert hits >= least * len(asked)


def test_different_organisations_of_the_network_are_rarely_likely_and_never_certain(
    network: tuple[Profile, ...], index: DuplicateIndex
) -> None:
    levels = [one.level for profile in network for one in candidates(listed(profile), index)]
    assert "certain" not in levels
    assert levels.count("likely") <= 0.01 * len(network)
    assert levels.count("possible") <= 0.3 * len(network)


@given(
    st.builds(Listed, st.just("1"), st.text(max_size=20), st.sampled_from(["", "AT", "IT"]), st.text(max_size=5)),
    st.builds(Listed, st.just("2"), st.text(max_size=20), st.sampled_from(["", "AT", "IT"]), st.text(max_size=5)),
)
def test_likelihoods_are_shares_alike_from_both_sides_with_known_reasons(one: Listed, other: Listed) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.likelihood == pytest.approx(back.likelihood)
        assert LEVELS[-1][1] <= there.likelihood <= 1
        assert all(set(reason.facts) == set(DUPLICATE_CODES[reason.code]) for reason in there.reasons)
