"""Triples that are missing in a theme: who works together on two sides of three, and who could be the third."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.participations import Participation
from cordata.cooperation.synergies import SIDES, Side, of_theme, side_of
from cordata.kernel import Place, Reason
from cordata.kernel.places import distance_km

SYNERGY_REASONS: dict[str, tuple[str, ...]] = {
    "works_on_theme": ("projects",),
    "worked_with_them": ("projects",),
    "in_region": ("region",),
    "near": ("km",),
}
"""Every code of a candidate's reasons, with the names of its facts."""
WORKS, KNOWS, NEAR = 0.4, 0.3, 0.3
"""What each part adds to a candidate's score at most."""
HALF_KM = 100.0
"""At this distance nearness counts half."""
FARTHEST_KM = 300.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation of the missing side; the parts of its reasons sum to its score, 0 to 1."""

    organisation: str
    name: str
    region: str
    score: float
    reasons: tuple[Reason, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class MissingSide:
    """Two regions, or two organisations, whose joint projects in the theme have two sides of three.

    ``regions`` are those of the two; ``candidates`` come best first.
    """

    one: str
    other: str
    regions: tuple[str, str]
    projects: int
    missing: Side
    candidates: tuple[Candidate, ...]


def missing_between_regions(
    participations: Iterable[Participation],
    theme: Collection[str],
    where: Mapping[str, Place],
    *,
    top: int = 50,
    candidates: int = 5,
) -> list[MissingSide]:
    """Pairs of regions whose joint projects in a theme never had one side, of either region; the busiest first.

    Parameters
    ----------
    participations
        Rows; those without region or side are passed over.
    theme
        Activities; see `of_theme`.
    where
        The centre of each region that counts; others are passed over.
    top, candidates
        So many pairs at most, and so many candidates for each: organisations of the missing side with projects in the
        theme, in one of the two regions or with a centre up to 300 km from the nearer one.

    Raises
    ------
    BadParameterError
        When ``top`` or ``candidates`` is below 1.
    """
    rows = _that_count(participations, theme, where)
    return _missing(rows, _active(rows, lambda row: row.region), _pairs_of_regions, where, _limits(top, candidates))


def missing_between_organisations(
    participations: Iterable[Participation],
    theme: Collection[str],
    where: Mapping[str, Place],
    *,
    top: int = 50,
    candidates: int = 5,
) -> list[MissingSide]:
    """Pairs of organisations of two sides and two regions whose joint projects in a theme never had the third side.

    See `missing_between_regions`; here the third side may be of any region that counts.
    """
    rows = _that_count(participations, theme, where)
    units = _active(rows, lambda row: row.organisation)
    return _missing(rows, units, _pairs_of_organisations, where, _limits(top, candidates))


Key = tuple[str, str]
Pairing = Callable[[Sequence[Participation]], Iterable[tuple[Key, set[Side]]]]


@dataclass(slots=True)
class _Active:
    """Who does what in the theme: the first row of each organisation or region, and its projects."""

    rows: dict[str, Participation] = field(default_factory=dict)
    projects: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def _that_count(
    participations: Iterable[Participation], theme: Collection[str], where: Mapping[str, Place]
) -> list[Participation]:
    return [row for row in of_theme(participations, theme) if row.region in where and side_of(row.kind)]


def _limits(top: int, candidates: int) -> tuple[int, int]:
    for name, value in (("top", top), ("candidates", candidates)):
        if value < 1:
            raise BadParameterError(name=name, value=value)
    return top, candidates


def _missing(
    rows: Sequence[Participation],
    units: _Active,
    pairing: Pairing,
    where: Mapping[str, Place],
    limits: tuple[int, int],
) -> list[MissingSide]:
    organisations = _active(rows, lambda row: row.organisation)
    of_project: dict[str, list[Participation]] = defaultdict(list)
    for row in rows:
        of_project[row.project].append(row)
    seen: dict[Key, set[Side]] = defaultdict(set)
    projects: dict[Key, int] = defaultdict(int)
    for members in of_project.values():
        for pair, sides in pairing(members):
            seen[pair] |= sides
            projects[pair] += 1
    lacking = sorted((-projects[pair], pair) for pair, sides in seen.items() if len(sides) == 2)
    top, candidates = limits
    found = []
    for count, (one, other) in lacking[:top]:
        [missing] = set(SIDES) - seen[one, other]
        regions = units.rows[one].region, units.rows[other].region
        theirs = units.projects[one] | units.projects[other]
        third = _candidates(organisations, missing, regions, theirs, where)[:candidates]
        found.append(MissingSide(one, other, regions, -count, missing, tuple(third)))
    return found


def _active(rows: Iterable[Participation], by: Callable[[Participation], str]) -> _Active:
    active = _Active()
    for row in rows:
        active.projects[by(row)].add(row.project)
        active.rows.setdefault(by(row), row)
    return active


def _pairs_of_regions(members: Sequence[Participation]) -> Iterable[tuple[Key, set[Side]]]:
    sides: dict[str, set[Side]] = defaultdict(set)
    for row in members:
        sides[row.region].update(_side(row))
    return (((one, other), sides[one] | sides[other]) for one, other in combinations(sorted(sides), 2))


def _pairs_of_organisations(members: Sequence[Participation]) -> Iterable[tuple[Key, set[Side]]]:
    present = set[Side]().union(*map(_side, members))
    for one, other in combinations(sorted(members, key=lambda row: row.organisation), 2):
        if one.region != other.region and _side(one) != _side(other):
            yield (one.organisation, other.organisation), present


def _side(row: Participation) -> set[Side]:
    side = side_of(row.kind)
    return {side} if side else set()


def _candidates(
    organisations: _Active, missing: Side, regions: tuple[str, str], theirs: set[str], where: Mapping[str, Place]
) -> list[Candidate]:
    found = []
    for key, row in organisations.rows.items():
        if side_of(row.kind) == missing:
            km = min(distance_km(where[row.region], where[region]) for region in regions)
            if km <= FARTHEST_KM:
                projects = organisations.projects[key]
                reasons = _reasons(row.region, len(projects), len(projects & theirs), km, row.region in regions)
                score = sum(reason.part for reason in reasons)
                found.append(Candidate(key, row.name, row.region, score, reasons))
    return sorted(found, key=lambda one: (-one.score, one.organisation))


def _reasons(region: str, projects: int, joint: int, km: float, is_inside: bool) -> tuple[Reason, ...]:
    reasons = [Reason("works_on_theme", {"projects": projects}, WORKS * projects / (projects + 1))]
    if joint:
        reasons.append(Reason("worked_with_them", {"projects": joint}, KNOWS * joint / (joint + 1)))
    if is_inside:
        reasons.append(Reason("in_region", {"region": region}, NEAR))
    else:
        reasons.append(Reason("near", {"km": round(km)}, NEAR / (1 + km / HALF_KM)))
    return tuple(reasons)
