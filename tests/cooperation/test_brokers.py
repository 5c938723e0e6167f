"""Brokers between regions, gaps, and clusters as bridges: against plain counting, and by hand."""

from itertools import combinations, permutations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.cooperation import BadParameterError, EmptyTableError
from cordata.cooperation.bridges import bridging_shares, clusters_as_bridges
from cordata.cooperation.brokers import Roles, brokerage_roles, expected_roles, gaps_between, structural_holes
from cordata.cooperation.networks import network_of

REGIONS = {"a": "X", "b": "X", "c": "Y", "d": "Y", "e": "Z", "v": "X"}


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


def test_clusters_bridge_by_the_ties_between_regions_that_their_members_have() -> None:
    ties = [("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 1.0), ("a", "x", 5.0)]
    regions = {"a": "R1", "b": "R1", "c": "R2", "d": "R3"}
    assert bridging_shares(ties, regions, {"k": ["b"], "l": ["a"], "m": ["c"]}) == {"k": 0.5, "l": 0.0, "m": 1.0}
    assert bridging_shares([], regions, {"k": ["b"]}) == {"k": 0.0}


@pytest.mark.parametrize(
    ("partners", "role"),
    [("ab", "coordinator"), ("cd", "itinerant"), ("ac", "gatekeeper"), ("ce", "liaison")],
)
def test_a_broker_between_two_has_the_role_that_their_regions_give(partners: str, role: str) -> None:
    """The five figures of Gould and Fernandez (1989), gatekeeper and representative being one without directions."""
    ties = [("v", partner, 1.0) for partner in partners]
    [found] = [one for one in brokerage_roles(ties, REGIONS) if one.id == "v"]
    assert (getattr(found, role), found.total) == (1.0, 1.0)
    closed = [*ties, (partners[0], partners[1], 1.0)]
    assert [one.total for one in brokerage_roles(closed, REGIONS)] == [0.0, 0.0, 0.0]


def _counted(graph: networkx.Graph, groups: dict[str, str], broker: str) -> tuple[int, int, int, int]:
    found = [0, 0, 0, 0]
    for one, other in combinations(graph[broker], 2):
        if not graph.has_edge(one, other):
            here, first, second = groups[broker], groups[one], groups[other]
            is_same, own = first == second, (first == here) + (second == here)
            found[0 if own == 2 else 1 if is_same else 2 if own else 3] += 1
    return found[0], found[1], found[2], found[3]


@given(st.integers(0, 10_000))
def test_roles_are_those_that_counting_one_by_one_finds(seed: int) -> None:
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(12, 0.4, seed=seed), str)
    graph.add_edge("0", "1")
    groups = {node: "XYZ"[(int(node) * seed) % 3] for node in graph}
    for found in brokerage_roles([(one, other, 2.0) for one, other in graph.edges], groups):
        counted = (found.coordinator, found.itinerant, found.gatekeeper, found.liaison)
        assert counted == _counted(graph, groups, found.id)
        assert found.between_groups == counted[2] + counted[3]


def test_who_has_no_region_is_left_out() -> None:
    ties = [("v", "a", 1.0), ("v", "c", 1.0), ("v", "nowhere", 1.0)]
    found = {one.id: one.total for one in brokerage_roles(ties, {**REGIONS, "nowhere": ""})}
    assert found == {"a": 0.0, "c": 0.0, "v": 1.0}
    with pytest.raises(EmptyTableError):
        brokerage_roles([("v", "nowhere", 1.0)], REGIONS)


@settings(max_examples=5)
@given(st.integers(0, 100))
def test_what_chance_would_give_is_the_mean_of_all_deals_of_the_regions(seed: int) -> None:
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(6, 0.5, seed=seed), str)
    graph.add_edges_from([("0", "1"), ("0", "2"), ("3", "4"), ("4", "5")])
    ties = [(one, other, 1.0) for one, other in graph.edges]
    dealt = set(permutations("XYYZZ"))
    sums = [0.0, 0.0, 0.0, 0.0]
    for others in dealt:
        groups = dict(zip("012345", ("X", *others), strict=True))
        found = brokerage_roles(ties, groups)[0]
        for place, count in enumerate((found.coordinator, found.itinerant, found.gatekeeper, found.liaison)):
            sums[place] += count / len(dealt)
    chance = expected_roles(found, {"X": 2, "Y": 2, "Z": 2})
    assert [chance.coordinator, chance.itinerant, chance.gatekeeper, chance.liaison] == pytest.approx(sums)


def test_chance_needs_somebody_to_stand_between() -> None:
    with pytest.raises(BadParameterError):
        expected_roles(Roles("v", "X", 0, 0, 0, 0), {"X": 2})


def test_a_gap_between_regions_names_who_could_bridge_it() -> None:
    ties = [("a", "b", 4.0), ("c", "d", 4.0), ("e", "a", 1.0), ("e", "c", 2.0), ("e", "x", 9.0)]
    [gap] = [one for one in gaps_between(ties, REGIONS) if (one.region, one.other) == ("X", "Y")]
    assert (gap.ties, gap.bridges) == (0.0, ("e",))
    assert gap.expected == pytest.approx(9 * 10 / 22)


def test_gaps_begin_with_the_emptiest_and_none_is_told_where_enough_is_tied() -> None:
    ties = [("a", "b", 2.0), ("c", "d", 2.0), ("a", "c", 1.0), ("e", "a", 5.0)]
    gaps = gaps_between(ties, REGIONS)
    lacking = [gap.expected - gap.ties for gap in gaps]
    assert lacking == sorted(lacking, reverse=True)
    assert ("X", "Z") not in {(gap.region, gap.other) for gap in gaps}
    assert all(gap.ties < gap.expected for gap in gaps)


def test_without_the_only_bridge_regions_fall_apart() -> None:
    ties = [("a", "b", 1.0), ("b", "c", 3.0), ("c", "d", 1.0), ("d", "e", 4.0), ("x", "a", 1.0)]
    clusters = {"bridge": ["c"], "margin": ["e"], "inside": ["a"], "absent": ["q"]}
    found = clusters_as_bridges(ties, REGIONS, clusters)
    assert [one.cluster for one in found] == ["margin", "bridge", "inside"]
    bridge = found[1]
    assert (bridge.members, bridge.share, bridge.pairs) == (1, pytest.approx(3 / 7), 1)
    assert bridge.only_through == (("X", "Y"),)
    assert (bridge.cut_off, bridge.parts) == (2, 1)
    assert (found[0].cut_off, found[0].parts) == (0, 0)
    assert (found[2].only_through, found[2].share) == ((), 0.0)


def test_a_cluster_of_everybody_cuts_off_nobody() -> None:
    [found] = clusters_as_bridges([("a", "c", 1.0)], REGIONS, {"all": ["a", "c"]})
    assert (found.share, found.cut_off, found.parts) == (1.0, 0, 0)
