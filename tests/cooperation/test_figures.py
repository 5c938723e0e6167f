"""Figures reckoned by hand, and conventions that no peer shows."""

import numpy as np
import pytest

import cordata.cooperation as formulas
from cordata.cooperation import (
    economic_complexity,
    fitness,
    quotient_intervals,
    quotients,
    relatedness_density,
    relatedness_of,
    shrunk_quotients,
    specialised,
)


def test_exactly_the_average_share_counts_as_a_specialisation_at_any_size() -> None:
    """(3k, 6k) of (9k, 18k): the quotient is 1, whatever its last bit is in floats."""
    for size in (1, 7, 10**9 + 7, 3 * 10**14 + 1):
        assert specialised([[3 * size, 6 * size], [6 * size, 12 * size]]).all()


def test_one_unit_less_than_the_average_share_is_no_specialisation_among_billions() -> None:
    """X_ri X_.. against X_r. X_.i differ in the nineteenth digit, which floats do not tell apart."""
    size = 2**31 - 1
    held = specialised([[size, size + 1], [size + 1, size + 1]])
    assert held.tolist() == [[False, True], [True, False]]


def test_a_minimum_keeps_small_numbers_out() -> None:
    values = [[2, 1], [40, 60]]
    assert specialised(values).tolist() == [[True, False], [False, True]]
    assert specialised(values, minimum=5).tolist() == [[False, False], [False, True]]


def test_the_shrunk_quotient_of_a_reckoned_example() -> None:
    """E = 10, 10, 20, 20; s² = (10 · 1 + 20 · ¼) / 30 = ½; A = ½ - 1/15; weights A / (A + 1/E)."""
    between = 1 / 2 - 1 / 15
    first, second = between / (between + 1 / 10), between / (between + 1 / 20)
    expected = np.array([[1 + first, 1 - first], [1 - second / 2, 1 + second / 2]])
    assert shrunk_quotients([[20, 0], [10, 30]]) == pytest.approx(expected)


def test_quotients_that_vary_no_more_than_chance_are_drawn_to_one() -> None:
    assert shrunk_quotients([[3, 2], [2, 3]]) == pytest.approx(np.ones((2, 2)))


def test_intervals_are_the_same_for_the_same_seed_and_narrow_with_the_numbers() -> None:
    few = np.array([[4, 6, 10], [8, 3, 9]])
    low, high = quotient_intervals(few, seed=3)
    again = quotient_intervals(few, seed=3)
    assert (low == again[0]).all()
    assert (high == again[1]).all()
    many = quotient_intervals(few * 100, seed=3)
    assert ((many[1] - many[0]) < (high - low) / 5).all()


def test_intervals_hold_the_quotient_of_the_table_itself() -> None:
    counts = np.array([[40, 60, 100], [80, 30, 90]])
    low, high = quotient_intervals(counts, seed=1)
    assert ((low < quotients(counts)) & (quotients(counts) < high)).all()


def test_the_interval_of_a_reckoned_quotient_has_the_width_of_the_delta_method() -> None:
    """log LQ has the variance 1/X_ri + 1/X_.. - 1/X_r. - 1/X_.i for multinomial counts."""
    counts = np.array([[400, 600], [800, 1200]])
    low, high = quotient_intervals(counts, seed=5, draws=4000)
    variance = 1 / 400 + 1 / 3000 - 1 / 1000 - 1 / 1200
    width = np.log(high[0, 0]) - np.log(low[0, 0])
    assert width == pytest.approx(2 * 1.96 * np.sqrt(variance), rel=0.06)


def test_an_activity_that_nothing_is_related_to_can_count_as_zero() -> None:
    holdings = [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    found = relatedness_density(holdings, relatedness_of(holdings), isolated=0.0)
    assert found.tolist() == [[100, 100, 0], [100, 100, 0], [0, 0, 0]]
    linked = formulas.complementary_linkages(holdings, relatedness_of(holdings), np.ones((3, 3)), isolated=0.0)
    assert linked.tolist() == [[0, 0, 0], [0, 0, 0], [100, 100, 0]]


def test_relatedness_of_exactly_one_is_not_above_one() -> None:
    holdings = np.ones((3, 4))
    related = relatedness_of(holdings, threshold=4 / 3, binary=True)
    assert relatedness_of(holdings)[0, 1] == pytest.approx(4 / 3)
    assert not related.any()


def test_complexity_does_not_depend_on_which_side_is_larger() -> None:
    """The transposed table swaps the two sides of the singular vectors."""
    holdings = np.array([[1, 1, 1, 1, 0], [1, 1, 1, 0, 0], [1, 0, 0, 0, 1]])
    wide, tall = economic_complexity(holdings), economic_complexity(holdings.T)
    assert np.abs(tall.activities) == pytest.approx(np.abs(wide.regions))
    assert np.abs(tall.regions) == pytest.approx(np.abs(wide.activities))


def test_two_steps_of_fitness_as_reckoned_by_hand() -> None:
    """F = (2, 1), Q = (½, 1), divided by their means; then F = (2, 2/3), Q = (4/9, 4/3), divided again."""
    first = fitness([[1, 1], [1, 0]], 1)
    assert (first[0].tolist(), first[1].tolist()) == (pytest.approx([4 / 3, 2 / 3]), pytest.approx([2 / 3, 4 / 3]))
    regions, activities = fitness([[1, 1], [1, 0]], 2)
    assert regions == pytest.approx(np.array([3 / 2, 1 / 2]))
    assert activities == pytest.approx(np.array([1 / 2, 3 / 2]))


def test_entropy_of_one_activity_is_zero_without_a_sign() -> None:
    assert str(formulas.entropy([[5.0]])[0]) == "0.0"


def test_complexity_of_a_large_table_is_the_same_vector_that_a_dense_solver_gives() -> None:
    """Above 800 regions only the leading vectors are sought."""
    holdings = np.random.default_rng(2).random((810, 820)) < np.linspace(0.05, 0.4, 820)
    rows, columns = holdings.sum(axis=1), holdings.sum(axis=0)
    scaled = holdings / np.sqrt(rows)[:, None] / np.sqrt(columns)
    values, vectors = np.linalg.eigh(scaled @ scaled.T)
    dense = vectors[:, -2] / np.sqrt(rows)
    dense *= np.sign(np.corrcoef(dense, rows)[0, 1])
    assert values[-2] < 0.999
    assert economic_complexity(holdings).regions == pytest.approx((dense - dense.mean()) / dense.std(), abs=1e-8)
