"""Clusters as bridges: how much of the ties between regions hangs on the members of one cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cordata.cooperation.network_measures import Ties
from cordata.cooperation.networks import components, matrix_of
from cordata.cooperation.participations import Sparse


@dataclass(frozen=True, slots=True)
class Bridge:
    """How much of the ties between regions hangs on the members of a cluster.

    ``share`` of the weight of all ties between regions has a member at an end; ``pairs`` of regions are tied by them,
    ``only_through`` by nobody else. Without the members ``cut_off`` other organisations leave the largest component,
    and there are ``parts`` more components than before.
    """

    cluster: str
    members: int
    share: float
    pairs: int
    only_through: tuple[tuple[str, str], ...]
    cut_off: int
    parts: int


def bridging_shares(ties: Ties, regions: Mapping[str, str], clusters: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Of the ties between organisations of different regions, the share with a member of each cluster at an end.

    Parameters
    ----------
    ties
        Of organisations.
    regions
        The region of each organisation; ties of organisations without one are left out.
    clusters
        The members of each cluster.

    Examples
    --------
    >>> bridging_shares([("a", "b", 1.0), ("b", "c", 3.0)], {"a": "X", "b": "Y", "c": "Z"}, {"k": ["a"]})
    {'k': 0.25}
    """
    abroad = _across(ties, regions)
    total = sum(weight for *_pair, weight in abroad)
    shares = {}
    for cluster, members in clusters.items():
        inside = set(members)
        touched = sum(weight for one, other, weight in abroad if one in inside or other in inside)
        shares[cluster] = touched / total if total else 0.0
    return shares


def clusters_as_bridges(ties: Ties, regions: Mapping[str, str], clusters: Mapping[str, Iterable[str]]) -> list[Bridge]:
    """What of the ties between regions hangs on each cluster, those that carry most first.

    Parameters
    ----------
    ties, regions, clusters
        As for `bridging_shares`; clusters without a member in the network are left out.

    Raises
    ------
    EmptyTableError
        When there is no tie.
    """
    told = list(ties)
    labels, weights = matrix_of(told)
    abroad = _across(told, regions)
    shares = bridging_shares(abroad, regions, clusters)
    found = []
    for cluster, members in clusters.items():
        inside = set(members).intersection(labels)
        if inside:
            touched, rest = _pairs_of_regions(abroad, regions, inside)
            cut_off, parts = _without(weights, np.array([label in inside for label in labels]))
            only = tuple(sorted(touched - rest))
            found.append(Bridge(cluster, len(inside), shares[cluster], len(touched), only, cut_off, parts))
    return sorted(found, key=lambda bridge: (-bridge.share, bridge.cluster))


def _across(ties: Ties, regions: Mapping[str, str]) -> list[tuple[str, str, float]]:
    return [tie for tie in ties if regions.get(tie[0]) and regions.get(tie[1]) and regions[tie[0]] != regions[tie[1]]]


def _pairs_of_regions(
    abroad: Ties, regions: Mapping[str, str], inside: set[str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of regions that members of a cluster tie, and those that others tie."""
    found: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    for one, other, _ in abroad:
        first, second = sorted((regions[one], regions[other]))
        found[0 if one in inside or other in inside else 1].add((first, second))
    return found


def _without(weights: Sparse, gone: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """How many leave the largest component without some nodes, and how many components there are more."""
    before = components(weights)
    if gone.all():
        return 0, 0
    left = weights[~gone][:, ~gone]
    after = components(left)
    cut_off = int(((before == 0) & ~gone).sum() - max(_sizes_within(before[~gone], after), default=0))
    return cut_off, int(len(set(after.tolist())) - len(set(before[~gone].tolist())))


def _sizes_within(before: npt.NDArray[np.intp], after: npt.NDArray[np.intp]) -> Iterator[int]:
    """Sizes of what the largest component has fallen into."""
    yield from np.unique(after[before == 0], return_counts=True)[1].tolist()
