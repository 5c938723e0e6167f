"""What is asked of a completion: how large, who surely or surely not, what to cover, and what counts how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cordata.kernel import Kind

Region = str
Potential = Mapping[tuple[Region, Region], float]


class WishError(ValueError):
    """A wish that contradicts itself; ``code`` tells how, ``facts`` of what."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code} {facts}")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts in the value of a proposal, 0 and above; each part lies between 0 and 1.

    Parameters
    ----------
    coverage
        The share of the wanted concepts that the consortium covers.
    fit
        How well the new partners fit the topic; a mean over all seats.
    potential
        The cooperation potential between the regions that take part; a mean over all pairs of seats.
    diversity
        Countries that take part, by seats.
    ties
        Joint work in the past, a mean over the seats, from -1 (newcomers are preferred) to 1 (trusted ones are).
    spread
        How seldom the new partners have been asked lately.
    size
        What each new seat costs: only who brings more than this is added beyond what the rules ask for.
    soft
        What breaking a soft rule costs.
    """

    coverage: float = 1.0
    fit: float = 1.0
    potential: float = 0.5
    diversity: float = 0.2
    ties: float = 0.2
    spread: float = 0.2
    size: float = 0.6
    soft: float = 0.5

    def __post_init__(self) -> None:
        for name in ("coverage", "fit", "potential", "diversity", "spread", "size", "soft"):
            if not getattr(self, name) >= 0:
                raise WishError("negative_weight", name=name)
        if not -1 <= self.ties <= 1:
            raise WishError("ties_out_of_range", value=self.ties)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked.

    Parameters
    ----------
    largest
        The most partners in all, those of the core included.
    smallest
        The fewest, likewise; None: what the rules ask for.
    locked, excluded
        Ids of candidates that must or must not take part.
    concepts
        What the topic asks for; the core may cover some of it.
    covered
        Which of it the core covers already.
    kinds
        How many partners of a kind there must be at least, the core included.
    potential
        Between regions (NUTS-2), symmetric, any unit, 0 and above; pairs that are not in it count 0.
    alternatives
        How many proposals are wanted; each differs from those before it by at least ``apart`` new partners.
    """

    largest: int = 10
    smallest: int | None = None
    locked: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    concepts: tuple[str, ...] = ()
    covered: frozenset[str] = frozenset()
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    potential: Potential = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)
    alternatives: int = 3
    apart: int = 1

    def __post_init__(self) -> None:
        if both := self.locked & self.excluded:
            raise WishError("locked_and_excluded", ids=sorted(both))
        if self.smallest is not None and self.smallest > self.largest:
            raise WishError("smallest_above_largest", smallest=self.smallest, largest=self.largest)
        if self.largest < 1 or self.alternatives < 1 or self.apart < 1:
            raise WishError("below_one", largest=self.largest, alternatives=self.alternatives, apart=self.apart)
