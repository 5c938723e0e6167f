"""Instruments of several regions that could be opened as one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from cordata.funding.comparing import JointCall
from cordata.funding.instruments import Instrument

GOOD = 0.6
"""The least score that each pair of a set of three or more has."""


@dataclass(frozen=True, slots=True)
class JointSet:
    """Instruments of which each pair could be opened as one call; ``score`` is that of the pair that fits least."""

    instruments: tuple[Instrument, ...]
    score: float


def proposed_sets(calls: Sequence[JointCall], *, largest: int = 4) -> list[JointSet]:
    """Sets of instruments for a synchronised call: larger ones first, of the same size those that fit best.

    Parameters
    ----------
    calls
        Pairs as `cordata.funding.joint_calls` finds them.
    largest
        The most instruments of a set, at least 2.

    Notes
    -----
    Each pair is a set; from those of at least ``GOOD`` on the instrument joins whose worst pair with the others is the
    best, as long as that is not below ``GOOD``. This is greedy: a larger set may be missed, none that is told is wrong.
    """
    scores = {frozenset((call.one.id, call.other.id)): call.score for call in calls}
    known = {one.id: one for call in calls for one in (call.one, call.other)}
    found: dict[frozenset[str], JointSet] = {}
    for call in calls:
        members = [call.one.id, call.other.id]
        while call.score >= GOOD and len(members) < largest and (joining := _best(members, known, scores)):
            members.append(joining)
        key = frozenset(members)
        if key not in found:
            score = min(scores[frozenset(pair)] for pair in combinations(members, 2))
            found[key] = JointSet(tuple(known[one] for one in sorted(members)), score)
    return sorted(found.values(), key=lambda one: (-len(one.instruments), -one.score, [x.id for x in one.instruments]))


def _best(members: list[str], known: dict[str, Instrument], scores: dict[frozenset[str], float]) -> str:
    least = {
        one: min(scores.get(frozenset((one, member)), 0.0) for member in members) for one in known if one not in members
    }
    best = min(least, key=lambda one: (-least[one], one), default="")
    return best if best and least[best] >= GOOD else ""
