"""What a proposal is worth: parts between 0 and 1, each with its weight, written into the objective and told again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cordata.funding.completion.candidates import Candidate
from cordata.funding.completion.scene import Scene
from cordata.funding.completion.wishes import Potential, Wishes
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.linear import ALWAYS, Rows, Sum

PARTS = ("coverage", "fit", "potential", "diversity", "ties", "spread", "size")


@dataclass(frozen=True, slots=True)
class Worth:
    """What a candidate adds by itself, before it is divided by the seats.

    ``known`` are the ids of the core, ``most_asked`` how often the one was asked who was asked most.
    """

    wishes: Wishes
    known: frozenset[str]
    most_asked: int

    @classmethod
    def among(cls, candidates: Iterable[Candidate], core: Consortium, wishes: Wishes) -> Worth:
        """The measure for these candidates and this core."""
        known = frozenset(partner.id for partner in core.partners)
        return cls(wishes, known, max((one.asked for one in candidates), default=0))

    def of(self, candidate: Candidate) -> float:
        weights = self.wishes.weights
        return (
            weights.fit * candidate.fit
            + weights.ties * self.tied(candidate)
            + weights.spread * self.seldom(candidate)
            - weights.size
        )

    def tied(self, candidate: Candidate) -> float:
        """The share of the core with whom the candidate has worked before."""
        return len(candidate.ties & self.known) / len(self.known) if self.known else 0.0

    def seldom(self, candidate: Candidate) -> float:
        """From 1, never asked, to 0, asked as often as anybody."""
        return 1.0 - candidate.asked / self.most_asked if self.most_asked else 1.0


def write_value(rows: Rows, scene: Scene, wishes: Wishes) -> None:
    """Variables and rows for what is worth more together than one by one: concepts, countries, pairs of regions."""
    _write_coverage(rows, scene, wishes)
    _write_countries(rows, scene, wishes)
    _write_potential(rows, scene, wishes)


def _write_coverage(rows: Rows, scene: Scene, wishes: Wishes) -> None:
    open_ones = [concept for concept in wishes.concepts if concept not in wishes.covered]
    for concept in open_ones:
        having = [variable for variable, one in _with_variables(scene) if concept in one.concepts]
        if having:
            _present(rows, having, wishes.weights.coverage / len(wishes.concepts))


def _write_countries(rows: Rows, scene: Scene, wishes: Wishes) -> None:
    there = {partner.country for partner in scene.core.partners}
    by_country: dict[str, list[int]] = defaultdict(list)
    for variable, one in _with_variables(scene):
        if one.partner.country and one.partner.country not in there:
            by_country[one.partner.country].append(variable)
    for having in by_country.values():
        _present(rows, having, wishes.weights.diversity / wishes.largest)


def _write_potential(rows: Rows, scene: Scene, wishes: Wishes) -> None:
    """For each pair of regions that both take part its potential, by the largest of all pairs, by pairs of seats.

    A region that comes meets each one that is there already, and at most as many new ones as there are seats left; the
    latter is written down for each region, as the relaxation is loose without it.
    """
    largest = max(wishes.potential.values(), default=0.0)
    seats = wishes.largest - len(scene.core.partners)
    if not largest or not seats or not wishes.weights.potential:
        return
    unit = wishes.weights.potential / largest / (wishes.largest * (wishes.largest - 1) / 2)
    there = {partner.region for partner in scene.core.partners if partner.region}
    by_region: dict[str, list[int]] = defaultdict(list)
    for variable, one in _with_variables(scene):
        if one.partner.region and one.partner.region not in there:
            by_region[one.partner.region].append(variable)
    present = {}
    for region, having in sorted(by_region.items()):
        with_old = unit * sum(potential_of(wishes.potential, region, old) for old in there)
        present[region] = _present(rows, having, with_old, whole=True)
    met: dict[int, list[int]] = defaultdict(list)
    for pair in combinations(present, 2):
        worth = unit * potential_of(wishes.potential, *pair)
        if worth:
            both = rows.variable(value=worth)
            for end in (present[region] for region in pair):
                rows.at_least(Sum({end: 1.0, both: -1.0}), 0.0, ALWAYS)
                met[end].append(both)
    for end, pairs in met.items():
        rows.at_least(Sum({end: float(seats - 1), **dict.fromkeys(pairs, -1.0)}), 0.0, "wish:size")


def potential_of(potential: Potential, one: str, other: str) -> float:
    """Of a pair of regions in either order."""
    return max(potential.get((one, other), 0.0), potential.get((other, one), 0.0))


def _present(rows: Rows, having: Sequence[int], value: float, *, whole: bool = False) -> int:
    """A variable that can be 1 when one of some takes part; it counts only upwards, so it need not be whole.

    Where many others hang on it, as pairs do on a region, the search is quicker when it is.
    """
    made = rows.variable(value=value, whole=whole)
    rows.at_least(Sum({**dict.fromkeys(having, 1.0), made: -1.0}), 0.0, ALWAYS)
    return made


def _with_variables(scene: Scene) -> Iterable[tuple[int, Candidate]]:
    return zip(scene.variables, scene.candidates, strict=True)


def parts_of(core: Sequence[Partner], joined: Sequence[Candidate], worth: Worth) -> dict[str, float]:
    """The parts of the value of a proposal, weighed; what the core has by itself in countries does not count."""
    wishes = worth.wishes
    weights, seats = wishes.weights, wishes.largest
    new = {one.partner.country for one in joined if one.partner.country} - {partner.country for partner in core}
    return {
        "coverage": weights.coverage * _newly_covered(joined, wishes),
        "fit": weights.fit * sum(one.fit for one in joined) / seats,
        "potential": weights.potential * _potential([one.partner for one in joined], core, wishes),
        "diversity": weights.diversity * len(new) / seats,
        "ties": weights.ties * sum(map(worth.tied, joined)) / seats,
        "spread": weights.spread * sum(map(worth.seldom, joined)) / seats,
        "size": -weights.size * len(joined) / seats,
    }


def _newly_covered(joined: Sequence[Candidate], wishes: Wishes) -> float:
    if not wishes.concepts:
        return 0.0
    brought = frozenset().union(*(one.concepts for one in joined)) - wishes.covered
    return len(brought.intersection(wishes.concepts)) / len(wishes.concepts)


def _potential(joined: Sequence[Partner], core: Sequence[Partner], wishes: Wishes) -> float:
    largest = max(wishes.potential.values(), default=0.0)
    pairs = wishes.largest * (wishes.largest - 1) / 2
    if not largest or not pairs:
        return 0.0
    there = {partner.region for partner in core if partner.region}
    regions = sorted(there | {partner.region for partner in joined if partner.region})
    gained = (
        potential_of(wishes.potential, one, other)
        for one, other in combinations(regions, 2)
        if not {one, other} <= there
    )
    return sum(gained) / largest / pairs


def total_of(parts: Mapping[str, float]) -> float:
    """The parts added up in their order."""
    return sum(parts[name] for name in PARTS)
