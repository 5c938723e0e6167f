"""What a completion found: proposals with their parts and proofs, or what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cordata.funding.completion.candidates import Candidate
from cordata.funding.consortia import Consortium
from cordata.funding.eligibility import Verdict
from cordata.kernel import Reason

CODES: dict[str, tuple[str, ...]] = {
    "needed_for_rules": ("rules",),
    "brings_concepts": ("concepts",),
    "brings_country": ("country",),
    "worked_with": ("partners",),
    "newcomer": (),
}
"""Every code of a member's reasons, with the names of its facts."""


@dataclass(frozen=True, slots=True)
class Member:
    """A candidate who joins, why, and who could take the place without breaking a hard rule, best first."""

    candidate: Candidate
    reasons: tuple[Reason, ...]
    reserve: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A set of partners who join the core.

    Parameters
    ----------
    value
        The sum of ``parts``, which is maximised.
    bound
        No proposal of its place in the list can be worth more.
    proved
        Whether the bound is reached, so that none is better.
    uncovered
        Wanted concepts that nobody covers.
    broken_soft
        Soft rules that it breaks.
    """

    members: tuple[Member, ...]
    consortium: Consortium
    verdict: Verdict
    value: float
    parts: Mapping[str, float]
    bound: float
    proved: bool
    uncovered: tuple[str, ...]
    broken_soft: tuple[str, ...]

    @property
    def gap(self) -> float:
        """How much more a better one could be worth at most, by the value; 0 where the optimum is proved."""
        return 0.0 if self.proved else max(0.0, self.bound - self.value) / max(abs(self.value), 1e-9)


@dataclass(frozen=True, slots=True)
class Completion:
    """Proposals, best first; where there are none, the rules and wishes that cannot hold together.

    ``conflict`` names owners: ``rule:countries``, ``wish:size``, ``wish:locked``, ``wish:excluded``, ``wish:kind:sme``.
    ``smallest`` tells whether no smaller set of them is in conflict. ``left_open`` are rules that no choice was
    bound by, as they hang on facts that are not known.
    """

    proposals: tuple[Proposal, ...]
    conflict: tuple[str, ...]
    smallest: bool
    left_open: tuple[str, ...]
    candidates: int
    considered: int
