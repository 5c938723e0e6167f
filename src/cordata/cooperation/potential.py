"""Where two regions would gain from working together, how much they do already, and the links most worth making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from cordata.cooperation.density import weights_of
from cordata.cooperation.errors import BadParameterError, DegenerateError, UnknownLabelError
from cordata.cooperation.gravity import Gravity, fit_gravity
from cordata.cooperation.link_reasons import Where, languages_of, reasons_of, touch
from cordata.cooperation.relatedness import Method, relatedness_of
from cordata.cooperation.specialisation import specialised
from cordata.cooperation.tables import FloatArray, Table
from cordata.cooperation.totals import as_square
from cordata.kernel import Reason
from cordata.kernel.places import distance_km

SHORTEST_KM = 10.0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the ranking rests on; change one and see it move.

    Parameters
    ----------
    method, binary
        The measure of relatedness, and whether it counts as yes or no (above 1); see `relatedness_of`.
    minimum
        The least value that counts as a specialisation, in the unit of the table.
    common_ground
        From 0 to 1, how much it matters that two regions share some activities but not all: 0 not at all.
    ties
        From 0 on, how much joint projects that there are already count against a link.
    """

    method: Method = "association"
    binary: bool = True
    minimum: float = 1.0
    common_ground: float = 0.5
    ties: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.common_ground <= 1:
            raise BadParameterError(name="common_ground", value=self.common_ground)
        if self.ties < 0:
            raise BadParameterError(name="ties", value=self.ties)


