"""The worked numbers of the page on telling matches are those of the library."""

from __future__ import annotations

import re

import pytest

from cordata.exchange import gini, learn_acceptance
from docs.pages import ROOT

PAGE = (ROOT / "docs/science/telling.md").read_text("utf-8")
ROW = re.compile(r"^\| (no answers|\d+ of score [^|]+) \| (-?[\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)
ANSWERS = re.compile(r"(\d+) of score ([\d.]+), (\d+) welcome")


@pytest.mark.parametrize("row", ROW.findall(PAGE), ids=lambda row: row[0])
def test_a_row_of_the_table_of_thresholds_is_true(row: tuple[str, str, str, str]) -> None:
    scores: list[float] = []
    welcome: list[bool] = []
    for number, score, liked in ANSWERS.findall(row[0]):
        scores += [float(score)] * int(number)
        welcome += [place < int(liked) for place in range(int(number))]

    learned = learn_acceptance(scores, welcome)

    assert tuple(f"{value:.2f}" for value in (learned.level, learned.slope, learned.threshold(0.2))) == row[1:]


def test_the_table_has_rows() -> None:
    assert len(ROW.findall(PAGE)) == 6


def test_the_worked_gini_figures_are_true() -> None:
    assert f"{gini([6, 0, 0]):.2f}" in PAGE
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
