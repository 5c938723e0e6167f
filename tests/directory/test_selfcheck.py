import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.selfcheck import (
    DIMENSIONS,
    ImpossibleAnswerError,
    Indicator,
    UnknownIndicatorError,
    load_indicators,
    self_check,
)
from cordata.kernel import LANGUAGES

INDICATORS = load_indicators()
BY_CODE = {one.code: one for one in INDICATORS}
CODES = frozenset(BY_CODE)


def worth(indicator: Indicator, points: int) -> float:
    """An answer that brings so many points."""
    return ((0.0, *indicator.thresholds) if indicator.thresholds else (0, 1, 2, 3, 4))[points]


def all_worth(points: int, **others: int) -> dict[str, float]:
    """Answers to all questions that bring so many points, in some fields others."""
    return {one.code: worth(one, others.get(one.dimension, points)) for one in INDICATORS}


answers = st.dictionaries(st.sampled_from(sorted(CODES)), st.integers(0, 4)).map(
    lambda points: {code: worth(BY_CODE[code], number) for code, number in points.items()}
)


def test_there_are_36_questions_in_five_fields_in_order() -> None:
    assert len(CODES) == len(INDICATORS) == 36
    fields = [one.dimension for one in INDICATORS]
    assert fields == sorted(fields, key=DIMENSIONS.index)
    assert set(fields) == set(DIMENSIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_asked_in_every_language_in_its_own_words(language: str) -> None:
    labels = [one.labels[language] for one in INDICATORS]
    assert all(label.endswith("?") for label in labels)
    assert len(set(labels)) == 36
    assert all(one.helps[language].endswith(".") for one in INDICATORS)


def test_thresholds_rise_and_belong_to_a_unit() -> None:
    for one in INDICATORS:
        assert (one.unit == "scale") == (not one.thresholds)
        assert list(one.thresholds) == sorted(set(one.thresholds))
        assert len(one.thresholds) in (0, 4)
        assert all(least > 0 for least in one.thresholds)


@pytest.mark.parametrize(("members", "points"), [(0, 0), (7, 0), (8, 1), (15, 2), (29, 2), (30, 3), (60, 4), (900, 4)])
def test_a_number_brings_the_points_of_its_threshold(members: int, points: int) -> None:
    assert BY_CODE["number-of-members"].points(members) == points


def test_without_evidence_a_question_that_asks_for_it_brings_two_points() -> None:
    found = self_check({"clear-roles": 4, "value-chain": 4})
    assert found.points == {"clear-roles": 2, "value-chain": 4}
    assert found.without_evidence == ("clear-roles",)
    assert self_check({"clear-roles": 4}, with_evidence={"clear-roles"}).points == {"clear-roles": 4}


def test_percents_are_of_what_was_answered() -> None:
    """Financing: 3 + 1 of 8 points, 50 %; structure: 4 of 4; in all 8 of 12."""
    found = self_check({"several-sources": 3, "project-money": 1, "value-chain": 4})
    by_field = {score.dimension: score for score in found.dimensions}
    assert (by_field["financing"].points, by_field["financing"].answered, by_field["financing"].questions) == (4, 2, 5)
    assert by_field["financing"].percent == 50
    assert by_field["structure"].percent == 100
    assert by_field["strategy"].percent is None
    assert found.percent == pytest.approx(100 * 8 / 12)
    assert len(found.unanswered) == 33


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (all_worth(0), "start"), (all_worth(1), "start"), (all_worth(2), "developing"), (all_worth(3), "developing"),
        (all_worth(4), "excellent"), (all_worth(4, financing=2), "developing"),
        (all_worth(4, financing=3), "excellent"),
    ],
)  # fmt: skip
def test_levels_begin_at_50_and_80_percent_with_60_in_every_field(given: dict[str, float], level: str) -> None:
    assert self_check(given, with_evidence=CODES).level == level


def test_there_is_no_level_before_all_is_answered() -> None:
    given = all_worth(4)
    del given["recognised"]
    found = self_check(given, with_evidence=CODES)
    assert (found.level, found.unanswered) == (None, ("recognised",))


def test_nothing_answered_has_no_percent() -> None:
    found = self_check({})
    assert (found.percent, found.level, found.improve) == (None, None, ())
    assert len(found.unanswered) == 36


def test_the_weakest_field_and_in_it_the_weakest_question_comes_first() -> None:
    given = {**all_worth(4, financing=2), "budget-plan": 0, "value-chain": 0}
    assert self_check(given, with_evidence=CODES).improve == (
        "budget-plan", "secured-financing", "private-share", "several-sources", "project-money"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "answer"),
    [("value-chain", 5), ("value-chain", 1.5), ("value-chain", -1), ("number-of-members", -1),
     ("number-of-members", float("nan"))],
)  # fmt: skip
def test_impossible_answers_are_refused(code: str, answer: float) -> None:
    with pytest.raises(ImpossibleAnswerError, match=code):
        self_check({code: answer})


def test_unknown_questions_are_refused() -> None:
    with pytest.raises(UnknownIndicatorError, match="colour"):
        self_check({"colour": 1})
    with pytest.raises(UnknownIndicatorError, match="colour"):
        self_check({}, with_evidence={"colour"})


@given(answers, st.sets(st.sampled_from(sorted(CODES))))
def test_every_question_is_answered_or_not_and_percents_are_percents(given: dict, proven: set[str]) -> None:
    found = self_check(given, with_evidence=proven)
    assert set(found.points) | set(found.unanswered) == CODES
    assert not set(found.points) & set(found.unanswered)
    assert all(0 <= score.percent <= 100 for score in found.dimensions if score.percent is not None)
    assert sum(score.points for score in found.dimensions) == sum(found.points.values())
    assert set(found.improve) <= set(found.points)


@given(answers, st.sets(st.sampled_from(sorted(CODES))), st.sampled_from(sorted(CODES)))
def test_evidence_never_takes_points_away(given: dict, proven: set[str], more: str) -> None:
    fewer, all_of_them = self_check(given, with_evidence=proven), self_check(given, with_evidence=proven | {more})
    assert all(all_of_them.points[code] >= points for code, points in fewer.points.items())