@dataclass(frozen=True, slots=True)
class Link:
    """Two regions, what each would add to the other, and what there is between them.

    ``adds_to_region`` and ``adds_to_other`` are mean added densities of what each lacks, 0 to 100; ``common`` the
    share of their specialisations that both hold, 0 to 1; ``potential`` 0 to 100. ``actual`` joint projects,
    ``expected`` by size and distance and ``residual`` are None without a matrix of joint projects. ``worth`` is what
    links are ranked by, in standard deviations.
    """

    region: str
    other: str
    potential: float
    adds_to_region: float
    adds_to_other: float
    common: float
    km: float
    actual: float | None
    expected: float | None
    residual: float | None
    worth: float
    reasons: tuple[Reason, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """Of N pairs of regions: kilometres, and 0 or 1 for one country, a border between countries, a language."""

    km: FloatArray
    same_country: FloatArray
    border: FloatArray
    language: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Potential:
    """All pairs at once: arrays of shape (R, R), symmetric but for ``added`` (rows receive, columns give)."""

    regions: tuple[str, ...]
    added: FloatArray
    common: FloatArray
    potential: FloatArray


def potential_of(table: Table, assumptions: Assumptions | None = None) -> Potential:
    """The potential of every pair of regions, from what they are specialised in.

    With M the specialisations and w the relatedness as parts of its column, what s adds to r is the mean of
    `added_density` over the activities that r lacks: ``A_rs = 100 Σ_{i: M_ri = 0} Σ_j M_sj (1 - M_rj) w_ji / n_r``.
    The potential is mutual, ``sqrt(A_rs A_sr)``, and with g the weight of common ground and c the Jaccard index of
    what both hold it is multiplied by ``1 - g (1 - 4 c (1 - c))``: most where they share half, least where they
    share nothing or everything. One product of matrices, O(R² K).

    Parameters
    ----------
    table
        Shape (R, K), every region and every activity with some value.
    assumptions
        See `Assumptions`.

    Raises
    ------
    EmptyRowError, EmptyColumnError, ZeroTotalError
        As for `specialised` and `relatedness_of`.

    References
    ----------
    Balland, P.-A. and Boschma, R. (2021) Complementary interregional linkages and Smart Specialisation, Regional
    Studies 55 (6): 1059-1070, for what is added. Nooteboom, B. et al. (2007) Optimal cognitive distance and
    absorptive capacity, Research Policy 36: 1016-1034, for sharing some but not all. Joining the two is ours.
    """
    chosen = assumptions or Assumptions()
    held = specialised(table.values, minimum=chosen.minimum).astype(np.float64)
    binary = chosen.binary and chosen.method in ("association", "probability")
    related = relatedness_of(held, chosen.method, binary=binary)
    added = added_to_what_is_lacking(held, related)
    common = _jaccard(held)
    ground = 1 - chosen.common_ground * (1 - 4 * common * (1 - common))
    mutual = np.sqrt(added * added.T) * ground
    np.fill_diagonal(mutual, 0.0)
    return Potential(table.regions, added, common, mutual)


def added_to_what_is_lacking(held: npt.ArrayLike, related: npt.ArrayLike) -> FloatArray:
    """Mean density that each region (columns) adds to what each other (rows) lacks, shape (R, R), 0 to 100.

    Activities that nothing is related to count as 0; a region that lacks nothing receives 0.

    Examples
    --------
    >>> added_to_what_is_lacking([[1, 0, 0], [0, 1, 1]], [[0, 1, 3], [1, 0, 1], [3, 1, 0]]).tolist()
    [[0.0, 37.5], [0.0, 0.0]]
    """
    array = np.asarray(held, np.float64)
    weights = weights_of(related, array.shape[1], isolated=True)
    lacking = 1 - array
    reach = lacking * (lacking @ weights.T)
    added: FloatArray = 100 * (reach @ array.T) / np.maximum(lacking.sum(axis=1), 1.0)[:, None]
    np.fill_diagonal(added, 0.0)
    return np.clip(added, 0.0, 100.0)


def links_worth_making(
    table: Table,
    where: Mapping[str, Where],
    *,
    joint: npt.ArrayLike | None = None,
    assumptions: Assumptions | None = None,
) -> tuple[Link, ...]:
    """All pairs of regions of the table, those most worth linking first; of equal worth those of more potential.

    Parameters
    ----------
    table
        Shape (R, K).
    where
        Country and centre of each region.
    joint
        Joint projects, shape (R, R), symmetric; None when they are not known.
    assumptions
        See `Assumptions`.

    Raises
    ------
    UnknownLabelError
        When a region has no place.
    ShapeMismatchError, EmptyRowError, EmptyColumnError, ZeroTotalError
        As for `potential_of` and `fit_gravity`.
    """
    chosen = assumptions or Assumptions()
    found, between = potential_of(table, chosen), pairs_between(table.regions, where)
    pairs = np.triu_indices(len(table.regions), 1)
    counts = None if joint is None else as_square(joint, len(table.regions))[pairs]
    model = None if counts is None else expected_projects(table, between, counts)
    values = found.potential[pairs]
    worth = _worth(values, model, chosen)
    held = specialised(table.values, minimum=chosen.minimum)
    links = []
    for place in np.lexsort((-values, -worth)).tolist():
        at, other = int(pairs[0][place]), int(pairs[1][place])
        actual = None if counts is None else float(counts[place])
        expected = None if model is None else float(model.expected[place])
        link = Link(
            region=table.regions[at],
            other=table.regions[other],
            potential=float(values[place]),
            adds_to_region=float(found.added[at, other]),
            adds_to_other=float(found.added[other, at]),
            common=float(found.common[at, other]),
            km=float(between.km[place]),
            actual=actual,
            expected=expected,
            residual=None if model is None else float(model.residuals[place]),
            worth=float(worth[place]),
            reasons=reasons_of(table, held, where, (at, other), actual, expected),
        )
        links.append(link)
    return tuple(links)


def worth_of_pairs(
    table: Table, between: Between, *, counts: FloatArray | None = None, assumptions: Assumptions | None = None
) -> FloatArray:
    """What links are ranked by, for every pair in the order of ``numpy.triu_indices(R, 1)``, shape (N,).

    The potential in standard deviations, less ``ties`` times the residual of the joint projects from what size and
    distance lead one to expect, in standard deviations as well: much to gain, little done. Where all residuals are
    alike, or no joint projects (``counts``, shape (N,)) are known, the potential alone decides.
    """
    chosen = assumptions or Assumptions()
    values = potential_of(table, chosen).potential[np.triu_indices(len(table.regions), 1)]
    model = None if counts is None else expected_projects(table, between, counts)
    return _worth(values, model, chosen)


def pairs_between(regions: Sequence[str], where: Mapping[str, Where]) -> Between:
    """What lies between the regions of every pair, in the order of ``numpy.triu_indices(R, 1)``.

    Raises
    ------
    UnknownLabelError
        When a region has no place.
    """
    for region in regions:
        if region not in where:
            raise UnknownLabelError(axis="region", label=region)
    pairs = list(combinations(regions, 2))
    spoken = {region: languages_of(region, where) for region in regions}
    return Between(
        km=np.array([max(distance_km(where[a].centre, where[b].centre), SHORTEST_KM) for a, b in pairs]),
        same_country=np.array([float(where[a].country == where[b].country) for a, b in pairs]),
        border=np.array([float(touch(where[a].country, where[b].country)) for a, b in pairs]),
        language=np.array([float(bool(spoken[a] & spoken[b])) for a, b in pairs]),
    )


def expected_projects(table: Table, between: Between, counts: FloatArray) -> Gravity | None:
    """Joint projects of each pair by size, distance, country, border and language, shape (N,); None when too few.

    References
    ----------
    Hoekman, Frenken and van Oort (2009), see `fit_gravity`.
    """
    first, second = np.triu_indices(len(table.regions), 1)
    sizes = np.log(table.values.sum(axis=1))
    factors: dict[str, npt.ArrayLike] = {
        "size": sizes[first] + sizes[second],
        "distance": np.log(between.km),
        "same_country": between.same_country,
        "border": between.border,
        "language": between.language,
    }
    try:
        return fit_gravity(counts, factors)
    except DegenerateError:
        return None


def _worth(values: FloatArray, model: Gravity | None, chosen: Assumptions) -> FloatArray:
    worth = _standard(values)
    return worth if model is None else worth - chosen.ties * _standard(model.residuals)


def _jaccard(held: FloatArray) -> FloatArray:
    both = held @ held.T
    sums = held.sum(axis=1)
    either = sums[:, None] + sums[None, :] - both
    result: FloatArray = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return result


def _standard(values: FloatArray) -> FloatArray:
    """In standard deviations from the mean; zeros when all are alike."""
    spread = float(values.std())
    result: FloatArray = (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)
    return result
