"""Whether a cluster meets what the European Cluster Collaboration Platform asks of cluster organisations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

CriterionCode = Literal["management", "members", "kinds_of_members", "website"]
State = Literal["met", "not_met", "unknown"]
Standing = Literal["full", "emerging", "not_yet", "unknown"]

LEAST_FTE, LEAST_MEMBERS, LEAST_KINDS = 0.5, 15, 2
YOUNG_YEARS = 4


class ImpossibleClusterFactsError(ValueError):
    """A number of a cluster that cannot be; the text names it."""


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """What is known of a cluster; None is unknown, an empty website is none."""

    management_fte: float | None = None
    members: int | None = None
    kinds_of_members: int | None = None
    website: str | None = None
    founded: int | None = None

    def __post_init__(self) -> None:
        for name in ("management_fte", "members", "kinds_of_members"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise ImpossibleClusterFactsError(name)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, whether it is met, what was found and what is asked."""

    code: CriterionCode
    state: State
    found: float | str | None
    least: float | None


@dataclass(frozen=True, slots=True)
class Admission:
    """All criteria, and where the cluster stands."""

    criteria: tuple[Criterion, ...]
    standing: Standing

    def in_state(self, state: State) -> tuple[CriterionCode, ...]:
        """Criteria that are met, not met or unknown."""
        return tuple(criterion.code for criterion in self.criteria if criterion.state == state)


def admission(facts: ClusterFacts, *, year: int) -> Admission:
    """How a cluster stands to the criteria of the European Cluster Collaboration Platform.

    The platform asks for a management of at least 0.5 full-time posts, at least 15 committed members of at least two
    kinds, and a website (its form "Register as a cluster organisation"; there in English, too, and with signs of
    activity, which a person must judge). ``emerging`` is a rule of our own: a criterion is not met, and the cluster was
    founded less than four years ago, or it lacks nothing but members.

    Raises
    ------
    ImpossibleClusterFactsError
        For a year of foundation to come.

    >>> admission(ClusterFacts(1, 9, 3, "https://cluster.example", 2015), year=2026).standing
    'emerging'
    """
    if facts.founded is not None and facts.founded > year:
        raise ImpossibleClusterFactsError("founded")
    criteria = (
        _at_least("management", facts.management_fte, LEAST_FTE),
        _at_least("members", facts.members, LEAST_MEMBERS),
        _at_least("kinds_of_members", facts.kinds_of_members, LEAST_KINDS),
        Criterion("website", _state(facts.website, bool((facts.website or "").strip())), facts.website, None),
    )
    states = {criterion.code: criterion.state for criterion in criteria}
    young = facts.founded is not None and year - facts.founded < YOUNG_YEARS
    return Admission(criteria, _standing(states, young=young))


def _at_least(code: CriterionCode, found: float | None, least: float) -> Criterion:
    return Criterion(code, _state(found, found is not None and found >= least), found, least)


def _state(found: object, met: bool) -> State:
    return "unknown" if found is None else "met" if met else "not_met"


def _standing(states: dict[CriterionCode, State], *, young: bool) -> Standing:
    found = set(states.values())
    if found == {"met"}:
        return "full"
    if "not_met" not in found:
        return "unknown"
    only_members = states["members"] == "not_met" and all(
        state == "met" for code, state in states.items() if code != "members"
    )
    return "emerging" if young or only_members else "not_yet"
