"""Public-private synergies: dyads and triples by hand, information by its laws, sides that are missing."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.cooperation import BadParameterError, EmptyTableError, NegativeValueError, ShapeMismatchError
from cordata.cooperation.missing_sides import (
    SYNERGY_REASONS,
    missing_between_organisations,
    missing_between_regions,
)
from cordata.cooperation.participations import Participation
from cordata.cooperation.synergies import Dyad, Triple, of_theme, presence, synergies, triple_helix
from cordata.kernel import Kind, Place

WHERE = {"AT33": Place(47.2, 11.4), "ITH1": Place(46.7, 11.4), "SI04": Place(46.0, 14.3), "FRL0": Place(43.9, 6.0)}


def _row(project: str, organisation: str, kind: Kind, region: str, *activities: str) -> Participation:
    return Participation(
        project, organisation, organisation.title(), kind, region[:2], region, date(2023, 1, 1), kind == "sme",
        activities or ("wood",),
    )  # fmt: skip


ROWS = [
    _row("p", "firm", "sme", "AT33"), _row("p", "lab", "research", "ITH1"),
    _row("q", "firm", "sme", "AT33"), _row("q", "works", "large", "AT33"), _row("q", "lab", "research", "ITH1"),
    _row("r", "college", "university", "SI04"), _row("r", "town", "public", "AT33"),
    _row("s", "mill", "sme", "SI04"), _row("s", "lab", "research", "ITH1"), _row("s", "town", "public", "AT33"),
    _row("t", "club", "other", "AT33"),
    _row("u", "office", "public", "FRL0"), _row("u", "nowhere", "sme", ""),
    _row("x", "firm", "sme", "AT33", "steel"), _row("x", "town", "public", "ITH1", "steel"),
]  # fmt: skip


def test_dyads_are_of_two_sides_and_two_regions() -> None:
    found = synergies(ROWS, ["wood"])
    assert found.dyads == (
        Dyad("firm", "AT33", "research", "ITH1", 2, 2),
        Dyad("research", "ITH1", "public", "AT33", 1, 1),
        Dyad("firm", "SI04", "public", "AT33", 1, 1),
        Dyad("research", "SI04", "public", "AT33", 1, 1),
        Dyad("firm", "SI04", "research", "ITH1", 1, 1),
    )


def test_triples_and_sides_are_counted_by_project() -> None:
    found = synergies(ROWS, ["wood"])
    assert found.triples == (Triple("SI04", "ITH1", "AT33", 1),)
    assert found.projects == 6
    assert found.organisations == {"firm": 4, "research": 2, "public": 2}
    assert found.presence == {
        "none": 1, "firm+public": 1, "firm+research": 2, "research+public": 1, "firm+research+public": 1,
    }  # fmt: skip


def test_only_the_regions_asked_for_count() -> None:
    found = synergies(ROWS, ["wood"], regions=["AT33", "ITH1"])
    assert found.triples == ()
    assert {(dyad.region, dyad.other) for dyad in found.dyads} == {("AT33", "ITH1"), ("ITH1", "AT33")}


def test_a_triple_of_one_region_is_none_across_regions() -> None:
    rows = [_row("p", "a", "sme", "AT33"), _row("p", "b", "research", "AT33"), _row("p", "c", "cluster", "AT33")]
    found = synergies(rows, ["wood"])
    assert (found.triples, found.dyads) == ((), ())
    assert found.presence == {"firm+research+public": 1}


def test_a_theme_holds_what_lies_below_it() -> None:
    rows = [_row("p", "a", "sme", "AT33", "/25/67/425"), _row("q", "a", "sme", "AT33", "/25/670", "/27")]
    assert [row.project for row in of_theme(rows, ["/25/67"])] == ["p"]
    assert [row.project for row in of_theme(rows, ["/25"])] == ["p", "q"]
    with pytest.raises(EmptyTableError):
        synergies(rows, ["/99"])


def test_information_that_only_three_together_hold_is_below_zero() -> None:
    exclusive_or = np.zeros((2, 2, 2))
    for one, other in ((0, 0), (0, 1), (1, 0), (1, 1)):
        exclusive_or[one, other, one ^ other] = 5
    found = triple_helix(exclusive_or)
    assert (found.firm_research, found.firm_public, found.research_public, found.all_three) == (0, 0, 0, -1)


def test_sides_that_always_come_together_share_one_bit() -> None:
    together = np.zeros((2, 2, 2))
    together[0, 0, 0] = together[1, 1, 1] = 3
    found = triple_helix(together)
    assert (found.firm_research, found.firm_public, found.research_public, found.all_three) == (1, 1, 1, 1)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_sides_that_come_independently_share_nothing(chances: list[int]) -> None:
    parts = [np.array([chance, 10 - chance], float) for chance in chances]
    found = triple_helix(np.einsum("i,j,k->ijk", *parts))
    assert [found.firm_research, found.firm_public, found.research_public, found.all_three] == pytest.approx([0] * 4)


@given(arrays(float, (2, 2, 2), elements=st.integers(0, 50)).filter(lambda counts: counts.sum() > 0))
def test_information_is_the_same_whatever_the_order_of_sides_and_the_unit(counts) -> None:
    found = triple_helix(counts)
    assert min(found.firm_research, found.firm_public, found.research_public) >= -1e-12
    assert -1 - 1e-12 <= found.all_three <= 1 + 1e-12
    assert triple_helix(counts.transpose(2, 0, 1) * 3).all_three == pytest.approx(found.all_three, abs=1e-12)
    pairwise = min(found.firm_research, found.firm_public, found.research_public)
    assert found.all_three <= pairwise + 1e-12


@pytest.mark.parametrize(
    ("counts", "error"),
    [
        ([[1, 2], [3, 4]], ShapeMismatchError),
        (np.zeros((2, 2, 2)), EmptyTableError),
        (np.full((2, 2, 2), -1.0), NegativeValueError),
    ],
)
def test_what_are_no_counts_of_sides_is_refused(counts, error) -> None:
    with pytest.raises(error):
        triple_helix(counts)


def test_presence_has_an_axis_for_each_side() -> None:
    assert presence(ROWS[:2]).tolist() == [[[0, 0], [0, 0]], [[0, 0], [1, 0]]]


def test_regions_that_lack_a_side_are_told_who_could_be_it() -> None:
    [first] = missing_between_regions(ROWS, ["wood"], WHERE)
    assert (first.one, first.other, first.projects, first.missing) == ("ITH1", "SI04", 1, "public")
    [town] = first.candidates
    assert (town.organisation, town.name, town.region) == ("town", "Town", "AT33")
    assert [reason.code for reason in town.reasons] == ["works_on_theme", "worked_with_them", "near"]
    assert town.score == pytest.approx(sum(reason.part for reason in town.reasons))


def test_organisations_of_two_sides_are_told_the_third() -> None:
    found = missing_between_organisations(ROWS, ["wood"], WHERE)
    firm_and_lab = next(one for one in found if (one.one, one.other) == ("firm", "lab"))
    assert (firm_and_lab.projects, firm_and_lab.missing, firm_and_lab.regions) == (2, "public", ("AT33", "ITH1"))
    [town] = firm_and_lab.candidates
    assert {reason.code: dict(reason.facts) for reason in town.reasons} == {
        "works_on_theme": {"projects": 2},
        "worked_with_them": {"projects": 1},
        "in_region": {"region": "AT33"},
    }
    assert ("mill", "town") not in {(one.one, one.other) for one in found}
    assert [one.projects for one in found] == sorted((one.projects for one in found), reverse=True)


def test_reasons_are_known_codes() -> None:
    reasons = [reason for one in missing_between_organisations(ROWS, ["wood"], WHERE)
               for candidate in one.candidates for reason in candidate.reasons]  # fmt: skip
    assert reasons
    assert all(tuple(reason.facts) == SYNERGY_REASONS[reason.code] for reason in reasons)


def test_who_is_far_away_is_no_candidate() -> None:
    rows = [*ROWS, _row("y", "distant", "public", "FRL0")]
    found = missing_between_organisations(rows, ["wood"], WHERE)
    assert {candidate.organisation for one in found for candidate in one.candidates} & {"distant", "office"} == set()


def test_lists_are_as_long_as_asked_for() -> None:
    rows = [*ROWS, _row("y", "second town", "public", "ITH1")]
    [first] = missing_between_organisations(rows, ["wood"], WHERE, top=1, candidates=1)
    assert len(first.candidates) == 1
    for wrong in ({"top": 0}, {"candidates": 0}):
        with pytest.raises(BadParameterError):
            missing_between_regions(rows, ["wood"], WHERE, **wrong)
