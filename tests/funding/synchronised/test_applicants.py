"""Who may apply to which instrument, and who could apply with whom."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.funding import differences, joint_calls, load_instruments
from cordata.funding.synchronised import (
    Organisation,
    Theme,
    admission_of,
    applicants_of,
    covered_together,
    groups_of,
    proposed_sets,
    worth_of_pairs,
)
from cordata.funding.synchronised.sets import GOOD
from funding.test_instruments import _one


@pytest.mark.parametrize(
    ("kind", "nuts", "size", "cells", "answer", "code"),
    [
        ("sme", "ITC11", "small", {}, True, "admitted"),
        ("sme", "ITC11", "", {}, True, "size_not_tested"),
        ("sme", "ITC11", "large", {}, False, "for_others"),
        ("large", "ITC11", "medium", {}, True, "admitted"),
        ("large", "ITC11", "", {"beneficiaries": "large"}, True, "admitted"),
        ("sme", "ITC2", "small", {}, False, "elsewhere"),
        ("sme", "CH02", "small", {"territories": "CH022"}, None, "place_too_rough"),
        ("sme", "CH022", "small", {"territories": "CH022"}, True, "admitted"),
        ("sme", "CH022", "small", {"territories": "EU"}, False, "elsewhere"),
        ("sme", "SI041", "small", {"territories": "EU"}, True, "admitted"),
        ("university", "ITC11", "", {}, False, "for_others"),
        ("university", "ITC11", "", {"beneficiaries": "sme;consortium"}, None, "in_consortium"),
        ("university", "ITC11", "", {"beneficiaries": ""}, None, "beneficiaries_not_told"),
        ("other", "ITC11", "", {}, None, "kind_not_told"),
        ("cluster", "ITC11", "small", {"beneficiaries": "sme"}, None, "small_by_size"),
    ],
)
def test_place_kind_and_size_say_who_is_admitted(kind, nuts, size, cells, answer, code) -> None:
    found = admission_of(_one(**cells), Organisation("a", kind, nuts, size))
    assert (found.answer, found.reason.code) == (answer, code)


def test_those_of_elsewhere_are_left_out_and_those_off_the_theme_are_counted() -> None:
    casting, energy = frozenset({"casting"}), frozenset({"energy"})
    known = [
        Organisation("in", "sme", "ITC11", concepts=casting), Organisation("off", "sme", "ITC11"),
        Organisation("unsure", "other", "ITC11", concepts=casting), Organisation("away", "sme", "ITC2"),
        Organisation("refused", "public", "ITC11"), Organisation("sector", "sme", "ITC11", "", casting, energy),
    ]  # fmt: skip
    found = applicants_of(_one(), known, Theme(casting))
    assert [each.organisation.id for each in found.admitted] == ["in", "sector"]
    assert [each.organisation.id for each in found.unsure] == ["unsure"]
    assert found.off_theme == 1
    narrower = applicants_of(_one(), known, Theme(casting, energy))
    assert [each.organisation.id for each in narrower.admitted] == ["sector"]


def test_pairs_are_worth_the_mean_of_what_is_known_of_them() -> None:
    complements, regions = {("a", "b"): 0.4, ("a", "c"): 0.8}, {"a": "ITC1", "b": "FRK2", "c": "SI04"}
    assert worth_of_pairs(complements, regions, {}) == complements
    potential = {("FRK2", "ITC1"): 30.0, ("ITC4", "SI04"): 60.0}
    assert worth_of_pairs(complements, regions, potential) == {("a", "b"): pytest.approx(0.45), ("a", "c"): 0.4}
    told = worth_of_pairs(complements, regions, potential, lambda one, other: 1.0)
    assert told["a", "b"] == pytest.approx((0.4 + 0.5 + 1.0) / 3)


def test_each_group_has_one_of_each_region_and_nobody_stands_in_more_than_allowed() -> None:
    sides = [["a", "b"], ["c", "d"], ["e"]]
    worth = {pair: 0.5 for one, two in ((0, 1), (0, 2), (1, 2)) for pair in product(sides[one], sides[two])}
    worth["a", "c"] = 0.9
    first, *others = groups_of(sides, worth, often=2)
    assert first.members == ("a", "c", "e")
    assert first.worth == pytest.approx((0.9 + 0.5 + 0.5) / 3)
    assert len(others) == 1


def test_a_third_one_may_fit_only_one_of_the_others_and_the_pair_that_does_not_fit_counts_as_nothing() -> None:
    [group] = groups_of([["a"], ["b"], ["c"]], {("a", "b"): 0.6, ("b", "c"): 0.3})
    assert group.worth == pytest.approx((0.6 + 0.3 + 0.0) / 3)
    assert groups_of([["a"], ["b"], ["c"]], {("a", "b"): 0.6}) == []


def test_two_cover_of_a_theme_what_either_works_on() -> None:
    wanted = [frozenset({"casting", "die-casting"}), frozenset({"milling"}), frozenset({"forging"})]
    covered = covered_together({"a": frozenset({"die-casting"}), "b": frozenset({"milling", "x"})}, wanted)
    assert covered("a", "b") == pytest.approx(2 / 3)
    assert covered_together({}, wanted[:1]) is None


def test_somebody_who_is_asked_for_stands_in_every_group_and_a_region_without_anybody_ends_them() -> None:
    worth = {("a", each): 0.1 * number for number, each in enumerate("wxyz", start=1)} | {("b", "z"): 0.9}
    found = groups_of([["a", "b"], list("wxyz")], worth, having="a", often=1)
    assert [group.members for group in found] == [("a", "z"), ("a", "y"), ("a", "x"), ("a", "w")]
    assert groups_of([["a"], ["z"], []], worth) == []


def test_nobody_applies_with_itself_where_two_territories_overlap() -> None:
    assert groups_of([["a"], ["a"]], {}) == []


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.floats(0.01, 1), min_size=1))
def test_of_two_regions_the_best_pair_comes_first(worth) -> None:
    found = groups_of([list("abc"), list("xyz")], worth, often=9)
    assert found[0].worth == max(worth.values())
    assert {group.members for group in found} == set(worth)


def test_proposed_sets_hold_instruments_of_which_each_two_fit() -> None:
    calls = joint_calls(list(load_instruments().values()))
    scores = {frozenset((call.one.id, call.other.id)): call.score for call in calls}
    sets = proposed_sets(calls)
    assert {2, 3} <= {len(one.instruments) for one in sets}
    for one in sets:
        ids = [each.id for each in one.instruments]
        pairs = [scores[frozenset((a, b))] for a in ids for b in ids if a < b]
        assert one.score == min(pairs)
        assert len(ids) == 2 or one.score >= GOOD


def test_differences_are_told_with_the_value_of_each_and_unknown_ones_are_none() -> None:
    told = [_one(), _one(rate_max=""), _one(rate_max="60", currency="CHF", status="closed")]
    found = {one.code: one.values for one in differences(told)}
    assert found == {
        "currency": ("EUR", "EUR", "CHF"),
        "rate": ("50", "", "60"),
        "ceiling": ("100000 EUR", "100000 EUR", "100000 CHF"),
        "status": ("open", "open", "closed"),
    }
    assert differences([_one(), _one(rate_max="")]) == ()
