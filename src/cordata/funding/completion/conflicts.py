"""The smallest set of rules and wishes that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

MOST_SETS_TRIED = 400

Possible = Callable[[frozenset[str]], bool]


def smallest_conflict(owners: Sequence[str], possible: Possible) -> tuple[tuple[str, ...], bool]:
    """A set of owners that are impossible together, and whether it is surely one of the smallest.

    First one is dropped after the other as long as the rest is still impossible (the deletion filter of Chinneck and
    Dravnieks 1991), which leaves a set without a needless member; then smaller sets are tried, smallest first, as
    long as there are not too many. Possible sets that are known are not tried again, nor are parts of them.

    >>> smallest_conflict(["a", "b", "c", "d"], lambda held: not (held >= {"b", "c"} or held >= {"a", "c", "d"}))
    (('b', 'c'), True)
    """
    known: list[frozenset[str]] = []

    def holds(held: frozenset[str]) -> bool:
        if any(held <= one for one in known):
            return True
        found = possible(held)
        if found:
            known.append(held)
        return found

    core = list(owners)
    for owner in owners:
        rest = frozenset(core) - {owner}
        if not holds(rest):
            core.remove(owner)
    tried = 0
    for size in range(1, len(core)):
        for held in combinations(owners, size):
            tried += 1
            if tried > MOST_SETS_TRIED:
                return tuple(core), False
            if not holds(frozenset(held)):
                return held, True
    return tuple(core), True
