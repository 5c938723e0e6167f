"""Results as rows that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """What one activity is in one region; quotients of activities that it does not have at all are 0."""

    code: str
    name: str
    value: float
    quotient: float
    low: float
    high: float
    is_held: bool
    density: float
    complexity: float | None
    rows_url: str

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves no doubt on which side of 1 the quotient lies."""
        return is_sure(self.low, self.high)


def is_sure(low: float, high: float) -> bool:
    """Whether an interval lies on one side of 1."""
    return low >= 1 or high < 1


def rows_of(result: dict[str, Any], region: str, choices: Choices) -> list[ActivityRow]:
    """Every activity of the result in a region, in the order of the result; none for a region without figures."""
    if region not in result["regions"]:
        return []
    at = result["regions"].index(region)
    return [
        ActivityRow(
            code=activity,
            name=activity_name(choices.source.nomenclature, activity),
            value=result["values"][at][column],
            quotient=result["quotients"][at][column],
            low=result["low"][at][column],
            high=result["high"][at][column],
            is_held=bool(result["held"][at][column]),
            density=result["density"][at][column],
            complexity=result["complexity"][column],
            rows_url=f"{choices.source.url}?region={region}&activity={activity}",
        )
        for column, activity in enumerate(result["activities"])
    ]


def strengths(rows: Iterable[ActivityRow]) -> list[ActivityRow]:
    """What the region is specialised in, the surest first: by the lower end of the interval."""
    return sorted((row for row in rows if row.is_held), key=lambda row: (-row.low, -row.quotient, row.name))


def within_reach(rows: Iterable[ActivityRow]) -> list[ActivityRow]:
    """What the region is not specialised in, the nearest first."""
    near = (row for row in rows if not row.is_held and row.density > 0)
    return sorted(near, key=lambda row: (-row.density, -(row.complexity or 0.0), row.name))
