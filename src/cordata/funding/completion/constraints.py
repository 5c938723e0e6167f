"""Conditions of the rule language as linear constraints on who joins.

What is not known is taken at its worst: only those count towards a minimum who surely are of the selected ones, and all
who could be count towards a maximum. A condition that hangs on facts nobody knows yet (costs, months, a person's
judgement) is left open: it is no constraint, and stays to be checked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from cordata.funding.completion.scene import Scene, sum_of
from cordata.funding.consortia import Partner
from cordata.funding.linear import ALWAYS, Rows, Sum
from cordata.funding.rules.answers import within
from cordata.funding.rules.representatives import thing_of
from cordata.funding.rules.selecting import fits
from cordata.funding.rules.terms import (
    EVERYBODY,
    NOBODY,
    All,
    Amount,
    Any,
    Condition,
    Count,
    Distinct,
    Duration,
    Every,
    LargestShare,
    Lead,
    Not,
    Person,
    Selection,
    Share,
)

IMPOSSIBLE = Sum({}, 0.0)
"""To be at least 1: no choice of partners can help."""


@dataclass
class Writer:
    """Writes the rows of one rule; ``unless`` is a binary variable that frees from them."""

    rows: Rows
    scene: Scene
    owner: str
    unless: int | None = None

    def write(self, condition: Condition) -> bool:
        """Write the rows of a condition; False where it was left open."""
        match condition:
            case Count():
                return self._bounded(condition.among, condition.minimum, condition.maximum)
            case Distinct():
                return self._distinct(condition)
            case Share():
                return self._share(condition)
            case LargestShare():
                return self._largest(condition)
            case Every():
                return self._every(condition.among)
            case Lead():
                return self._lead(condition.among)
            case Amount():
                return self._amount(condition)
            case Duration():
                months = self.scene.core.duration_months
                return months is not None and self._told(within(months, months, condition.minimum, condition.maximum))
            case Person():
                return False
            case All():
                return self._all(condition.of)
            case Any():
                return self._any(condition.of)
            case Not():
                return self._not(condition.of)
            case _:
                assert_never(condition)

    def at_least(self, left: Sum, bound: float) -> None:
        self.rows.at_least(left, bound, self.owner, unless=self.unless)

    def at_most(self, left: Sum, bound: float) -> None:
        self.rows.at_most(left, bound, self.owner, unless=self.unless)

    def _told(self, answer: bool | None) -> bool:
        """A condition on which the choice of partners has no influence."""
        if answer is False:
            self.at_least(IMPOSSIBLE, 1.0)
        return answer is not None

    def _bounded(self, among: Selection, minimum: int | None, maximum: int | None) -> bool:
        if minimum is not None:
            self.at_least(sum_of(self.scene.selected(among)), minimum)
        if maximum is not None:
            self.at_most(sum_of(self.scene.selected(among, possibly=True)), maximum)
        return True

    def _distinct(self, condition: Distinct) -> bool:
        if condition.minimum is not None:
            write = self._stand_for if condition.independent else self._things
            self.at_least(write(condition), condition.minimum)
        if condition.maximum is not None:
            self.at_most(self._things_at_most(condition), condition.maximum)
        return True

    def _by_thing(self, condition: Distinct, *, possibly: bool = False) -> dict[str, list[tuple[int | None, Partner]]]:
        found: dict[str, list[tuple[int | None, Partner]]] = defaultdict(list)
        for variable, partner in self.scene.selected(condition.among, possibly=possibly):
            thing = thing_of(partner, condition.of)
            if thing or possibly:
                found[thing or f"?{partner.id}"].append((variable, partner))
        return found

    def _things(self, condition: Distinct) -> Sum:
        """The number of different things of those who take part, from below."""
        total = Sum()
        for members in self._by_thing(condition).values():
            total = total.plus(self._present(members))
        return total

    def _present(self, members: list[tuple[int | None, Partner]]) -> Sum:
        """At most 1, and at most as many as take part."""
        if len(members) == 1:
            return sum_of(members)
        if any(variable is None for variable, _partner in members):
            return Sum({}, 1.0)
        present = self.rows.variable()
        self.rows.at_least(sum_of(members).plus(Sum({present: 1.0}), -1.0), 0.0, ALWAYS)
        return Sum({present: 1.0})

    def _stand_for(self, condition: Distinct) -> Sum:
        """How many can stand for a thing each, of which no two share a group."""
        total = Sum()
        of_group: dict[str, Sum] = defaultdict(Sum)
        for members in self._by_thing(condition).values():
            by_group: dict[str, list[tuple[int | None, Partner]]] = defaultdict(list)
            for variable, partner in members:
                by_group[partner.group].append((variable, partner))
            of_thing = Sum()
            for group, ones in by_group.items():
                stands = Sum({self.rows.variable(whole=bool(group)): 1.0})
                self.rows.at_least(sum_of(ones).plus(stands, -1.0), 0.0, ALWAYS)
                of_thing = of_thing.plus(stands)
                if group:
                    of_group[group] = of_group[group].plus(stands)
            self.rows.at_most(of_thing, 1.0, ALWAYS)
            total = total.plus(of_thing)
        for stands in of_group.values():
            self.rows.at_most(stands, 1.0, ALWAYS)
        return total

    def _things_at_most(self, condition: Distinct) -> Sum:
        """The number of different things of those who may take part, from above."""
        total = Sum()
        for members in self._by_thing(condition, possibly=True).values():
            if any(variable is None for variable, _partner in members):
                total = total.plus(Sum({}, 1.0))
                continue
            present = self.rows.variable(whole=True)
            room = float(len(members))
            self.rows.at_least(Sum({present: room}).plus(sum_of(members), -1.0), 0.0, ALWAYS)
            total = total.plus(Sum({present: 1.0}))
        return total

    def _costs(self, without: frozenset[str]) -> dict[str, float] | None:
        """What each would spend; None as long as one of them has not told."""
        found = {partner.id: partner.cost(without) for partner in self.scene.partners}
        return None if None in found.values() else {key: float(cost or 0) for key, cost in found.items()}

    def _share(self, condition: Share) -> bool:
        costs, full = self._costs(condition.without), self._costs(frozenset())
        if costs is None or full is None:
            return False
        scene = self.scene
        whole = sum_of(scene.selected(EVERYBODY), lambda partner: full[partner.id])
        for bound, possibly in ((condition.minimum, False), (condition.maximum, True)):
            if bound is None:
                continue
            part = sum_of(scene.selected(condition.among, possibly=possibly), lambda partner: costs[partner.id])
            left = part.plus(whole, -float(bound) / 100)
            (self.at_most if possibly else self.at_least)(left, 0.0)
        return True

    def _largest(self, condition: LargestShare) -> bool:
        costs = self._costs(condition.without)
        if costs is None:
            return False
        everybody = list(self.scene.selected(EVERYBODY))
        whole = self._variable_of(sum_of(everybody, lambda partner: costs[partner.id]), sum(costs.values()))
        bearers: dict[str, list[tuple[int | None, Partner]]] = defaultdict(list)
        for variable, partner in everybody:
            bearers[partner.id if condition.of == "partner" else partner.country].append((variable, partner))
        for members in bearers.values():
            borne = sum_of(members, lambda partner: costs[partner.id])
            self.at_most(borne.plus(whole, -float(condition.maximum) / 100), 0.0)
        return True

    def _variable_of(self, left: Sum, upper: float) -> Sum:
        """A variable that is the sum, so that rows which need it stay short."""
        made = self.rows.variable(upper=upper)
        self.rows.at_least(left.plus(Sum({made: 1.0}), -1.0), 0.0, ALWAYS)
        self.rows.at_most(left.plus(Sum({made: 1.0}), -1.0), 0.0, ALWAYS)
        return Sum({made: 1.0})

    def _every(self, among: Selection) -> bool:
        answers = {fits(partner, among, self.scene.day) for partner in self.scene.core.partners}
        if False in answers:
            return self._told(False)
        wrong = {
            variable: 1.0
            for variable, candidate in zip(self.scene.variables, self.scene.candidates, strict=True)
            if fits(candidate.partner, among, self.scene.day) is not True
        }
        if wrong:
            self.at_most(Sum(wrong), 0.0)
        return None not in answers

    def _lead(self, among: Selection) -> bool:
        """The coordinator is fit to lead; as long as there is none, somebody has to be who is."""
        leader = self.scene.core.coordinator
        if leader is not None:
            return self._told(fits(leader, among, self.scene.day))
        self.at_least(sum_of(self.scene.selected(_as_coordinator(among))), 1.0)
        return True

    def _amount(self, condition: Amount) -> bool:
        if condition.of == "grant":
            grant = self.scene.core.grant
            return grant is not None and self._told(within(grant, grant, condition.minimum, condition.maximum))
        costs = self._costs(NOBODY)
        if costs is None:
            return False
        total = sum_of(self.scene.selected(EVERYBODY), lambda partner: costs[partner.id])
        self._between(total, condition.minimum, condition.maximum)
        return True

    def _between(self, total: Sum, minimum: Decimal | None, maximum: Decimal | None) -> None:
        if minimum is not None:
            self.at_least(total, float(minimum))
        if maximum is not None:
            self.at_most(total, float(maximum))

    def _all(self, conditions: tuple[Condition, ...]) -> bool:
        written = [self.write(condition) for condition in conditions]  # each, also where one is left open
        return all(written)

    def _any(self, conditions: tuple[Condition, ...]) -> bool:
        """One of them; where one hangs on what is not known, it may be that one."""
        freed = [self.rows.variable(whole=True) for _condition in conditions]
        written = [
            Writer(self.rows, self.scene, self.owner, unless).write(condition)
            for condition, unless in zip(conditions, freed, strict=True)
        ]
        if not all(written):
            return False
        self.at_most(Sum(dict.fromkeys(freed, 1.0)), len(conditions) - 1)
        return True

    def _not(self, condition: Condition) -> bool:
        match condition:
            case Not():
                return self.write(condition.of)
            case All():
                return self._any(tuple(Not(part) for part in condition.of))
            case Any():
                return self._all(tuple(Not(part) for part in condition.of))
            case Count() | Distinct():
                return self._any(_outside(condition))
            case _:
                return False


def _as_coordinator(among: Selection) -> Selection:
    """The same without asking whether it leads already."""
    return replace(among, coordinator=None)


def _outside(condition: Count | Distinct) -> tuple[Condition, ...]:
    """What a number outside of the bounds is: below the one, or above the other."""
    ends: list[Condition] = []
    if condition.minimum is not None:
        ends.append(replace(condition, minimum=None, maximum=condition.minimum - 1))
    if condition.maximum is not None:
        ends.append(replace(condition, minimum=condition.maximum + 1, maximum=None))
    return tuple(ends)
