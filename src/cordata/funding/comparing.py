"""Instruments compared: of what kinds there are, what a region has that another lacks, what two could do together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from cordata.funding.instruments import Beneficiary, Instrument
from cordata.kernel import load_regions
from cordata.kernel.places import share_border

Axis = Literal["form", "purpose"]
Code = Literal["form", "purpose", "currency", "rate", "duration", "ceiling", "beneficiaries", "status", "validity"]
SIMILAR_RATE = 10
"""Points of percent by which rates may differ and still count as alike."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many instruments serve a region in one class, by who gives them."""

    region: str
    kind: str
    regional: int
    national: int
    eu: int
    private: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.regional + self.national + self.eu + self.private


@dataclass(frozen=True, slots=True)
class Difference:
    """What funders must agree on first: a code, and what each has now, in their order; empty where it is not known."""

    code: Code
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two funders must agree on first: the code of a difference, and what each has now."""

    code: Code
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class JointCall:
    """Two instruments of different territories that could be opened together, each paying its own applicants.

    ``score`` runs from 0 to 1; ``shared`` are those who may apply to both; ``are_neighbours`` whether a territory of
    one borders on one of the other.
    """

    one: Instrument
    other: Instrument
    score: float
    shared: tuple[Beneficiary, ...]
    are_neighbours: bool
    alignments: tuple[Alignment, ...]


def typology(instruments: Iterable[Instrument]) -> Counter[tuple[str, str]]:
    """How many instruments there are of each form and purpose."""
    return Counter((one.form, one.purpose) for one in instruments)


def coverage(instruments: Sequence[Instrument], regions: Sequence[str], axis: Axis = "form") -> list[Coverage]:
    """For each region and each class that occurs, how many instruments serve it, in the order of regions and classes.

    An instrument of several territories counts in each region that it serves.
    """
    kinds = sorted({getattr(one, axis) for one in instruments})
    found = []
    for region in regions:
        levels = Counter((getattr(one, axis), one.level) for one in instruments if one.serves(region))
        found += [
            Coverage(region, kind, *(levels[kind, level] for level in ("regional", "national", "eu", "private")))
            for kind in kinds
        ]
    return found


def lacks(instruments: Iterable[Instrument], region: str, other: str) -> list[Instrument]:
    """Instruments that the other region has and this one lacks the like of: no instrument of form and purpose alike."""
    own: set[tuple[str, str]] = set()
    theirs = []
    for one in instruments:
        if one.serves(region):
            own.add((one.form, one.purpose))
        elif one.serves(other):
            theirs.append(one)
    return [one for one in theirs if (one.form, one.purpose) not in own]


def likeness_of_mixes(instruments: Iterable[Instrument], region: str, other: str) -> float:
    """The Jaccard index of the pairs of form and purpose that two regions have, from 0 to 1; 0 if neither has any.

    References
    ----------
    Jaccard, P. (1912) The distribution of the flora in the alpine zone, The New Phytologist 11: 37-50.
    """
    told = list(instruments)
    here, there = ({(one.form, one.purpose) for one in told if one.serves(code)} for code in (region, other))
    return len(here & there) / len(here | there) if here | there else 0.0


def joint_calls(instruments: Sequence[Instrument], *, region: str = "") -> list[JointCall]:
    """Pairs of regional and national instruments of today that could be opened as one call, the best first.

    Two fit when they have form and purpose in common, serve different regions, and have applicants in common. The
    score is the mean of five parts, each from 0 to 1: applicants in common (Jaccard), rates alike, durations alike,
    both open, a border in common. What is not known counts as half. The weights are ours: equal, for want of reasons
    to prefer one. With ``region`` only pairs of which one serves it.
    """
    own = [one for one in instruments if one.level in ("regional", "national") and one.status != "historic"]
    areas = {one.id: _served(one) for one in own}
    found = []
    for one, other in combinations(own, 2):
        if (one.form, one.purpose) != (other.form, other.purpose) or areas[one.id] & areas[other.id]:
            continue
        if region and region not in areas[one.id] | areas[other.id]:
            continue
        shared = tuple(kind for kind in one.beneficiaries if kind in other.beneficiaries)
        if shared:
            found.append(_joint(one, other, shared, areas))
    return sorted(found, key=lambda call: (-call.score, call.one.id, call.other.id))


def _joint(
    one: Instrument, other: Instrument, shared: tuple[Beneficiary, ...], areas: Mapping[str, frozenset[str]]
) -> JointCall:
    neighbours = _touch(areas[one.id], areas[other.id])
    either = set(one.beneficiaries) | set(other.beneficiaries)
    parts = (
        len(shared) / len(either),
        _alike(one.rate, other.rate, SIMILAR_RATE),
        _alike(one.months, other.months, 0),
        {0: 0.0, 1: 0.5, 2: 1.0}[sum(each.status == "open" for each in (one, other))],
        1.0 if neighbours else 0.0,
    )
    alignments = tuple(Alignment(each.code, *each.values) for each in differences((one, other)))
    return JointCall(one, other, sum(parts) / len(parts), shared, neighbours, alignments)


def differences(instruments: Sequence[Instrument]) -> tuple[Difference, ...]:
    """In what instruments differ that are to be opened together; what is not known of one is no difference.

    That one is not open is told even where none is, as that is to be changed; days differ when two of them have no
    day in common.
    """
    known: dict[str, list[str]] = {
        "form": [one.form for one in instruments],
        "purpose": [one.purpose for one in instruments],
        "currency": [one.currency for one in instruments],
        "rate": ["" if one.rate is None else str(one.rate) for one in instruments],
        "duration": ["" if one.months is None else str(one.months) for one in instruments],
        "ceiling": ["" if one.ceiling is None else f"{one.ceiling} {one.currency}" for one in instruments],
        "beneficiaries": [";".join(one.beneficiaries) for one in instruments],
        "status": [one.status for one in instruments],
        "validity": [_years(one) for one in instruments],
    }
    lists = {frozenset(one.beneficiaries) for one in instruments}
    apart = any(not one.valid.overlaps(other.valid) for one, other in combinations(instruments, 2))
    differ = {code: len(set(values) - {""}) > 1 for code, values in known.items()}
    differ |= {"beneficiaries": len(lists) > 1, "validity": apart}
    differ["status"] = any(one.status != "open" for one in instruments)
    return tuple(Difference(code, tuple(values)) for code, values in known.items() if differ[code])  # type: ignore[arg-type]


def overlapping(instruments: Sequence[Instrument]) -> tuple[tuple[str, str], ...]:
    """Pairs of instruments, by id, that serve a region both: there the same cost must not be paid twice."""
    areas = {one.id: _served(one) for one in instruments}
    return tuple(pair for pair in combinations(areas, 2) if areas[pair[0]] & areas[pair[1]])


def _years(one: Instrument) -> str:
    return "-".join(str(day.year) if day else "" for day in (one.valid.first, one.valid.last))


def _alike(one: int | None, other: int | None, tolerance: int) -> float:
    if one is None or other is None:
        return 0.5
    return 1.0 if abs(one - other) <= tolerance else 0.0


def _served(one: Instrument) -> frozenset[str]:
    return frozenset(region for region in load_regions() if one.serves(region))


def _touch(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether two areas of different countries share a border of these countries, or lie beside each other as tiles."""
    regions = load_regions()
    for one in here:
        for other in there:
            a, b = regions[one], regions[other]
            if a.country != b.country and share_border(a.country, b.country):
                return True
            if a.country == b.country and abs(a.column - b.column) + abs(a.row - b.row) == 1:
                return True
    return False
