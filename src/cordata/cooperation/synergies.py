"""Public-private synergies of a theme: which firms, research and public bodies of different regions work together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import EmptyTableError, ShapeMismatchError
from cordata.cooperation.participations import Participation
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import as_values
from cordata.kernel import Kind

Side = Literal["firm", "research", "public"]
SIDES: tuple[Side, ...] = get_args(Side)
SIDE_OF_KIND: dict[Kind, Side] = {
    "sme": "firm",
    "large": "firm",
    "university": "research",
    "research": "research",
    "public": "public",
    "cluster": "public",
}
"""The side of each kind; an organisation of kind other is on none. Cluster organisations act for the public."""
BELOW = "/"
"""What parts the levels of a code, as in /25/67/425."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One side of a region and another side of another region: their joint projects, and pairs of organisations."""

    side: Side
    region: str
    other_side: Side
    other: str
    projects: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Triple:
    """A firm, research and a public body of two or three regions, in so many joint projects."""

    firm: str
    research: str
    public: str
    projects: int


@dataclass(frozen=True, slots=True)
class Helix:
    """Mutual information of the presence of sides in projects, in bits: of two sides, and of all three.

    Two sides share 0 or more. ``all_three`` may be below 0: then the three together hold less uncertainty than their
    pairs tell, which Leydesdorff reads as synergy; above 0 the sides come and go together.
    """

    firm_research: float
    firm_public: float
    research_public: float
    all_three: float


@dataclass(frozen=True, slots=True)
class Synergies:
    """Of a theme: projects, organisations by side, who works together across regions, and the measure of all.

    ``presence`` counts the projects by the sides that take part, as firm+research or none.
    """

    projects: int
    organisations: Mapping[Side, int]
    presence: Mapping[str, int]
    dyads: tuple[Dyad, ...]
    triples: tuple[Triple, ...]
    helix: Helix


def of_theme(participations: Iterable[Participation], theme: Collection[str]) -> list[Participation]:
    """The participations in projects with an activity of the theme, or below one (/25/67 holds /25/67/425)."""
    wanted = frozenset(theme)
    known: dict[str, bool] = {}
    return [row for row in participations if any(_belongs(activity, wanted, known) for activity in row.activities)]


def side_of(kind: Kind) -> Side | None:
    """The side that a kind of organisation is on.

    >>> side_of("sme"), side_of("cluster"), side_of("other")
    ('firm', 'public', None)
    """
    return SIDE_OF_KIND.get(kind)


def synergies(
    participations: Iterable[Participation], theme: Collection[str], *, regions: Collection[str] = ()
) -> Synergies:
    """Who works together across regions and sides in a theme, the most frequent first.

    Parameters
    ----------
    participations
        Rows; those without a region or a side count in no dyad and no triple.
    theme
        Activities; see `of_theme`.
    regions
        Between which; empty for all. Organisations of other regions are passed over everywhere, also in the helix.

    Raises
    ------
    EmptyTableError
        When no project has the theme.

    References
    ----------
    Etzkowitz, H. and Leydesdorff, L. (2000) The dynamics of innovation, Research Policy 29: 109-123, for the three
    sides.
    """
    wanted = frozenset(regions)
    rows = [row for row in of_theme(participations, theme) if not wanted or row.region in wanted]
    if not rows:
        raise EmptyTableError(axis="theme")
    of_project: dict[str, list[Participation]] = defaultdict(list)
    for row in rows:
        of_project[row.project].append(row)
    counts = presence(rows)
    return Synergies(
        projects=len(of_project),
        organisations={side: len({row.organisation for row in rows if side_of(row.kind) == side}) for side in SIDES},
        presence={_named(at): int(counts[at]) for at in product((0, 1), repeat=3) if counts[at]},
        dyads=_dyads(of_project.values()),
        triples=_triples(of_project.values()),
        helix=triple_helix(counts),
    )


def presence(participations: Iterable[Participation]) -> FloatArray:
    """How many projects have each combination of sides: shape (2, 2, 2), axes firm, research, public, 1 for present."""
    sides: dict[str, set[Side | None]] = defaultdict(set)
    for row in participations:
        sides[row.project].add(side_of(row.kind))
    counts = np.zeros((2, 2, 2))
    for found in sides.values():
        counts[tuple(int(side in found) for side in SIDES)] += 1
    return counts


