"""Measures of networks against networkx, and small networks that one can count."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, EmptyTableError
from cordata.cooperation.network_measures import (
    assortativity,
    betweenness,
    external_internal_index,
    participation_coefficients,
    within_group_scores,
)
from cordata.cooperation.networks import matrix_of

STAR = [("m", "a", 1.0), ("m", "b", 1.0), ("m", "c", 2.0), ("m", "d", 4.0)]


def test_the_index_of_a_network_across_its_borders() -> None:
    groups = {"a": "AT", "b": "AT", "c": "SI"}
    assert external_internal_index([("a", "c", 1.0)], groups) == 1.0
    assert external_internal_index([("a", "b", 1.0)], groups) == -1.0
    with pytest.raises(EmptyTableError):
        external_internal_index([], groups)


@given(st.integers(0, 1000))
def test_assortativity_is_that_of_networkx(seed: int) -> None:
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(9, 0.5, seed=seed), str)
    graph.add_edges_from([("0", "1"), ("2", "3")])
    groups = {node: "AT" if int(node) < 2 else "SI" if int(node) < 6 else "IT" for node in graph}
    networkx.set_node_attributes(graph, groups, "country")
    wanted = networkx.attribute_assortativity_coefficient(graph, "country")
    ties = [(one, other, 1.0) for one, other in graph.edges]
    assert assortativity(ties, groups) == pytest.approx(wanted, abs=1e-12)


def test_assortativity_weighs_ties_and_needs_two_groups() -> None:
    groups = {"a": "AT", "b": "AT", "c": "SI"}
    assert assortativity([("a", "c", 1.0)], groups) == -1.0
    strong_inside = assortativity([("a", "b", 9.0), ("a", "c", 1.0)], groups)
    assert strong_inside > assortativity([("a", "b", 1.0), ("a", "c", 1.0)], groups)
    with pytest.raises(BadParameterError):
        assortativity([("a", "b", 1.0)], groups)


def test_ties_spread_evenly_over_groups_participate_most() -> None:
    """By hand: strengths 1, 1, 2, 4 of 8 into four groups, 1 - (1 + 1 + 4 + 16) / 64."""
    labels, weights = matrix_of(STAR, ["n"])
    found = dict(zip(labels, participation_coefficients(weights, [0, 1, 2, 3, 0, 0]).tolist(), strict=True))
    assert found == {"a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0, "m": pytest.approx(1 - 22 / 64), "n": 0.0}


def test_a_hub_of_its_group_stands_above_its_mean() -> None:
    labels, weights = matrix_of(STAR)
    found = within_group_scores(weights, [0, 0, 0, 0, 0])
    assert found.mean() == pytest.approx(0)
    assert found.std() == pytest.approx(1)
    assert labels[int(found.argmax())] == "m"
    assert within_group_scores(weights, [0, 1, 2, 3, 4]).tolist() == [0.0] * 5


@given(st.integers(0, 200))
def test_an_estimate_from_every_node_but_one_is_right_on_average(seed: int) -> None:
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(7, 0.5, seed=seed), str)
    graph.add_edge("0", "1")
    _labels, weights = matrix_of([(one, other, 1.0) for one, other in graph.edges], graph)
    estimates = [betweenness(weights, [node for node in range(7) if node != left]) for left in range(7)]
    unseen = [
        [one for left, one in enumerate(column) if left != node]
        for node, column in enumerate(zip(*estimates, strict=True))
    ]
    assert [sum(column) / 6 for column in unseen] == pytest.approx(betweenness(weights).tolist(), abs=1e-12)
