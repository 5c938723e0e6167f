"""The model of a completion: who could join, bound by rules and wishes, valued by what they bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from cordata.funding.completion.candidates import Candidate
from cordata.funding.completion.constraints import Writer
from cordata.funding.completion.scene import Scene, sum_of
from cordata.funding.completion.value import Worth, write_value
from cordata.funding.consortia import Consortium
from cordata.funding.linear import ALWAYS, Rows, Solution, Sum
from cordata.funding.programmes import Rule
from cordata.funding.rules.terms import EVERYBODY, Selection

HALF = 0.5


@dataclass
class Model:
    """Rows over the candidates.

    ``owners`` are the hard rules and the wishes by which they are bound; ``left_open`` the rules that bind nobody;
    ``soft`` has for each soft rule the variable that says whether it is broken.
    """

    scene: Scene
    worth: Worth
    rows: Rows
    owners: list[str] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    soft: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, core: Consortium, candidates: Sequence[Candidate], rules: Iterable[Rule], day: date, worth: Worth
    ) -> Model:
        rows = Rows()
        seats = worth.wishes.largest
        variables = [rows.variable(whole=True, value=worth.of(one) / seats) for one in candidates]
        made = cls(Scene(core, candidates, variables, day), worth, rows)
        write_value(rows, made.scene, worth.wishes)
        for rule in rules:
            made._write_rule(rule)
        made.owners += made._write_wishes()
        return made

    def _write_rule(self, rule: Rule) -> None:
        weight = self.worth.wishes.weights.soft
        unless = None if rule.hard else self.rows.variable(whole=True, value=-weight)
        if not Writer(self.rows, self.scene, f"rule:{rule.id}", unless).write(rule.condition):
            self.left_open.append(rule.id)
        if unless is None:
            self.owners.append(f"rule:{rule.id}")
        else:
            self.soft[rule.id] = unless

    def _write_wishes(self) -> Iterator[str]:
        wishes, everybody = self.worth.wishes, sum_of(self.scene.selected(EVERYBODY))
        self.rows.at_most(everybody, wishes.largest, "wish:size")
        if wishes.smallest is not None:
            self.rows.at_least(everybody, wishes.smallest, "wish:size")
        yield "wish:size"
        if locked := self._variables(wishes.locked):
            self.rows.at_least(Sum(dict.fromkeys(locked, 1.0)), len(locked), "wish:locked")
            yield "wish:locked"
        if excluded := self._variables(wishes.excluded):
            self.rows.at_most(Sum(dict.fromkeys(excluded, 1.0)), 0.0, "wish:excluded")
            yield "wish:excluded"
        for kind, number in sorted(wishes.kinds.items()):
            of_kind = sum_of(self.scene.selected(Selection(kinds=frozenset({kind}))))
            self.rows.at_least(of_kind, number, f"wish:kind:{kind}")
            yield f"wish:kind:{kind}"

    def _variables(self, ids: frozenset[str]) -> list[int]:
        pairs = zip(self.scene.variables, self.scene.candidates, strict=True)
        return [variable for variable, candidate in pairs if candidate.id in ids]

    def differ_from(self, proposal: frozenset[str], apart: int) -> None:
        """So many of those who join in a proposal do not join, where as many do."""
        chosen = self._variables(proposal)
        self.rows.at_most(Sum(dict.fromkeys(chosen, 1.0)), max(0, len(chosen) - apart), ALWAYS)

    def joined(self, solution: Solution) -> list[Candidate]:
        """Those who join in a solution."""
        pairs = zip(self.scene.variables, self.scene.candidates, strict=True)
        return [candidate for variable, candidate in pairs if solution.values[variable] > HALF]

    def broken_soft(self, solution: Solution) -> tuple[str, ...]:
        """The soft rules that a solution breaks."""
        return tuple(rule for rule, variable in self.soft.items() if solution.values[variable] > HALF)
