"""A cluster's check of itself: 36 questions in five fields, as points, percents and what to improve first.

It follows the logic of the cluster management labels of the European Cluster Excellence Initiative (interviews on 36
indicators of structure, governance, financing, services and achievements, by the European Secretariat for Cluster
Analysis). It is not the label: questions, thresholds, points and levels are our own.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from cordata.kernel.languages import LANGUAGES, Language

Dimension = Literal["structure", "governance", "financing", "strategy", "achievements"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
Unit = Literal["scale", "percent", "count", "years", "fte", "months"]
CheckLevel = Literal["start", "developing", "excellent"]

FILES = ("structure-and-governance.toml", "financing-and-strategy.toml", "achievements.toml")
MOST_POINTS, WITHOUT_EVIDENCE = 4, 2
DEVELOPING_FROM, EXCELLENT_FROM, EXCELLENT_EACH = 50.0, 80.0, 60.0
IMPROVE_FIRST = 5


class UnknownIndicatorError(ValueError):
    """An answer to a question that there is not; the text is its code."""


class ImpossibleAnswerError(ValueError):
    """An answer that is no whole number of 0 to 4 on the scale, or no number from 0 on; the text is the code."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question: its words by language, and how answers become points.

    On the ``scale``, an answer is 0 (not at all), 1 (begun), 2 (in part), 3 (mostly) or 4 (wholly and regularly). Else
    it is a number in ``unit``, and ``thresholds`` are the least values for 1, 2, 3 and 4 points.
    """

    code: str
    dimension: Dimension
    evidence: bool
    labels: Mapping[Language, str]
    helps: Mapping[Language, str]
    unit: Unit = "scale"
    thresholds: tuple[float, ...] = ()

    def points(self, answer: float) -> int:
        """Points of an answer, 0 to 4.

        Raises
        ------
        ImpossibleAnswerError
        """
        if not math.isfinite(answer) or answer < 0:
            raise ImpossibleAnswerError(self.code)
        if self.thresholds:
            return sum(answer >= least for least in self.thresholds)
        if answer not in range(MOST_POINTS + 1):
            raise ImpossibleAnswerError(self.code)
        return int(answer)


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Points of a field; ``percent`` is of the questions answered, None when there is none."""

    dimension: Dimension
    points: int
    answered: int
    questions: int

    @property
    def percent(self) -> float | None:
        """Percent of the points that the answered questions can bring."""
        return 100 * self.points / (MOST_POINTS * self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The outcome: points by question, fields, percent in all, level, and what comes next.

    ``level`` is None until every question is answered. ``improve`` are codes of questions, the weakest field first.
    ``without_evidence`` are questions whose points were held at 2 because no evidence was given.
    """

    points: Mapping[str, int]
    dimensions: tuple[DimensionScore, ...]
    percent: float | None
    level: CheckLevel | None
    improve: tuple[str, ...]
    unanswered: tuple[str, ...]
    without_evidence: tuple[str, ...]


@cache
def load_indicators() -> tuple[Indicator, ...]:
    """The 36 questions, by field in the order of ``DIMENSIONS``."""
    folder = resources.files("cordata.data").joinpath("selfcheck")
    entries = [
        entry for name in FILES for entry in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["indicator"]
    ]
    return tuple(map(_indicator, entries))


def self_check(answers: Mapping[str, float], *, with_evidence: Set[str] = frozenset()) -> SelfCheck:
    """Points and percents of a cluster's answers, by code of the question.

    A question that asks for evidence brings at most two points without it. All questions weigh alike. From 50 % on a
    cluster is ``developing``, from 80 % with at least 60 % in every field ``excellent``.

    Raises
    ------
    UnknownIndicatorError, ImpossibleAnswerError

    >>> found = self_check({"number-of-members": 30, "share-of-firms": 50}, with_evidence={"number-of-members"})
    >>> found.points, found.percent, found.level, len(found.unanswered)
    ({'number-of-members': 3, 'share-of-firms': 3}, 75.0, None, 34)
    """
    indicators = load_indicators()
    codes = [indicator.code for indicator in indicators]
    for code in (*answers, *with_evidence):
        if code not in codes:
            raise UnknownIndicatorError(code)
    full = {one.code: one.points(answers[one.code]) for one in indicators if one.code in answers}
    held = tuple(one.code for one in indicators if one.evidence and one.code not in with_evidence
                 and full.get(one.code, 0) > WITHOUT_EVIDENCE)  # fmt: skip
    points = {code: WITHOUT_EVIDENCE if code in held else found for code, found in full.items()}
    scores = tuple(_score(dimension, indicators, points) for dimension in DIMENSIONS)
    percent = 100 * sum(points.values()) / (MOST_POINTS * len(points)) if points else None
    unanswered = tuple(code for code in codes if code not in points)
    level = None if unanswered or percent is None else _level(percent, scores)
    return SelfCheck(points, scores, percent, level, _improve(indicators, scores, points), unanswered, held)


def _score(dimension: Dimension, indicators: tuple[Indicator, ...], points: Mapping[str, int]) -> DimensionScore:
    codes = [one.code for one in indicators if one.dimension == dimension]
    answered = [points[code] for code in codes if code in points]
    return DimensionScore(dimension, sum(answered), len(answered), len(codes))


def _level(percent: float, scores: tuple[DimensionScore, ...]) -> CheckLevel:
    if percent >= EXCELLENT_FROM and all((score.percent or 0) >= EXCELLENT_EACH for score in scores):
        return "excellent"
    return "developing" if percent >= DEVELOPING_FROM else "start"


def _improve(
    indicators: tuple[Indicator, ...], scores: tuple[DimensionScore, ...], points: Mapping[str, int]
) -> tuple[str, ...]:
    """Questions with points to gain: those of the weakest field first, in it those with the fewest points."""
    percents = {score.dimension: score.percent or 0.0 for score in scores}
    open_ones = [one for one in indicators if points.get(one.code, MOST_POINTS) < MOST_POINTS]
    first = sorted(open_ones, key=lambda one: (percents[one.dimension], one.dimension, points[one.code]))
    return tuple(one.code for one in first[:IMPROVE_FIRST])


def _indicator(entry: dict[str, Any]) -> Indicator:
    return Indicator(
        code=entry["code"],
        dimension=entry["dimension"],
        evidence=entry["evidence"],
        labels={language: entry["label"][language] for language in LANGUAGES},
        helps={language: entry["help"][language] for language in LANGUAGES},
        unit=entry.get("unit", "scale"),
        thresholds=tuple(map(float, entry.get("thresholds", ()))),
    )
