"""Who could apply with whom: one applicant of each region, put together so that all gain from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

Pairs = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Group:
    """One applicant of each region, in the order of the regions; ``worth`` is the mean over their pairs, 0 to 1."""

    members: tuple[str, ...]
    worth: float


def worth_of_pairs(
    complements: Pairs, regions: Mapping[str, str], potential: Pairs, covered: Callable[[str, str], float] | None = None
) -> dict[tuple[str, str], float]:
    """What pairs of applicants are worth, from 0 to 1: the mean of the parts that are known, which count alike.

    Parameters
    ----------
    complements
        How two applicants complement each other, 0 to 1; pairs that are not in it do not.
    regions
        The NUTS-2 region of each applicant.
    potential
        Cooperation potential of pairs of regions, told from one side at least; taken by the largest. Empty: not known.
    covered
        The share of the theme that two cover together, 0 to 1; None where the theme has fewer than two parts.

    Notes
    -----
    The parts are the complement, the potential of the two regions, and the share of the theme. They count alike for
    want of reasons to prefer one.
    """
    largest = max(potential.values(), default=0.0)
    found = {}
    for (one, other), complement in complements.items():
        parts = [complement]
        if largest:
            pair = regions[one], regions[other]
            parts.append(max(potential.get(pair, 0.0), potential.get(pair[::-1], 0.0)) / largest)
        if covered is not None:
            parts.append(covered(one, other))
        found[one, other] = fmean(parts)
    return found


def covered_together(
    concepts: Mapping[str, frozenset[str]], wanted: Sequence[frozenset[str]]
) -> Callable[[str, str], float] | None:
    """The share of a theme's concepts that two cover together, 0 to 1; None where the theme has fewer than two.

    Parameters
    ----------
    concepts
        What each applicant works on.
    wanted
        For each concept of the theme that one and all below it.

    Examples
    --------
    >>> held = {"a": frozenset({"casting"}), "b": frozenset({"milling"})}
    >>> covered_together(held, [frozenset({"casting"}), frozenset({"milling"})])("a", "b")
    1.0
    """
    if len(wanted) < 2:
        return None
    held = {key: frozenset(n for n, one in enumerate(wanted) if one & own) for key, own in concepts.items()}
    return lambda one, other: len(held[one] | held[other]) / len(wanted)


def groups_of(
    sides: Sequence[Sequence[str]], worth: Pairs, *, top: int = 20, often: int = 3, having: str = ""
) -> list[Group]:
    """Groups with one applicant of each side, the best first.

    Parameters
    ----------
    sides
        Ids of the applicants of each region; two sides at least.
    worth
        What pairs are worth, told once in either order. Pairs that are not in it are worth nothing; they stand in a
        group of three or more where each has another one who fits.
    often
        In how many groups somebody stands at most, so that the list shows more than those who fit everybody.
    having
        Only groups with this applicant, who may stand in all of them.

    Notes
    -----
    Pairs of different sides are taken in the order of their worth; of each further side the one joins who is worth
    most to those who are there already. For two sides these are the best pairs; for more this is greedy.

    >>> groups_of([["a", "b"], ["c"]], {("a", "c"): 0.2, ("b", "c"): 0.5})
    [Group(members=('b', 'c'), worth=0.5), Group(members=('a', 'c'), worth=0.2)]
    """
    asked: Counter[str] = Counter({having: -top}) if having else Counter()
    found: dict[tuple[str, ...], Group] = {}
    for seed in _seeds(sides, worth, having):
        if len(found) == top:
            break
        if all(asked[one] < often for one in seed.values()):
            members = _completed(seed, sides, worth, asked, often)
            if members and members not in found and (not having or having in members):
                found[members] = Group(members, _mean(members, worth))
                asked.update(members)
    return sorted(found.values(), key=lambda group: (-group.worth, group.members))


def _seeds(sides: Sequence[Sequence[str]], worth: Pairs, having: str) -> Iterator[dict[int, str]]:
    """Pairs of different sides by their worth, each applicant under the number of its side."""
    pairs = [
        (-value, one, other, here, there)
        for here, there in combinations(range(len(sides)), 2)
        for one in sides[here]
        for other in sides[there]
        if (value := _of(worth, one, other)) and (not having or having in (one, other))
    ]
    for _value, one, other, here, there in sorted(pairs):
        yield {here: one, there: other}


def _completed(
    seed: Mapping[int, str], sides: Sequence[Sequence[str]], worth: Pairs, asked: Counter[str], often: int
) -> tuple[str, ...]:
    """The seed with somebody of each further side; empty where a side has nobody who fits any of them."""
    chosen = dict(seed)
    for number, side in enumerate(sides):
        if number in chosen:
            continue
        able = [
            (fmean(values), one)
            for one in side
            if asked[one] < often and any(values := [_of(worth, one, other) for other in chosen.values()])
        ]
        if not able:
            return ()
        chosen[number] = min(able, key=lambda each: (-each[0], each[1]))[1]
    return tuple(chosen[number] for number in range(len(sides)))


def _of(worth: Pairs, one: str, other: str) -> float:
    return worth.get((one, other)) or worth.get((other, one), 0.0)


def _mean(members: Sequence[str], worth: Pairs) -> float:
    return fmean(_of(worth, one, other) for one, other in combinations(members, 2))
