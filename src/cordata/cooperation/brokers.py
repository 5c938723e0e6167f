"""Who brokers between regions, and where structural holes are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.network_measures import ROWS_AT_ONCE, Ties
from cordata.cooperation.networks import Network, matrix_of
from cordata.cooperation.participations import Sparse
from cordata.cooperation.tables import FloatArray

BRIDGES = 3
HOLES_BRIDGED = 200
"""For so many holes, the emptiest, it is looked up who could bridge them."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Pairs of partners of an organisation that are no partners of each other, by whose regions they are of.

    ``coordinator``: both of its own region; ``itinerant``: both of one other region; ``gatekeeper``: one of its own,
    one of another (in a network without directions the representative is the same); ``liaison``: of two other regions.
    Pairs have no order and count once.
    """

    id: str
    group: str
    coordinator: float
    itinerant: float
    gatekeeper: float
    liaison: float

    @property
    def total(self) -> float:
        """All pairs between which it stands."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.liaison

    @property
    def between_groups(self) -> float:
        """Those pairs of which one at least is of another region than the other: gatekeeper and liaison."""
        return self.gatekeeper + self.liaison


@dataclass(frozen=True, slots=True)
class Hole:
    """Two communities with fewer ties than their sizes lead one to expect, and who has ties to both."""

    community: int
    other: int
    ties: float
    expected: float
    bridges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Two regions with fewer ties than their ties in all lead one to expect, and who has ties to both."""

    region: str
    other: str
    ties: float
    expected: float
    bridges: tuple[str, ...]


def brokerage_roles(ties: Ties, groups: Mapping[str, str]) -> list[Roles]:
    """Count for each organisation between whom it stands, in the order of their labels.

    An organisation stands between two of its partners when these have no tie with each other. Weights do not count.
    With S the ties inside groups and D those between them, closed pairs are row sums of (S S) ∘ S and the like, so
    the cost is that of one product of sparse matrices.

    Parameters
    ----------
    ties
        Pairs with a weight, each once.
    groups
        The region of each organisation; those without one are left out, as brokers and as partners.

    Raises
    ------
    EmptyTableError
        When no tie is left.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989) Structures of mediation: a formal approach to brokerage in transaction
    networks, Sociological Methodology 19: 89-126. They count ordered pairs of a directed network: for a network of
    mutual ties coordinator, itinerant and liaison are there twice ours, gatekeeper and representative once each.

    Examples
    --------
    >>> [found, *_] = brokerage_roles([("a", "b", 1.0), ("a", "c", 1.0)], {"a": "X", "b": "X", "c": "Y"})
    >>> found.id, found.gatekeeper, found.total
    ('a', 1.0, 1.0)
    """
    kept = [(one, other, 1.0) for one, other, _ in ties if groups.get(one) and groups.get(other)]
    labels, plain = matrix_of(kept)
    numbers, names = _numbered(labels, groups)
    into = _group_sums(plain, numbers, len(names))
    own = into[np.arange(len(labels)), numbers]
    degrees = into.sum(axis=1)
    abroad = degrees - own
    alike = (into * (into - 1) / 2).sum(axis=1) - own * (own - 1) / 2
    possible = [own * (own - 1) / 2, alike, own * abroad, abroad * (abroad - 1) / 2 - alike]
    counts = zip(
        *(pairs - closed for pairs, closed in zip(possible, _closed(plain, numbers), strict=True)), strict=True
    )
    return [
        Roles(label, names[number], *map(float, count))
        for label, number, count in zip(labels, numbers.tolist(), counts, strict=True)
    ]


def expected_roles(found: Roles, sizes: Mapping[str, int]) -> Roles:
    """What chance would give: the pairs that it stands between, if the others' regions were dealt out at random.

    Parameters
    ----------
    found
        Of which only the sum and the own region count.
    sizes
        How many organisations each region has, the broker among them.

    Raises
    ------
    BadParameterError
        With fewer than three organisations.

    References
    ----------
    Gould and Fernandez (1989) likewise hold the network and the sizes of the groups fixed.
    """
    others = {group: size - (group == found.group) for group, size in sizes.items()}
    total = sum(others.values())
    if total < 2:
        raise BadParameterError(name="sizes", value=total)
    pairs = total * (total - 1) / 2
    own = others.get(found.group, 0)
    coordinator, gatekeeper = own * (own - 1) / 2, own * (total - own)
    itinerant = sum(size * (size - 1) / 2 for group, size in others.items() if group != found.group)
    liaison = pairs - coordinator - gatekeeper - itinerant
    shares = (found.total * count / pairs for count in (coordinator, itinerant, gatekeeper, liaison))
    return Roles(found.id, found.group, *shares)


def structural_holes(network: Network, *, bridges: int = BRIDGES) -> list[Hole]:
    """Pairs of communities with fewer ties than expected, the emptiest first, and who stands between them.

    See `gaps_between`, of communities instead of regions.
    """
    community = {node.id: f"{node.community:09d}" for node in network.nodes}
    gaps = gaps_between(network.ties, community, bridges=bridges)
    return [Hole(int(gap.region), int(gap.other), gap.ties, gap.expected, gap.bridges) for gap in gaps]


def gaps_between(ties: Ties, groups: Mapping[str, str], *, bridges: int = BRIDGES) -> list[Gap]:
    """Pairs of regions with fewer ties than expected, the emptiest first, and who could bridge them.

    Expected is ``K_a K_b / 2W``, K being the sums of strengths and W the sum of all weights, as in modularity; the
    bridges are the organisations of any region with the strongest ties to both, by the weaker of the two sides. They
    are looked up for the 200 emptiest.

    Parameters
    ----------
    ties
        Of organisations.
    groups
        The region of each organisation; those without one are left out.

    Raises
    ------
    EmptyTableError
        When no tie is left.

    References
    ----------
    Newman, M. E. J. and Girvan, M. (2004) Finding and evaluating community structure in networks, Physical Review E
    69: 026113, for what is expected; Burt, R. S. (1992) Structural Holes, for holes.
    """
    kept = [tie for tie in ties if groups.get(tie[0]) and groups.get(tie[1])]
    labels, weights = matrix_of(kept)
    numbers, names = _numbered(labels, groups)
    into = _group_sums(weights, numbers, len(names))
    between = np.zeros((len(names), len(names)))
    np.add.at(between, numbers, into)
    strength = between.sum(axis=1)
    expected = np.outer(strength, strength) / strength.sum()
    pairs = [
        (one, other) for one, other in combinations(range(len(names)), 2) if between[one, other] < expected[one, other]
    ]
    pairs.sort(key=lambda pair: (between[pair] - expected[pair], pair))
    return [
        Gap(names[one], names[other], float(between[one, other]), float(expected[one, other]),
            _strongest(labels, into, (one, other), bridges) if place < HOLES_BRIDGED else ())
        for place, (one, other) in enumerate(pairs)
    ]  # fmt: skip


def _numbered(labels: Sequence[str], groups: Mapping[str, str]) -> tuple[npt.NDArray[np.intp], list[str]]:
    names = sorted({groups[label] for label in labels})
    at = {name: place for place, name in enumerate(names)}
    return np.array([at[groups[label]] for label in labels], np.intp), names


def _group_sums(weights: Sparse, numbers: npt.NDArray[np.intp], count: int) -> FloatArray:
    """Ties of each node into each group, shape (N, G)."""
    from scipy import sparse

    belongs = (np.ones(len(numbers)), (np.arange(len(numbers)), numbers))
    result: FloatArray = (weights @ sparse.csr_array(belongs, shape=(len(numbers), count))).toarray()
    return result


def _closed(plain: Sparse, numbers: npt.NDArray[np.intp]) -> list[FloatArray]:
    """Ties among the partners of each node, by role: coordinator, itinerant, gatekeeper, liaison; shape (N,) each."""
    both = plain.tocoo()
    same = both.copy()
    same.data = (numbers[both.coords[0]] == numbers[both.coords[1]]).astype(np.float64)
    inside = same.tocsr()
    inside.eliminate_zeros()
    outside = (plain - inside).tocsr()
    outside.eliminate_zeros()
    return [
        _triangles(inside, inside, inside) / 2,
        _triangles(outside, inside, outside) / 2,
        _triangles(inside, outside, outside),
        _triangles(outside, outside, outside) / 2,
    ]


def _triangles(first: Sparse, second: Sparse, third: Sparse) -> FloatArray:
    sums = [
        np.asarray((first[at : at + ROWS_AT_ONCE] @ second).multiply(third[at : at + ROWS_AT_ONCE]).sum(axis=1)).ravel()
        for at in range(0, first.shape[0], ROWS_AT_ONCE)
    ]
    return np.concatenate(sums)


def _strongest(labels: Sequence[str], into: FloatArray, pair: tuple[int, int], number: int) -> tuple[str, ...]:
    weaker = np.minimum(into[:, pair[0]], into[:, pair[1]])
    order = np.argsort(-weaker, kind="stable")[:number]
    return tuple(labels[place] for place in order.tolist() if weaker[place] > 0)
