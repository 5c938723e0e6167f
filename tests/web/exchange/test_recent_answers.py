"""Answers that are known again: of the same reading of an index always, of an older one only where that will do."""

from __future__ import annotations

import time
from typing import cast

import pytest

from cordata.matching import Answer, Filters, Query
from cordata_web.exchange.matching import REMEMBERED_ANSWERS, RecentAnswers

ASKED = (Query("casting"), Filters(), 10, True)
NEVER = float("inf")


def answer() -> Answer:
    return cast(Answer, object())


@pytest.fixture
def answers() -> RecentAnswers:
    return RecentAnswers()


def test_a_reading_knows_what_it_answered(answers):
    reading, said = object(), answer()
    answers.keep(ASKED, reading, said)
    assert answers.get(ASKED, reading, oldest=NEVER) is said


def test_an_older_reading_is_not_asked_unless_its_answer_is_recent_enough(answers):
    said = answer()
    answers.keep(ASKED, object(), said)
    assert answers.get(ASKED, object(), oldest=NEVER) is None
    assert answers.get(ASKED, object(), oldest=time.monotonic() - 60) is said
    assert answers.get(ASKED, object(), oldest=time.monotonic() + 60) is None


def test_another_question_is_not_known(answers):
    answers.keep(ASKED, object(), answer())
    assert answers.get((Query("turning"), Filters(), 10, True), object(), oldest=0.0) is None


def test_the_oldest_answers_are_forgotten_when_there_are_too_many(answers):
    reading = object()
    for number in range(REMEMBERED_ANSWERS + 1):
        answers.keep((Query(f"casting {number}"), Filters(), 10, True), reading, answer())
    assert answers.get((Query("casting 0"), Filters(), 10, True), reading, oldest=NEVER) is None
    assert answers.get((Query("casting 1"), Filters(), 10, True), reading, oldest=NEVER) is not None
