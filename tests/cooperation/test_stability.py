"""Stability of ranks: both ways of drawing, and what missing cells may hide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, DegenerateError, Table
from cordata.cooperation.stability import Drawing, rank_intervals

TABLE = Table(("a", "b", "c"), ("x", "y"), np.array([[40.0, 10.0], [30.0, 5.0], [0.0, 3.0]]))


def _first_column(table: Table) -> np.ndarray:
    return table.values[:, 0]


def test_a_multinomial_drawing_keeps_the_number_of_units() -> None:
    totals = []

    def score(table: Table) -> np.ndarray:
        totals.append(round(table.values.sum()))
        return _first_column(table)

    rank_intervals(TABLE, score, Drawing(1, 30, model="multinomial"))
    assert set(totals) == {88}
    totals.clear()
    rank_intervals(TABLE, score, Drawing(1, 30))
    assert len(set(totals)) > 5


def test_two_units_of_three_and_one_of_three_swap_as_often_as_chance_says() -> None:
    """Of three units the first region keeps 2 or 3 with probability 20/27, then it is the first alone."""
    table = Table(("a", "b"), ("x",), np.array([[2.0], [1.0]]))
    found = rank_intervals(table, _first_column, Drawing(5, 4000, 1, model="multinomial"))
    assert found.among_first[0] == pytest.approx(20 / 27, abs=0.02)
    assert found.among_first.sum() == 1


def test_a_confidential_cell_is_as_uncertain_as_its_bound_allows() -> None:
    low, high = (
        rank_intervals(TABLE, _first_column, Drawing(2, 300), missing={("c", "x"): bound}) for bound in (2.0, 200.0)
    )
    assert (low.low[2], low.high[2]) == (3, 3)
    assert (high.low[2], high.high[2]) == (1, 3)
    assert low.rank.tolist() == high.rank.tolist()


@given(st.integers(0, 50))
def test_a_rank_lies_between_one_and_all_and_probabilities_sum_to_the_first(seed: int) -> None:
    found = rank_intervals(TABLE, _first_column, Drawing(seed, 20, 2))
    assert (found.low >= 1).all()
    assert (found.high <= 3).all()
    assert (found.low <= found.high).all()
    assert found.among_first.sum() == pytest.approx(2)


def test_another_model_is_refused() -> None:
    with pytest.raises(BadParameterError):
        Drawing(1, model="gamma")


def test_tables_that_cannot_be_scored_are_left_out_and_where_none_can_be_it_is_said() -> None:
    calls = iter(range(100))

    def every_other(table: Table) -> np.ndarray:
        if next(calls) % 2:
            raise DegenerateError(what="equal")
        return _first_column(table)

    def only_the_first(table: Table) -> np.ndarray:
        if table is not TABLE:
            raise DegenerateError(what="equal")
        return _first_column(table)

    assert rank_intervals(TABLE, every_other, Drawing(1, 20)).draws == 10
    with pytest.raises(DegenerateError):
        rank_intervals(TABLE, only_the_first, Drawing(1, 20))
