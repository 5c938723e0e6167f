"""Clusters that complement each other, and meta-clusters."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from cordata.cooperation import BadParameterError
from cordata.cooperation.metaclusters import distinct, suggestions
from cordata.cooperation.pairing import (
    PAIR_REASONS,
    ClusterView,
    complement,
    complement_scores,
    complementary,
    joint_projects_of_members,
    near_concepts,
)
from cordata.cooperation.participations import Participation
from cordata.kernel import Place
from cordata.thesaurus import load_thesaurus

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


def test_how_easy_the_start_would_be_is_told_and_moves_no_score() -> None:
    mine = _cluster("mine", "IT", "a", "b")
    other = _cluster("other", "FR", "b", "c", "x", place=LYON)
    [plain] = complementary(mine, [other], NEAR)
    joined = replace(mine, sectors=frozenset({"ict", "energy"})), replace(other, sectors=frozenset({"energy"}))
    [told] = complementary(joined[0], [joined[1]], NEAR, joint={("mine", "other"): 3})
    facts = {reason.code: dict(reason.facts) for reason in told.reasons}
    assert facts["same_sector"] == {"sectors": ["energy"]}
    assert facts["joint_projects"] == {"projects": 3}
    assert facts["across_border"] == {"from": "IT", "to": "FR"}
    assert (plain.score, plain.projects, plain.km) == (told.score, None, None)
    assert (told.projects, told.brought, told.given) == (3, pytest.approx(1 / 3), 0.5)
    assert all(PAIR_REASONS[code] == tuple(told) for code, told in facts.items())


def test_no_joint_project_is_no_reason() -> None:
    pair = complementary(_cluster("mine", "IT", "a", "b"), [_cluster("other", "FR", "b", "c", "x")], NEAR, joint={})[0]
    assert pair.projects == 0
    assert "joint_projects" not in {reason.code for reason in pair.reasons}


def _taking_part(project: str, organisation: str) -> Participation:
    return Participation(project, organisation, "", "sme", "IT", "ITC1", date(2024, 1, 1), True, ())


def test_a_project_ties_two_clusters_when_two_organisations_do() -> None:
    clusters = [
        replace(_cluster("one", "IT"), members=frozenset({"a", "b"})),
        replace(_cluster("two", "FR"), members=frozenset({"b", "c"})),
        _cluster("none", "SI"),
    ]
    rows = [_taking_part("p", "a"), _taking_part("p", "c"), _taking_part("q", "b"), _taking_part("r", "a"),
            _taking_part("r", "b")]  # fmt: skip
    assert joint_projects_of_members(rows, clusters) == {("one", "two"): 2}


def test_concepts_are_near_from_either_side() -> None:
    thesaurus = load_thesaurus()
    near = near_concepts(thesaurus)
    assert set(near) == set(thesaurus)
    assert all(concept in near[other] for concept, others in near.items() for other in others)
    child = next(concept for concept in thesaurus.values() if concept.broader)
    assert child.broader in near[child.id]


def test_each_cluster_of_a_meta_cluster_brings_what_none_before_it_covers() -> None:
    clusters = [_cluster("it", "IT", "a", "b"), _cluster("fr", "FR", "b", "c"), _cluster("si", "SI", "a")]
    [found] = suggestions({"theme": "abcd"}, clusters)
    assert dict(zip(found.clusters, found.brings, strict=True)) == {"fr": ("b", "c"), "it": ("a",), "si": ()}
    assert found.ties is None


def test_joint_projects_are_a_fourth_part_of_the_score() -> None:
    clusters = [_cluster("it", "IT", "a", "b"), _cluster("fr", "FR", "b", "c"), _cluster("si", "SI", "a")]
    [without] = suggestions({"theme": "abcd"}, clusters)
    [tied] = suggestions({"theme": "abcd"}, clusters, joint={("fr", "si"): 4})
    assert tied.ties == pytest.approx(1 / 3)
    assert tied.score == pytest.approx((3 * without.score + 1 / 3) / 4)


def test_suggestions_of_the_same_clusters_are_told_once() -> None:
    clusters = [_cluster("it", "IT", "a", "x"), _cluster("fr", "FR", "b", "y"), _cluster("si", "SI", "c", "z")]
    themes = {"first": "abc", "second": "xyz", "third": "abcd"}
    found = suggestions(themes, clusters)
    assert [one.theme for one in found] == ["first", "second", "third"]
    assert [one.theme for one in distinct(found)] == ["first"]
    assert distinct(found, most_alike=1) == found
    with pytest.raises(BadParameterError):
        distinct(found, most_alike=2)


def test_neither_far_away_nor_without_a_border_is_a_reason() -> None:
    mine = _cluster("mine", "FR", "a", "b", place=LYON)
    [pair] = complementary(mine, [_cluster("other", "SI", "b", "c", "x", place=LJUBLJANA)], NEAR)
    assert pair.km == pytest.approx(749, abs=10)
    assert {"near", "across_border"} & {reason.code for reason in pair.reasons} == set()


def test_scores_without_reasons_are_those_with_reasons_for_every_two_of_different_sides() -> None:
    sides = [
        [_cluster("one", "IT", "a", "b"), _cluster("two", "IT", "x")],
        [_cluster("three", "IT", "b", "c", "x")],
        [_cluster("four", "SI", "c", "y")],
    ]
    scores = complement_scores(sides, NEAR)
    pairs = [(one, other) for here, there in combinations(sides, 2) for one in here for other in there]
    for one, other in pairs:
        assert scores.get((one.id, other.id), 0.0) == complement(one, other, NEAR).score
    assert ("one", "three") in scores
    assert ("one", "two") not in scores
