"""Who is in and who could come: sums over the core and the candidates' variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cordata.funding.completion.candidates import Candidate
from cordata.funding.consortia import Consortium, Partner
from cordata.funding.linear import Sum
from cordata.funding.rules.answers import Answer
from cordata.funding.rules.selecting import fits
from cordata.funding.rules.terms import Selection

Weigh = Callable[[Partner], float]


def one(_partner: Partner) -> float:
    """The weight of each partner where partners are counted."""
    return 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """The core, and the candidates, each with the variable that says whether it joins."""

    core: Consortium
    candidates: Sequence[Candidate]
    variables: Sequence[int]
    day: date

    def selected(self, among: Selection, *, possibly: bool = False) -> Iterator[tuple[int | None, Partner]]:
        """Partners that surely are of the selected ones (or possibly), with their variables; None for the core."""
        wanted: tuple[Answer, ...] = (True, None) if possibly else (True,)
        for partner in self.core.partners:
            if fits(partner, among, self.day) in wanted:
                yield None, partner
        for variable, candidate in zip(self.variables, self.candidates, strict=True):
            if fits(candidate.partner, among, self.day) in wanted:
                yield variable, candidate.partner

    @property
    def partners(self) -> Iterator[Partner]:
        """All of them."""
        yield from self.core.partners
        yield from (candidate.partner for candidate in self.candidates)


def sum_of(selected: Iterable[tuple[int | None, Partner]], weigh: Weigh = one) -> Sum:
    """The sum of a weight over those who take part."""
    terms: dict[int, float] = {}
    constant = 0.0
    for variable, partner in selected:
        if variable is None:
            constant += weigh(partner)
        else:
            terms[variable] = weigh(partner)
    return Sum(terms, constant)
