"""The results of a backtest: measures of each method with intervals, and who is ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cordata.cooperation.backtest.intervals import Interval

OURS = "potential"
DECIDING = "recall@10"
Measures = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Methods on one task: ``candidates`` and ``positives`` are counts of pairs, ``queries`` of those who seek.

    ``ahead`` is our recall at 10 less that of the best baseline, with the interval of this difference.
    """

    queries: int
    candidates: int
    positives: int
    methods: Mapping[str, Measures]
    best_baseline: str
    ahead: Interval

    @property
    def better(self) -> bool:
        """Whether ours has the higher recall at 10; the interval of ``ahead`` tells how sure that is."""
        return self.ahead.value > 0

    def as_json(self) -> dict[str, Any]:
        """Plain data for files and the API."""
        return {
            "queries": self.queries,
            "candidates": self.candidates,
            "positives": self.positives,
            "methods": {name: _as_json(measures) for name, measures in self.methods.items()},
            "best_baseline": self.best_baseline,
            "ahead": self.ahead.as_json(),
            "better": self.better,
        }


@dataclass(frozen=True, slots=True)
class Side:
    """What lies on one side of the split, in counts."""

    projects: int
    organisations: int
    participations: int
    regions: int

    def as_json(self) -> dict[str, int]:
        """Plain data for files and the API."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Backtest:
    """Regions and organisations, each None where nothing new began that could be foretold; ``notes`` are codes."""

    split: date
    before: Side
    after: Side
    regions: Comparison | None
    region_pairs: Mapping[str, Measures]
    all_region_pairs: Mapping[str, Measures]
    organisations: Comparison | None
    strata: Mapping[str, Comparison]
    unreachable: int
    weights: Mapping[str, float]
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Plain data for files and the API; docs/science/backtest.md tells what each field means."""
        regions = self.regions and {
            **self.regions.as_json(),
            "pairs": {name: _as_json(measures) for name, measures in self.region_pairs.items()},
            "all_pairs": {name: _as_json(measures) for name, measures in self.all_region_pairs.items()},
        }
        organisations = self.organisations and {
            **self.organisations.as_json(),
            "strata": {name: one.as_json() for name, one in self.strata.items()},
            "unreachable_pairs": self.unreachable,
            "weights": {name: round(weight, 4) for name, weight in self.weights.items()},
        }
        return {
            "split": self.split.isoformat(),
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "regions": regions,
            "organisations": organisations,
            "notes": list(self.notes),
        }


def _as_json(measures: Measures) -> dict[str, dict[str, float]]:
    return {name: interval.as_json() for name, interval in measures.items()}