def triple_helix(counts: npt.ArrayLike) -> Helix:
    """Mutual information of three sides in bits.

    ``T_abc = H_a + H_b + H_c - H_ab - H_ac - H_bc + H_abc``, H being Shannon's entropy with logarithms to the base 2.
    In this convention T is below 0 where there is synergy (exclusive or: -1), 0 where the sides come independently,
    above 0 where they are redundant (always together: 1). Of two sides ``T_ab = H_a + H_b - H_ab``. Projects without
    any side count if they are given.

    Parameters
    ----------
    counts
        Shape (2, 2, 2), see `presence`.

    Raises
    ------
    ShapeMismatchError, MissingCellError, NegativeValueError
        When the counts are no such thing.
    EmptyTableError
        When there is no project.

    References
    ----------
    Leydesdorff, L. (2003) The mutual information of university-industry-government relations: an indicator of the
    triple helix dynamics, Scientometrics 58 (2): 445-467. McGill, W. J. (1954) Psychometrika 19: 97-116, and Yeung,
    R. W. (2008) Information Theory and Network Coding, for the sign.

    Examples
    --------
    >>> triple_helix([[[1, 0], [0, 1]], [[0, 1], [1, 0]]]).all_three
    -1.0
    """
    array = np.asarray(counts, np.float64)
    if array.shape != (2, 2, 2):
        raise ShapeMismatchError(expected=(2, 2, 2), found=array.shape)
    parts = as_values(array.reshape(2, 4)).reshape(2, 2, 2)
    if not parts.sum():
        raise EmptyTableError(axis="projects")
    parts = parts / parts.sum()
    one = [_entropy(parts.sum(axis=tuple({0, 1, 2} - {axis}))) for axis in range(3)]
    two = {pair: _entropy(parts.sum(axis=3 - sum(pair))) for pair in combinations(range(3), 2)}
    return Helix(
        firm_research=one[0] + one[1] - two[0, 1],
        firm_public=one[0] + one[2] - two[0, 2],
        research_public=one[1] + one[2] - two[1, 2],
        all_three=sum(one) - sum(two.values()) + _entropy(parts),
    )


def _belongs(activity: str, wanted: frozenset[str], known: dict[str, bool]) -> bool:
    if activity not in known:
        known[activity] = activity in wanted or any(activity.startswith(above + BELOW) for above in wanted)
    return known[activity]


def _named(present: tuple[int, ...]) -> str:
    return "+".join(side for side, is_there in zip(SIDES, present, strict=True) if is_there) or "none"


def _entropy(parts: FloatArray) -> float:
    some = parts[parts > 0]
    return float(-(some * np.log2(some)).sum())


def _sides_of(rows: Iterable[Participation]) -> dict[tuple[Side, str], set[str]]:
    """Organisations of one project by side and region."""
    found: dict[tuple[Side, str], set[str]] = defaultdict(set)
    for row in rows:
        side = side_of(row.kind)
        if side and row.region:
            found[side, row.region].add(row.organisation)
    return found


def _dyads(projects: Iterable[list[Participation]]) -> tuple[Dyad, ...]:
    counts: dict[tuple[tuple[Side, str], tuple[Side, str]], int] = defaultdict(int)
    pairs: dict[tuple[tuple[Side, str], tuple[Side, str]], set[tuple[str, str]]] = defaultdict(set)
    for rows in projects:
        here = _sides_of(rows)
        for pair in combinations(sorted(here, key=lambda one: (SIDES.index(one[0]), one[1])), 2):
            (side, region), (other_side, other) = pair
            if side != other_side and region != other:
                counts[pair] += 1
                pairs[pair].update(product(here[pair[0]], here[pair[1]]))
    found = (Dyad(*one, *other, projects, len(pairs[one, other])) for (one, other), projects in counts.items())
    return tuple(sorted(found, key=lambda dyad: (-dyad.projects, -dyad.pairs, *_order(dyad))))


def _order(dyad: Dyad) -> tuple[str, str, str, str]:
    return dyad.region, dyad.other, dyad.side, dyad.other_side


def _triples(projects: Iterable[list[Participation]]) -> tuple[Triple, ...]:
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for rows in projects:
        here = _sides_of(rows)
        regions = ([region for side, region in here if side == wanted] for wanted in SIDES)
        for found in product(*regions):
            if len(set(found)) > 1:
                counts[found] += 1
    triples = (Triple(firm, research, public, count) for (firm, research, public), count in counts.items())
    return tuple(sorted(triples, key=lambda one: (-one.projects, one.firm, one.research, one.public)))
