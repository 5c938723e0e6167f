"""A consortium completed: rules as constraints, wishes as the objective, solved to a proved optimum by HiGHS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cordata.funding.completion.candidates import Candidate
from cordata.funding.completion.conflicts import smallest_conflict
from cordata.funding.completion.members import Joined
from cordata.funding.completion.model import Model
from cordata.funding.completion.pruning import Field
from cordata.funding.completion.results import Completion, Proposal
from cordata.funding.completion.value import Worth, parts_of, total_of
from cordata.funding.completion.wishes import WishError, Wishes
from cordata.funding.consortia import Consortium
from cordata.funding.eligibility import NotValidError, check
from cordata.funding.linear import Solution
from cordata.funding.programmes import Programme

SEATS_OF_A_CONFLICT = 40
"""Of those who are alike, so many are looked at when it is asked what stands in the way."""


def complete(
    core: Consortium,
    candidates: Sequence[Candidate],
    programme: Programme,
    day: date,
    wishes: Wishes | None = None,
    *,
    seconds: float = 10.0,
) -> Completion:
    """The best sets of candidates that make a consortium eligible, or the rules and wishes that stand in the way.

    Hard rules are constraints; a soft rule costs its weight where it is broken; the rest of the value is explained in
    `Weights`. Rules that hang on facts which are not known are left open. ``seconds`` is the most for each search.

    Raises
    ------
    NotValidError
        When the programme is not valid on the day.
    WishError
        When a locked candidate is not there, a candidate is a partner already, or the core fills more than all seats.
    OutOfTimeError
        When a search ends without an answer.

    Notes
    -----
    A binary variable for each candidate says whether it joins. Countries, regions and concepts are there when somebody
    who joins brings them (y <= sum of x); each pair of regions counts when both are there (w <= y, w <= y'). As all of
    these only count upwards, they need not be whole. Alternatives: of an earlier proposal at least ``apart`` do not
    join. Candidates that are never needed are left out first, without loss (`pruning`), so that the cost grows with
    the number of kinds of candidates rather than of candidates.
    """
    if not programme.valid.holds(day):
        raise NotValidError(programme, day)
    asked = wishes or Wishes()
    _refuse(core, candidates, asked)
    conditions = [rule.condition for rule in programme.rules_on(day)]
    worth = Worth.among(candidates, core, asked)
    search = _Search(core, candidates, Field(candidates, conditions, day, worth), programme, day, worth, seconds)
    first = search.model()
    proposals = tuple(search.proposals(first))
    conflict, smallest = ((), True) if proposals else search.conflict()
    return Completion(
        proposals, conflict, smallest, tuple(first.left_open), len(candidates), len(first.scene.candidates)
    )


def _refuse(core: Consortium, candidates: Sequence[Candidate], wishes: Wishes) -> None:
    there = {partner.id for partner in core.partners}
    ids = {candidate.id for candidate in candidates}
    if twice := sorted(there & ids):
        raise WishError("already_partner", ids=twice)
    if missing := sorted(wishes.locked - ids):
        raise WishError("locked_not_there", ids=missing)
    if len(there) > wishes.largest:
        raise WishError("core_too_large", partners=len(there), largest=wishes.largest)


@dataclass(frozen=True, slots=True)
class _Search:
    core: Consortium
    candidates: Sequence[Candidate]
    field: Field
    programme: Programme
    day: date
    worth: Worth
    seconds: float

    def model(self, seats: int | None = None, earlier: Sequence[frozenset[str]] = ()) -> Model:
        """The model with those whom it may need, and unlike earlier proposals."""
        wishes = self.worth.wishes
        free = wishes.largest - len(self.core.partners) if seats is None else seats
        considered = self.field.worth_considering(max(free, 1), frozenset().union(*earlier))
        made = Model.of(self.core, considered, self.programme.rules_on(self.day), self.day, self.worth)
        for proposal in earlier:
            made.differ_from(proposal, wishes.apart)
        return made

    def proposals(self, first: Model) -> Iterator[Proposal]:
        """Best first, from the model without earlier ones; none where the rules and wishes cannot hold together."""
        fittest = sorted(self.candidates, key=lambda one: (-self.worth.of(one), one.id))
        earlier: list[frozenset[str]] = []
        while len(earlier) < self.worth.wishes.alternatives:
            model = self.model(earlier=earlier) if earlier else first
            solution = model.rows.solve(seconds=self.seconds)
            if solution is None:
                return
            yield self._proposal(model, solution, fittest)
            earlier.append(frozenset(one.id for one in model.joined(solution)))
            if not earlier[-1]:
                return  # the core needs nobody: any other proposal would only add to it

    def _proposal(self, model: Model, solution: Solution, fittest: Sequence[Candidate]) -> Proposal:
        wishes, joined = self.worth.wishes, model.joined(solution)
        broken = model.broken_soft(solution)
        parts = parts_of(self.core.partners, joined, self.worth)
        parts["soft"] = -wishes.weights.soft * len(broken)
        consortium = self.core.with_partners(one.partner for one in joined)
        covered = wishes.covered.union(*(one.concepts for one in joined))
        whole = Joined(self.core, joined, self.programme, self.day, wishes)
        return Proposal(
            members=tuple(whole.member(one, fittest) for one in joined),
            consortium=consortium,
            verdict=check(consortium, self.programme, self.day),
            value=total_of(parts) + parts["soft"],
            parts=parts,
            bound=solution.bound,
            proved=solution.proved,
            uncovered=tuple(one for one in wishes.concepts if one not in covered),
            broken_soft=broken,
        )

    def conflict(self) -> tuple[tuple[str, ...], bool]:
        """The smallest set of rules and wishes that cannot hold together."""
        model = self.model(SEATS_OF_A_CONFLICT)

        def possible(held: frozenset[str]) -> bool:
            return model.rows.solve(seconds=self.seconds, owners=held, any_will_do=True) is not None

        return smallest_conflict(model.owners, possible)
