"""The potential of pairs of regions, the joint projects that one would expect, and how stable ranks are."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, DegenerateError, ShapeMismatchError, Table, UnknownLabelError
from cordata.cooperation.complementarity import added_densities
from cordata.cooperation.gravity import fit_gravity
from cordata.cooperation.link_reasons import LINK_REASONS, Where
from cordata.cooperation.potential import (
    Assumptions,
    added_to_what_is_lacking,
    links_worth_making,
    pairs_between,
    potential_of,
    worth_of_pairs,
)
from cordata.cooperation.relatedness import relatedness_of
from cordata.cooperation.specialisation import specialised
from cordata.cooperation.stability import Drawing, rank_intervals, ranks
from cordata.kernel import Place

ALPS = {
    "ITC1": Where("IT", Place(45.07, 7.69)),
    "FRK2": Where("FR", Place(45.76, 4.84)),
    "SI04": Where("SI", Place(46.05, 14.51)),
    "AT33": Where("AT", Place(47.27, 11.39)),
    "CH07": Where("CH", Place(46.19, 9.02)),
}


def _table(seed: int = 3, activities: int = 9) -> Table:
    values = np.random.default_rng(seed).poisson(4.0, (len(ALPS), activities)).astype(float) + np.eye(
        len(ALPS), activities
    )
    return Table(tuple(ALPS), tuple(f"a{number}" for number in range(activities)), values)


def _joint(seed: int = 5) -> np.ndarray:
    upper = np.triu(np.random.default_rng(seed).poisson(6.0, (len(ALPS), len(ALPS))), 1)
    return (upper + upper.T).astype(float)


@given(st.integers(0, 500))
def test_what_is_added_is_the_mean_of_the_added_densities_over_what_is_lacking(seed: int) -> None:
    held = specialised(_table(seed).values).astype(float)
    related = relatedness_of(held, "association")
    found = added_to_what_is_lacking(held, related)
    for region, added in enumerate(added_densities(held, related, isolated=0.0)):
        lacking = held[region] == 0
        for other in range(len(held)):
            wanted = 0.0 if other == region or not lacking.any() else added[other, lacking].mean()
            assert found[region, other] == pytest.approx(wanted, abs=1e-9)


def test_the_potential_is_mutual_and_nobody_s_own() -> None:
    found = potential_of(_table())
    assert np.array_equal(found.potential, found.potential.T)
    assert not found.potential.diagonal().any()
    assert found.potential.max() <= 100


def test_common_ground_counts_most_where_half_is_shared() -> None:
    table = _table()
    without, with_ground = (potential_of(table, Assumptions(common_ground=g)) for g in (0.0, 1.0))
    factor = 4 * without.common * (1 - without.common)
    np.fill_diagonal(factor, 0.0)
    assert np.allclose(with_ground.potential, without.potential * factor)


def test_without_joint_projects_the_potential_alone_decides() -> None:
    links = links_worth_making(_table(), ALPS)
    assert [link.potential for link in links] == sorted((link.potential for link in links), reverse=True)
    assert len(links) == 10
    assert all(link.actual is link.expected is link.residual is None for link in links)


def test_ties_that_are_there_already_count_against_a_link() -> None:
    table, joint = _table(), _joint()
    first = links_worth_making(table, ALPS, joint=joint)[0]
    more = joint.copy()
    at, other = table.region(first.region), table.region(first.other)
    more[at, other] = more[other, at] = 60
    after = {(link.region, link.other): link for link in links_worth_making(table, ALPS, joint=more)}
    changed = after[first.region, first.other]
    assert changed.worth < first.worth
    assert changed.actual == 60
    ignoring = links_worth_making(table, ALPS, joint=more, assumptions=Assumptions(ties=0))
    assert [link.potential for link in ignoring] == sorted((link.potential for link in ignoring), reverse=True)


def test_reasons_are_known_codes_with_their_facts() -> None:
    links = links_worth_making(_table(), ALPS, joint=_joint())
    told = {reason.code for link in links for reason in link.reasons}
    assert told == set(LINK_REASONS)
    for link in links:
        for reason in link.reasons:
            assert tuple(reason.facts) == LINK_REASONS[reason.code]
    [swiss] = [link for link in links if {link.region, link.other} == {"ITC1", "CH07"}]
    assert {"from": "IT", "to": "CH", "neighbours": True} in [dict(reason.facts) for reason in swiss.reasons]


def test_no_joint_projects_at_all_leave_the_expectation_open() -> None:
    links = links_worth_making(_table(), ALPS, joint=np.zeros((5, 5)))
    assert {link.expected for link in links} == {None}
    assert {link.actual for link in links} == {0.0}


def test_the_worth_of_pairs_is_that_of_the_links() -> None:
    table, joint = _table(), _joint()
    between = pairs_between(table.regions, ALPS)
    worth = worth_of_pairs(table, between, counts=joint[np.triu_indices(5, 1)])
    by_pair = dict(zip(combinations(table.regions, 2), worth.tolist(), strict=True))
    assert by_pair == {(link.region, link.other): link.worth for link in links_worth_making(table, ALPS, joint=joint)}
    assert worth_of_pairs(table, between).tolist() != worth.tolist()


def test_a_region_without_a_place_is_refused() -> None:
    with pytest.raises(UnknownLabelError):
        links_worth_making(_table(), {"ITC1": ALPS["ITC1"]})


def test_joint_projects_of_other_regions_are_refused() -> None:
    with pytest.raises(ShapeMismatchError):
        links_worth_making(_table(), ALPS, joint=np.zeros((3, 3)))


@pytest.mark.parametrize("wrong", [{"common_ground": 1.1}, {"common_ground": -0.1}, {"ties": -1}])
def test_assumptions_outside_their_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BadParameterError):
        Assumptions(**wrong)


def test_regions_all_alike_have_nothing_to_give_each_other() -> None:
    links = links_worth_making(Table(("ITC1", "FRK2", "SI04"), ("a", "b"), np.array([[3.0, 1.0]] * 3)), ALPS)
    assert {(link.potential, link.worth) for link in links} == {(0.0, 0.0)}


def test_the_gravity_model_finds_the_coefficients_that_made_the_counts() -> None:
    generator = np.random.default_rng(7)
    size, km = generator.normal(0, 1, 4000), generator.normal(5, 1, 4000)
    counts = generator.poisson(np.exp(1 + 0.8 * size - 0.5 * (km - 5)))
    found = fit_gravity(counts, {"size": size, "distance": km, "same": np.ones(4000)}).coefficients
    assert found["size"] == pytest.approx(0.8, abs=0.03)
    assert found["distance"] == pytest.approx(-0.5, abs=0.03)
    assert "same" not in found


def test_the_expected_counts_have_the_sums_of_the_observed_ones() -> None:
    """The score equations of the Poisson model with its own link, McCullagh and Nelder (1989)."""
    generator = np.random.default_rng(8)
    size = generator.normal(0, 1, 50)
    counts = generator.poisson(np.exp(size))
    found = fit_gravity(counts, {"size": size})
    assert found.expected.sum() == pytest.approx(counts.sum())
    assert (found.expected * size).sum() == pytest.approx((counts * size).sum())


@pytest.mark.parametrize(
    ("counts", "factors", "error"),
    [
        ([1.0, 2.0], {"size": [1.0]}, ShapeMismatchError),
        ([1.0, -2.0, 1.0], {"size": [1.0, 2.0, 3.0]}, BadParameterError),
        ([1.0, 2.0, 1.0], {"size": [1.0, np.nan, 3.0]}, BadParameterError),
        ([0.0, 0.0, 0.0], {"size": [1.0, 2.0, 3.0]}, DegenerateError),
        ([1.0], {"size": [1.0]}, DegenerateError),
    ],
)
def test_what_cannot_be_fitted_is_refused(counts, factors, error) -> None:
    if error is DegenerateError and len(counts) == 1:
        factors = {"size": np.array([1.0]), "distance": np.array([2.0])}
        counts = [0.0]
    with pytest.raises(error):
        fit_gravity(counts, factors)


def test_equal_scores_keep_their_order() -> None:
    assert ranks([1.0, 3.0, 1.0, 3.0]).tolist() == [3, 1, 4, 2]


def test_large_differences_are_stable_and_small_ones_are_not() -> None:
    table = Table(("a", "b", "c"), ("x",), np.array([[10_000.0], [100.0], [99.0]]))
    told: list[tuple[int, int]] = []
    found = rank_intervals(
        table, lambda drawn: drawn.values[:, 0], Drawing(1, 200, 1), progress=lambda *step: told.append(step)
    )
    assert (found.rank.tolist(), found.low[0], found.high[0]) == ([1, 2, 3], 1, 1)
    assert (found.low[1:].tolist(), found.high[1:].tolist()) == ([2, 2], [3, 3])
    assert found.among_first.tolist() == [1.0, 0.0, 0.0]
    assert (told[0], told[-1], found.draws) == ((1, 200), (200, 200), 200)


def test_the_same_seed_gives_the_same_intervals() -> None:
    one, other = (rank_intervals(_table(), lambda t: t.values.sum(axis=1), Drawing(4, 50)) for _again in range(2))
    assert np.array_equal(one.low, other.low)
    assert np.array_equal(one.among_first, other.among_first)


def test_missing_cells_widen_the_intervals() -> None:
    table = Table(("a", "b", "c"), ("x",), np.array([[1000.0], [0.0], [500.0]]))
    told, unknown = (
        rank_intervals(table, lambda t: t.values[:, 0], Drawing(2, 200), missing=missing)
        for missing in ((), (("b", "x"), ("nowhere", "x")))
    )
    assert told.low[1] == told.high[1] == 3
    assert unknown.low[1] < 3


def test_draws_that_cannot_be_scored_are_left_out() -> None:
    def fails(table: Table) -> np.ndarray:
        if table.values[0, 0] != 5:
            raise DegenerateError(what="equal")
        return table.values[:, 0]

    table = Table(("a", "b"), ("x",), np.array([[5.0], [1.0]]))
    found = rank_intervals(table, fails, Drawing(3, 40))
    assert 0 < found.draws < 40


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"first": 0}, {"level": 1.0}])
def test_nonsense_is_refused(wrong) -> None:
    with pytest.raises(BadParameterError):
        Drawing(1, **wrong)
