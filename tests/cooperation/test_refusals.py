"""What the formulas refuse, by name: no figure is better than one that is not true."""

from collections.abc import Callable

import numpy as np
import pytest

import cordata.cooperation as formulas
from cordata.cooperation import (
    BadParameterError,
    DegenerateError,
    EmptyColumnError,
    EmptyRowError,
    EmptyTableError,
    IsolatedActivityError,
    MissingCellError,
    NegativeValueError,
    NotBinaryError,
    NotCountsError,
    ShapeMismatchError,
    ZeroTotalError,
)

X = np.array([[3.0, 1.0], [1.0, 2.0]])
M = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]])
PHI = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
ALONE = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


@pytest.mark.parametrize(
    "formula",
    ["quotients", "specialised", "shrunk_quotients", "entropy", "krugman", "herfindahl", "locational_gini", "hachman"],
)
def test_an_empty_region_is_named(formula: str) -> None:
    with pytest.raises(EmptyRowError) as refused:
        getattr(formulas, formula)([[1, 2], [0, 0]])
    assert refused.value.facts["positions"] == (1,)


@pytest.mark.parametrize("formula", ["quotients", "specialised", "gini", "normalised_ubiquity"])
def test_an_empty_activity_is_named(formula: str) -> None:
    with pytest.raises(EmptyColumnError) as refused:
        getattr(formulas, formula)([[1, 0], [2, 0]])
    assert refused.value.facts["positions"] == (1,)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([[1, -2]], NegativeValueError),
        ([[1, np.nan]], MissingCellError),
        ([[1, np.inf]], MissingCellError),
        ([1, 2], ShapeMismatchError),
        (np.empty((0, 3)), EmptyTableError),
    ],
)
def test_values_that_are_no_table_are_refused(values, error: type) -> None:
    with pytest.raises(error):
        formulas.quotients(values)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: formulas.specialised(X, minimum=-1), BadParameterError),
        (lambda: formulas.shrunk_quotients([[1.5, 1], [1, 2]]), NotCountsError),
        (lambda: formulas.quotient_intervals(X, seed=1, draws=1), BadParameterError),
        (lambda: formulas.quotient_intervals(X, seed=1, level=1.0), BadParameterError),
        (lambda: formulas.related_variety(X, ["a"]), ShapeMismatchError),
        (lambda: formulas.hoover_gini(X, [1]), ShapeMismatchError),
        (lambda: formulas.hoover_gini(X, [1, 0]), ZeroTotalError),
        (lambda: formulas.prody(X, [1, np.nan]), MissingCellError),
        (lambda: formulas.prody(X, [1, -1]), NegativeValueError),
        (lambda: formulas.diversity([[2, 0]]), NotBinaryError),
        (lambda: formulas.relatedness_of(M, "likeness"), BadParameterError),  # type: ignore[arg-type]
        (lambda: formulas.relatedness_of(M, binary=True, threshold=-1), BadParameterError),
        (lambda: formulas.relatedness_of(np.eye(3)), ZeroTotalError),
        (lambda: formulas.proximity(np.eye(3)), ZeroTotalError),
        (lambda: formulas.association(np.ones((2, 3))), ShapeMismatchError),
        (lambda: formulas.z_scores(M), ZeroTotalError),
        (lambda: formulas.z_scores([[0, 1], [0, 0]]), EmptyColumnError),
        (lambda: formulas.relatedness_density(M, ALONE), IsolatedActivityError),
        (lambda: formulas.relatedness_density(M, PHI, own=-1), BadParameterError),
        (lambda: formulas.relatedness_density(M, PHI[:2, :2]), ShapeMismatchError),
        (lambda: formulas.internal_density(M, PHI), ShapeMismatchError),
        (lambda: formulas.average_external_density(np.ones((2, 3)), M), EmptyRowError),
        (lambda: formulas.added_density(M, PHI, 2), BadParameterError),
        (lambda: formulas.added_densities(M, ALONE), IsolatedActivityError),
        (lambda: formulas.added_totals(M, ALONE), IsolatedActivityError),
        (lambda: formulas.complementary_linkages(M, PHI, np.eye(2)), EmptyRowError),
        (lambda: formulas.method_of_reflections(M, -1), BadParameterError),
        (lambda: formulas.fitness(M, 0), BadParameterError),
        (lambda: formulas.economic_complexity(M, activity_scale="none"), BadParameterError),  # type: ignore[arg-type]
        (lambda: formulas.entries(M, M[:1]), ShapeMismatchError),
        (lambda: formulas.growth(X, X[:1]), ShapeMismatchError),
    ],
)
def test_an_argument_that_gives_no_true_figure_is_refused(call: Callable, error: type) -> None:
    with pytest.raises(error):
        call()


@pytest.mark.parametrize(
    ("holdings", "what"),
    [
        ([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]], "parts"),
        ([[1, 1], [1, 1], [1, 1]], "equal"),
        ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], "tied"),
        ([[1, 1, 1, 0], [0, 1, 1, 1]], "sign"),
    ],
)
def test_a_table_that_has_no_order_of_complexity_says_why(holdings: list, what: str) -> None:
    with pytest.raises(DegenerateError) as refused:
        formulas.economic_complexity(holdings)
    assert refused.value.facts["what"] == what


def test_a_vector_that_sums_to_zero_cannot_be_scaled_by_its_sum() -> None:
    with pytest.raises(DegenerateError) as refused:
        formulas.knowledge_complexity([[1, 1, 1, 0], [0, 1, 1, 1]])
    assert refused.value.facts["what"] == "sum"


def test_reflections_that_are_all_alike_cannot_be_stretched() -> None:
    with pytest.raises(DegenerateError) as refused:
        formulas.method_of_reflections([[1, 1], [1, 1]], 3)
    assert refused.value.facts["what"] == "equal"


def test_a_fitness_that_sinks_to_zero_ends_the_steps() -> None:
    with pytest.raises(DegenerateError) as refused:
        formulas.fitness([[1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 0, 0]], 5000)
    assert refused.value.facts["what"] == "fitness"
