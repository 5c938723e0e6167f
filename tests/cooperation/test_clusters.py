"""Clusters that complement each other, and meta-clusters."""

import pytest

from cordata.cooperation import BadParameterError
from cordata.cooperation.metaclusters import suggestions
from cordata.cooperation.pairing import PAIR_REASONS, ClusterView, complementary
from cordata.kernel import Place

NEAR = {"a": frozenset({"b"}), "b": frozenset({"a", "c"}), "c": frozenset({"b"}), "x": frozenset({"y"})}
TURIN, LYON, LJUBLJANA = Place(45.07, 7.69), Place(45.76, 4.84), Place(46.05, 14.51)


def _cluster(key: str, country: str, *concepts: str, place: Place | None = None) -> ClusterView:
    regions = {"IT": "ITC1", "FR": "FRK2", "SI": "SI04", "CH": "CH07"}
    return ClusterView(key, country, regions[country], frozenset(concepts), place)


def test_the_same_and_the_wholly_different_have_nothing_to_gain() -> None:
    mine = _cluster("mine", "IT", "a")
    others = [_cluster("same", "FR", "a"), _cluster("strange", "FR", "x"), _cluster("home", "IT", "b")]
    assert complementary(mine, others, NEAR) == []


def test_what_is_near_but_not_one_s_own_is_what_another_brings() -> None:
    mine = _cluster("mine", "IT", "a", "b", place=TURIN)
    [pair] = complementary(mine, [mine, _cluster("other", "FR", "b", "c", "x", place=LYON)], NEAR)
    here, there = {"a", "b", "c"}, {"a", "b", "c", "x", "y"}
    shared = len(here & there) / len(here | there)
    assert pair.talk == pytest.approx(4 * shared * (1 - shared))
    assert pair.gain == pytest.approx((1 / 3 * 1 / 2) ** 0.5)
    assert pair.score == pytest.approx((pair.talk * pair.gain) ** 0.5)
    assert {reason.code: dict(reason.facts) for reason in pair.reasons[:1]} == {"both_work_on": {"concepts": ["b"]}}
    assert [reason.facts["cluster"] for reason in pair.reasons if reason.code == "brings"] == ["other", "mine"]
    assert pair.reasons[-1].facts == {"km": 235}


def test_reasons_are_known_codes_and_a_common_language_is_told() -> None:
    mine = _cluster("mine", "IT", "a", "b")
    [pair] = complementary(mine, [_cluster("ticino", "CH", "b", "c", "x")], NEAR)
    told = {reason.code: tuple(reason.facts) for reason in pair.reasons}
    assert told["common_language"] == ("languages",)
    assert all(PAIR_REASONS[code] == facts for code, facts in told.items())


def test_a_cluster_without_concepts_complements_nobody() -> None:
    assert complementary(_cluster("empty", "IT"), [_cluster("other", "FR"), _cluster("third", "SI", "a")], NEAR) == []


def test_a_meta_cluster_covers_its_theme_and_names_what_is_missing() -> None:
    clusters = [
        _cluster("it", "IT", "a", "b"), _cluster("it-too", "IT", "a"), _cluster("fr", "FR", "b", "c"),
        _cluster("si", "SI", "a"), _cluster("elsewhere", "CH", "z"),
    ]  # fmt: skip
    firms = [_cluster("firm", "IT", "a", "c"), _cluster("small", "IT", "a"), _cluster("far", "CH", "a", "b", "c")]
    [found] = suggestions({"theme": ["a", "b", "c", "d"], "rare": ["z"]}, clusters, firms)
    assert found.clusters == ("fr", "it", "si")
    assert (found.covered, found.gaps) == (("a", "b", "c"), ("d",))
    assert (found.countries, found.regions) == (("FR", "IT", "SI"), ("FRK2", "ITC1", "SI04"))
    assert found.anchors == ("firm", "small")
    assert (found.coverage, found.breadth, found.cohesion) == (0.75, 0.75, pytest.approx(2 / 3))
    assert found.score == pytest.approx((0.75 + 0.75 + 2 / 3) / 3)


def test_too_few_clusters_or_countries_make_no_meta_cluster() -> None:
    clusters = [_cluster("one", "IT", "a"), _cluster("two", "IT", "b"), _cluster("three", "IT", "c")]
    assert suggestions({"theme": "abc"}, clusters) == []
    assert len(suggestions({"theme": "abc"}, clusters, countries=1)) == 1
    assert suggestions({"theme": "abc"}, clusters, countries=1, smallest=4) == []


def test_no_more_than_eight_clusters_and_none_that_adds_nothing() -> None:
    many = [_cluster(f"c{number}", "IT" if number % 2 else "FR", f"t{number}") for number in range(12)]
    [found] = suggestions({"theme": [f"t{number}" for number in range(12)]}, many)
    assert len(found.clusters) == 8
    alike = [_cluster(f"c{number}", "IT" if number % 2 else "FR", "t", "u") for number in range(5)]
    assert suggestions({"theme": ["t", "u"]}, alike, smallest=2)[0].clusters == ("c0", "c1")


@pytest.mark.parametrize("wrong", [{"countries": 0}, {"smallest": 0}])
def test_nonsense_is_refused(wrong) -> None:
    with pytest.raises(BadParameterError):
        suggestions({}, [], **wrong)
