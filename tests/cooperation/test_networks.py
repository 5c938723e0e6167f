"""Networks: against networkx, published networks, and small ones that one can count."""

from datetime import date
from fractions import Fraction

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, EmptyTableError
from cordata.cooperation.network_measures import constraints, effective_sizes
from cordata.cooperation.networks import (
    communities,
    components,
    matrix_of,
    network_of,
    taking_part,
    ties_of_organisations,
    ties_of_regions,
)
from cordata.cooperation.participations import Participation
from cordata.kernel import Kind


def _ties(graph: networkx.Graph) -> list[tuple[str, str, float]]:
    return [(str(one), str(other), float(data.get("weight", 1))) for one, other, data in graph.edges(data=True)]


def _row(project: str, organisation: str, kind: Kind = "sme", year: int = 2024) -> Participation:
    return Participation(project, organisation, organisation, kind, "AT", "AT33", date(year, 1, 1), True, ())


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
    by_name = {node.id: node for node in found.nodes}
    assert by_name["0"].community != by_name["33"].community


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


def test_ties_may_count_projects_instead() -> None:
    rows = [_row("p", "a"), _row("p", "b"), _row("p", "c"), _row("q", "a"), _row("q", "b"), _row("r", "d")]
    ties = ties_of_organisations(rows, weighting="projects")
    assert ties == [("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 1.0)]
    assert ties_of_organisations([]) == []


def test_a_period_and_kinds_choose_who_counts() -> None:
    rows = [_row("p", "a", "sme", 2020), _row("p", "b", "public", 2020), _row("q", "a", "sme", 2022)]
    assert taking_part(rows) == rows
    assert taking_part(rows, since=date(2021, 1, 1)) == rows[2:]
    assert taking_part(rows, until=date(2022, 1, 1)) == rows[:2]
    assert taking_part(rows, until=date(2022, 1, 1), kinds=["public"]) == [rows[1]]


def test_ties_of_regions_are_the_cells_above_zero() -> None:
    assert ties_of_regions([[9, 2, 0], [2, 0, 1], [0, 1, 0]], ["a", "b", "c"]) == [("a", "b", 2.0), ("b", "c", 1.0)]


def test_a_large_network_is_estimated(monkeypatch) -> None:
    monkeypatch.setattr("cordata.cooperation.networks.EXACT_NODES", 10)
    monkeypatch.setattr("cordata.cooperation.networks.SAMPLED", 5)
    estimated = {node.id: node.betweenness for node in network_of(FLORENCE).nodes}
    assert max(estimated, key=lambda node: estimated[node]) == "Medici"


@pytest.mark.parametrize(
    ("ties", "resolution", "error"),
    [
        ([], 1.0, EmptyTableError),
        ([("a", "a", 1.0)], 1.0, BadParameterError),
        ([("a", "b", 0.0)], 1.0, BadParameterError),
        ([("a", "b", float("nan"))], 1.0, BadParameterError),
        ([("a", "b", 1.0), ("b", "a", 1.0)], 1.0, BadParameterError),
        ([("a", "b", 1.0)], 0.0, BadParameterError),
    ],
)
def test_what_is_no_network_is_refused(ties, resolution, error) -> None:
    with pytest.raises(error):
        network_of(ties, resolution=resolution)


networks = st.integers(0, 10_000).map(lambda seed: _random(seed))


def _random(seed: int) -> networkx.Graph:
    """A network of ten nodes with whole weights, isolates among them."""
    graph = networkx.gnp_random_graph(10, 0.3, seed=seed)
    for one, other, data in graph.edges(data=True):
        data["weight"] = float((one * 7 + other * 3 + seed) % 5 + 1)
    graph.add_edge(0, 1, weight=2.0)
    return networkx.relabel_nodes(graph, str)


@given(networks)
def test_constraint_and_effective_size_are_those_of_networkx(graph: networkx.Graph) -> None:
    labels, weights = matrix_of(_ties(graph), graph)
    for found, wanted in (
        (constraints(weights), networkx.constraint(graph, nodes=list(graph), weight="weight")),
        (effective_sizes(weights), networkx.effective_size(graph, nodes=list(graph))),
        (effective_sizes(weights, weighted=True), networkx.effective_size(graph, nodes=list(graph), weight="weight")),
    ):
        tied = [(label, figure) for label, figure in zip(labels, found.tolist(), strict=True) if graph.degree(label)]
        assert dict(tied) == pytest.approx({label: wanted[label] for label, _ in tied}, abs=1e-9)


@given(networks)
def test_betweenness_is_that_of_networkx_with_exact_fractions(graph: networkx.Graph) -> None:
    """Floats alone would let networkx miss that 1/3 + 1/6 is as short as 1/2."""
    for *_pair, data in graph.edges(data=True):
        data["length"] = 1 / Fraction(data["weight"])
    wanted = networkx.betweenness_centrality(graph, weight="length")
    found = {node.id: node.betweenness for node in network_of(_ties(graph), nodes=graph).nodes}
    assert found == pytest.approx(wanted, abs=1e-12)


@given(networks)
def test_a_node_without_ties_changes_nothing_but_the_scale_of_betweenness(graph: networkx.Graph) -> None:
    ties = _ties(graph)
    alone, joined = network_of(ties), network_of(ties, nodes=["nobody"])
    [nobody] = [node for node in joined.nodes if node.id == "nobody"]
    assert (nobody.degree, nobody.strength, nobody.betweenness, nobody.constraint) == (0, 0.0, 0.0, None)
    assert (nobody.effective_size, nobody.participation) == (0.0, 0.0)
    others = [node for node in joined.nodes if node.id != "nobody"]
    for before, after in zip(alone.nodes, others, strict=True):
        assert (before.degree, before.strength, before.constraint) == (after.degree, after.strength, after.constraint)


@given(networks, st.randoms(use_true_random=False))
def test_the_order_and_direction_of_ties_do_not_matter(graph: networkx.Graph, chance) -> None:
    ties = _ties(graph)
    turned = [(other, one, weight) for one, other, weight in ties]
    chance.shuffle(turned)
    one, other = network_of(ties).nodes, network_of(turned).nodes
    assert [(node.id, node.constraint, node.betweenness) for node in one] == [
        (node.id, node.constraint, node.betweenness) for node in other
    ]


@given(networks)
def test_communities_have_the_modularity_that_is_told(graph: networkx.Graph) -> None:
    labels, weights = matrix_of(_ties(graph))
    numbers, modularity = communities(weights)
    parts = [{label for label, n in zip(labels, numbers, strict=True) if n == number} for number in set(numbers)]
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    assert modularity == pytest.approx(networkx.community.modularity(graph, parts), abs=1e-12)
    sizes = [int((numbers == number).sum()) for number in range(len(parts))]
    assert sizes == sorted(sizes, reverse=True)


def test_components_are_numbered_by_size() -> None:
    _labels, weights = matrix_of([("a", "b", 1.0), ("x", "y", 1.0), ("y", "z", 1.0)], ["n"])
    assert components(weights).tolist() == [1, 1, 2, 0, 0, 0]


def test_progress_is_told() -> None:
    told = []
    network_of(FLORENCE, progress=lambda done, total: told.append((done, total)))
    assert told == [(15, 15)]
