"""Networks: against networkx, published networks, and small ones that one can count."""

from datetime import date

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, EmptyTableError
from cordata.cooperation.networks import (
    bridging_shares,
    constraints,
    external_internal_index,
    network_of,
    structural_holes,
    ties_of_organisations,
    ties_of_regions,
)
from cordata.cooperation.participations import Participation


def _ties(graph: networkx.Graph) -> list[tuple[str, str, float]]:
    return [(str(one), str(other), float(data.get("weight", 1))) for one, other, data in graph.edges(data=True)]


def _row(project: str, organisation: str) -> Participation:
    return Participation(project, organisation, organisation, "sme", "AT", "AT33", date(2024, 1, 1), True, ())


FLORENCE = _ties(networkx.florentine_families_graph())


def test_the_medici_stand_between_the_families_of_florence() -> None:
    """Padgett and Ansell (1993): the Medici's betweenness among marriages is 0.522 (Jackson 2008, table 2.1)."""
    by_name = {node.id: node for node in network_of(FLORENCE).nodes}
    assert by_name["Medici"].betweenness == pytest.approx(0.522, abs=5e-4)
    assert max(by_name.values(), key=lambda node: node.betweenness).id == "Medici"
    assert by_name["Medici"].degree == 6


def test_the_karate_club_falls_into_the_communities_of_its_modularity() -> None:
    """Louvain finds a modularity of about 0.44 in the weighted club (Blondel et al. 2008 report 0.42 unweighted)."""
    found = network_of(_ties(networkx.karate_club_graph()))
    assert 0.41 < found.modularity < 0.46
    assert 3 <= max(node.community for node in found.nodes) + 1 <= 5


@given(st.integers(0, 300))
def test_constraint_is_that_of_networkx(seed: int) -> None:
    graph = networkx.gnp_random_graph(9, 0.4, seed=seed)
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    if not graph:
        return
    generator = np.random.default_rng(seed)
    for *_pair, data in graph.edges(data=True):
        data["weight"] = float(generator.integers(1, 9))
    wanted = networkx.constraint(graph, weight="weight")
    assert constraints(graph) == pytest.approx(wanted, abs=1e-9)


def test_strength_counts_the_projects_with_others() -> None:
    rows = [
        _row("p", "a"),
        _row("p", "b"),
        _row("p", "c"),
        _row("q", "a"),
        _row("q", "b"),
        _row("r", "d"),
        _row("q", "a"),
    ]
    ties = ties_of_organisations(rows)
    assert ties == [("a", "b", 1.5), ("a", "c", 0.5), ("b", "c", 0.5)]
    assert {node.id: node.strength for node in network_of(ties).nodes} == {"a": 2.0, "b": 2.0, "c": 1.0}


def test_ties_of_regions_are_the_cells_above_zero() -> None:
    assert ties_of_regions([[9, 2, 0], [2, 0, 1], [0, 1, 0]], ["a", "b", "c"]) == [("a", "b", 2.0), ("b", "c", 1.0)]


def test_a_large_network_is_estimated(monkeypatch) -> None:
    monkeypatch.setattr("cordata.cooperation.networks.EXACT_NODES", 10)
    monkeypatch.setattr("cordata.cooperation.networks.SAMPLED", 5)
    estimated = {node.id: node.betweenness for node in network_of(FLORENCE).nodes}
    assert max(estimated, key=lambda node: estimated[node]) == "Medici"


def test_two_cliques_with_one_bridge_have_a_hole_and_the_bridge_stands_in_it() -> None:
    ties = [(f"a{i}", f"a{j}", 3.0) for i in range(4) for j in range(i)]
    ties += [(f"b{i}", f"b{j}", 3.0) for i in range(4) for j in range(i)]
    ties += [("a0", "m", 1.5), ("b0", "m", 1.5)]
    found = network_of(ties)
    [hole, *_rest] = structural_holes(found)
    assert hole.ties < hole.expected
    assert "m" in {bridge for each in structural_holes(found) for bridge in each.bridges} or hole.ties > 0
    by_name = {node.id: node for node in found.nodes}
    assert by_name["m"].constraint < by_name["a1"].constraint
    assert by_name["a1"].effective_size < by_name["a0"].effective_size


def test_a_single_community_has_no_hole() -> None:
    assert structural_holes(network_of([("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", 1.0)])) == []


def test_the_index_of_a_network_across_its_borders() -> None:
    groups = {"a": "AT", "b": "AT", "c": "SI"}
    assert external_internal_index([("a", "c", 1.0)], groups) == 1.0
    assert external_internal_index([("a", "b", 1.0)], groups) == -1.0
    with pytest.raises(EmptyTableError):
        external_internal_index([], groups)


def test_clusters_bridge_by_the_ties_between_regions_that_their_members_have() -> None:
    ties = [("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 1.0), ("a", "x", 5.0)]
    regions = {"a": "R1", "b": "R1", "c": "R2", "d": "R3"}
    assert bridging_shares(ties, regions, {"k": ["b"], "l": ["a"], "m": ["c"]}) == {"k": 0.5, "l": 0.0, "m": 1.0}
    assert bridging_shares([], regions, {"k": ["b"]}) == {"k": 0.0}


@pytest.mark.parametrize(
    ("ties", "resolution", "error"),
    [
        ([], 1.0, EmptyTableError),
        ([("a", "a", 1.0)], 1.0, BadParameterError),
        ([("a", "b", 0.0)], 1.0, BadParameterError),
        ([("a", "b", 1.0)], 0.0, BadParameterError),
    ],
)
def test_what_is_no_network_is_refused(ties, resolution, error) -> None:
    with pytest.raises(error):
        network_of(ties, resolution=resolution)
