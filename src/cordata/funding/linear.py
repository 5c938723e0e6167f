"""A mixed integer linear programme, written row by row; each row belongs to a rule or a wish that can be left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
ALWAYS = ""
"""The owner of rows that only say what the variables mean."""
FEW = 60
"""Binary variables with which HiGHS is done at once."""
TOLERANCE = 1e-9
OUT_OF_TIME = 1
"""As `scipy.optimize.milp` numbers the ways to end."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A linear expression: a coefficient for each variable, and a constant."""

    terms: Mapping[int, float] = field(default_factory=dict)
    constant: float = 0.0

    def plus(self, other: Sum, factor: float = 1.0) -> Sum:
        """This and so many times the other."""
        terms = dict(self.terms)
        for variable, coefficient in other.terms.items():
            terms[variable] = terms.get(variable, 0.0) + factor * coefficient
        return Sum(terms, self.constant + factor * other.constant)


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of all variables, the value of the objective, and the bound that no solution can exceed."""

    values: FloatArray
    value: float
    bound: float
    proved: bool


class OutOfTimeError(RuntimeError):
    """The time was over before any solution was found, or that there is none was shown."""


@dataclass
class Rows:
    """Variables between 0 and an upper end, with their part in the objective, which is maximised."""

    objective: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Mapping[int, float], float, str]] = field(default_factory=list)
    """Terms, the least that their sum may be, and the owner."""

    def variable(self, *, value: float = 0.0, whole: bool = False, upper: float = 1.0) -> int:
        """A new variable between 0 and ``upper``."""
        self.objective.append(value)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.objective) - 1

    def at_least(self, left: Sum, bound: float, owner: str, *, unless: int | None = None) -> None:
        """The sum is at least the bound, unless a binary variable is 1."""
        terms = dict(left.terms)
        low = left.constant + sum(min(0.0, each * self.upper[variable]) for variable, each in terms.items())
        if unless is not None and bound > low:
            terms[unless] = terms.get(unless, 0.0) + bound - low
        self.rows.append((terms, bound - left.constant, owner))

    def at_most(self, left: Sum, bound: float, owner: str, *, unless: int | None = None) -> None:
        """The sum is at most the bound, unless a binary variable is 1."""
        self.at_least(Sum().plus(left, -1.0), -bound, owner, unless=unless)

    def solve(
        self, *, seconds: float, owners: Collection[str] | None = None, any_will_do: bool = False
    ) -> Solution | None:
        """The best solution of the rows of some owners (None: all), or any one; None where there is none.

        HiGHS by `scipy.optimize`; raises OutOfTimeError when nothing was found in time. Of many binary variables most
        are settled before the search: by the reduced costs of the relaxation (Dantzig, Fulkerson and Johnson 1954), a
        variable that could only be 1 in solutions worse than one which is known already stays 0. Nothing is lost.
        """
        task = Task.of(self, None if owners is None else frozenset(owners), any_will_do=any_will_do)
        if any_will_do or sum(self.whole) <= FEW:
            return task.solved(seconds)
        costs = task.reduced_costs()
        if costs is None:
            return None
        start = task.with_none_of(costs.order[FEW:]).solved(seconds)
        if start is None:
            return task.solved(seconds)
        rest = task.with_none_of(np.flatnonzero(costs.at_best - costs.each < start.value - TOLERANCE))
        found = rest.solved(seconds)
        if found is None or found.value < start.value:
            return Solution(start.values, start.value, max(start.value, costs.at_best), proved=False)
        return found


@dataclass(frozen=True, slots=True)
class ReducedCosts:
    """Of the relaxation: its value, what each binary variable costs at least when it is 1, cheapest ones first."""

    at_best: float
    each: FloatArray
    order: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Task:
    """Arrays for HiGHS; what is minimised is the objective with its sign turned."""

    costs: FloatArray
    matrix: Any
    low: FloatArray
    upper: FloatArray
    whole: npt.NDArray[np.int8]

    @classmethod
    def of(cls, rows: Rows, owners: frozenset[str] | None, *, any_will_do: bool) -> Task:
        from scipy.sparse import csr_array

        chosen = [row for row in rows.rows if owners is None or row[2] == ALWAYS or row[2] in owners]
        starts = np.cumsum([0, *(len(terms) for terms, *_rest in chosen)])
        columns = np.fromiter((each for terms, *_rest in chosen for each in terms), dtype=np.int64)
        values = np.fromiter((each for terms, *_rest in chosen for each in terms.values()), dtype=np.float64)
        matrix = csr_array((values, columns, starts), shape=(len(chosen), len(rows.objective)))
        costs = np.zeros(len(rows.objective)) if any_will_do else -np.array(rows.objective)
        low = np.array([bound for _terms, bound, _owner in chosen])
        return cls(costs, matrix, low, np.array(rows.upper), np.array(rows.whole, dtype=np.int8))

    def with_none_of(self, variables: npt.NDArray[np.int64]) -> Task:
        """The same with some variables held at 0."""
        upper = self.upper.copy()
        upper[variables] = 0.0
        return replace(self, upper=upper)

    def solved(self, seconds: float) -> Solution | None:
        """The best solution; None where there is none."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        result: Any = milp(
            self.costs,
            integrality=self.whole,
            bounds=Bounds(0, self.upper),
            constraints=LinearConstraint(self.matrix, self.low, np.inf),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if result.x is None:
            if result.status == OUT_OF_TIME:
                raise OutOfTimeError(f"no solution within {seconds} seconds")
            return None
        bound = -result.fun if result.mip_dual_bound is None else -result.mip_dual_bound
        return Solution(np.asarray(result.x), float(-result.fun), float(bound), bool(result.status == 0))

    def reduced_costs(self) -> ReducedCosts | None:
        """Of the relaxation, in which variables need not be whole; None where not even that has a solution."""
        from scipy.optimize import linprog

        bounds = np.column_stack([np.zeros(len(self.upper)), self.upper])
        result: Any = linprog(self.costs, A_ub=-self.matrix, b_ub=-self.low, bounds=bounds, method="highs")
        if result.x is None:
            return None
        each = np.where(self.whole > 0, np.maximum(result.lower.marginals, 0.0), 0.0)
        held = np.flatnonzero(self.whole > 0)
        order = held[np.argsort(each[held] - result.x[held], kind="stable")]
        return ReducedCosts(float(-result.fun), each, order)
