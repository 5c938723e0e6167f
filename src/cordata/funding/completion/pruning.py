"""Candidates that no best proposal needs, left out before the search.

Two candidates are alike when no rule, region or group tells them apart. Suppose that somebody is in a best proposal,
and that of those who are alike and worth no less by themselves (a) one brings the same concepts or more and (b) there
are as many as seats. If a concept is there only because of this somebody, the one of (a) is not in the proposal, as it
would bring it as well, and could come instead; if none is, one of (b) is not in it and could. So whoever has both is
never needed, and nothing is lost by leaving those out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cordata.funding.completion.candidates import Candidate
from cordata.funding.completion.value import Worth
from cordata.funding.completion.wishes import Wishes
from cordata.funding.rules.selecting import fits
from cordata.funding.rules.terms import (
    All,
    Amount,
    Any,
    Condition,
    Count,
    Distinct,
    Every,
    LargestShare,
    Lead,
    Not,
    Selection,
    Share,
)


def selections_of(conditions: Iterable[Condition]) -> Iterator[Selection]:
    """All selections that conditions speak of."""
    for condition in conditions:
        match condition:
            case Count() | Distinct() | Share() | Every() | Lead():
                yield condition.among
            case All() | Any():
                yield from selections_of(condition.of)
            case Not():
                yield from selections_of([condition.of])


class Field:
    """Candidates by what tells them apart, each group with the best by themselves first."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        conditions: Sequence[Condition],
        day: date,
        worth: Worth,
    ) -> None:
        selections = tuple(sorted(set(selections_of(conditions)), key=repr))
        told_apart = _Signature(selections, _hang_on_costs(conditions), day, worth.wishes)
        self._wanted = frozenset(worth.wishes.concepts) - worth.wishes.covered
        self._candidates = candidates
        self._alike: dict[Hashable, list[tuple[float, str, int]]] = defaultdict(list)
        for place, candidate in enumerate(candidates):
            self._alike[told_apart.of(candidate)].append((-worth.of(candidate), candidate.id, place))
        for ones in self._alike.values():
            ones.sort()

    def worth_considering(self, seats: int, taken: frozenset[str] = frozenset()) -> list[Candidate]:
        """Those of whom a best proposal for so many seats may need one, in the order in which they were given.

        Those who are ``taken`` are kept and replace nobody: an alternative must not be too much like their proposals.
        """
        places = [place for ones in self._alike.values() for place in self._not_outdone(ones, seats, taken)]
        return [self._candidates[place] for place in sorted(places)]

    def _not_outdone(self, ones: Sequence[tuple[float, str, int]], seats: int, taken: frozenset[str]) -> Iterator[int]:
        better, brought_by_better = 0, set[frozenset[str]]()
        for _worth, candidate_id, place in ones:
            brought = self._candidates[place].concepts & self._wanted
            if candidate_id in taken:
                yield place
                continue
            if better < seats or not any(concepts >= brought for concepts in brought_by_better):
                yield place
            better += 1
            brought_by_better.add(brought)


def _hang_on_costs(conditions: Iterable[Condition]) -> bool:
    """Whether it matters what a candidate would spend."""
    for condition in conditions:
        match condition:
            case Share() | LargestShare() | Amount():
                return True
            case All() | Any():
                if _hang_on_costs(condition.of):
                    return True
            case Not():
                if _hang_on_costs([condition.of]):
                    return True
    return False


@dataclass(frozen=True, slots=True)
class _Signature:
    """What tells candidates apart, but for their own value and their concepts."""

    selections: tuple[Selection, ...]
    costs: bool
    day: date
    wishes: Wishes

    def of(self, candidate: Candidate) -> Hashable:
        partner, wishes = candidate.partner, self.wishes
        wish = "locked" if partner.id in wishes.locked else "excluded" if partner.id in wishes.excluded else ""
        return (
            partner.country,
            partner.region,
            partner.kind if partner.kind in wishes.kinds else "",
            partner.group,
            tuple(sorted(partner.budget.items())) if self.costs else (),
            tuple(fits(partner, selection, self.day) for selection in self.selections),
            (wish, partner.id if wish == "locked" else ""),
        )
