import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.language import Encoder
from cordata.language.alignment import load_alignment
from cordata.matching.calibration import CONCEPT_WEIGHT, fit_calibration, logistic_fit, raw_likeness, score

pytestmark = pytest.mark.xdist_group("engine")


FITTED = load_alignment().calibration
raws = st.floats(-1, 2.5)


def test_the_raw_likeness_is_cosine_and_concepts() -> None:
    meaning, concepts = np.array([[1, 0]], np.float32), np.array([[0.5, 0.5]], np.float32)
    others, theirs = np.array([[0, 1], [1, 0]], np.float32), np.array([[1, 0], [0, 0]], np.float32)
    assert raw_likeness(meaning, concepts, others, theirs).tolist() == [[pytest.approx(CONCEPT_WEIGHT / 2), 1.0]]


def test_the_score_is_the_logistic_curve() -> None:
    assert score([0.5, 1.0, 0.0], (2.0, -1.0)) == pytest.approx([0.5, math.e / (1 + math.e), 1 / (1 + math.e)])


@given(raws, raws)
def test_a_higher_raw_value_never_scores_lower(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= score(low, FITTED) <= score(high, FITTED) <= 1


def test_unrelated_texts_score_low_and_clear_answers_high() -> None:
    assert score(0.0, FITTED) < 0.05
    assert score(1.5, FITTED) > 0.95


@pytest.mark.parametrize("odds", [1, 80])
def test_a_regression_that_can_be_solved_by_hand(odds: int) -> None:
    """At 1 stand three right and one wrong, at 0 one right and three wrong.

    So the log-odds are log 3 at 1 and -log 3 at 0, less the logarithm of how many times more the wrong weigh.
    """
    right, wrong = np.array([1, 1, 1, 0], np.float32), np.array([0, 0, 0, 1], np.float32)
    slope, offset = logistic_fit(right, wrong, odds)
    assert slope == pytest.approx(2 * math.log(3), abs=1e-5)
    assert offset == pytest.approx(-math.log(3) - math.log(odds), abs=1e-5)


def test_numbers_of_right_and_wrong_do_not_matter() -> None:
    right, wrong = np.array([1, 1, 1, 0], np.float32), np.array([0, 0, 0, 1], np.float32)
    few, many = logistic_fit(right, wrong, 80), logistic_fit(right, np.tile(wrong, 50), 80)
    assert few == pytest.approx(many, abs=1e-5)


def test_fitted_scores_are_the_share_of_right_answers() -> None:
    """Values drawn so that the true curve is known: log-odds of 4 x - 1 at equal weight."""
    rng = np.random.default_rng(0)
    values = rng.uniform(-1, 1.5, 40_000)
    truth = rng.uniform(size=len(values)) < 1 / (1 + np.exp(-(4 * values - 1)))
    right, wrong = values[truth], values[~truth]
    slope, offset = logistic_fit(right, wrong, len(wrong) / len(right))
    assert slope == pytest.approx(4, rel=0.05)
    assert offset == pytest.approx(-1, abs=0.1)


def test_the_calibration_is_fitted_on_requests_and_offers(project: Path, tmp_path: Path, encoder: Encoder) -> None:
    for name in ("requests", "offers"):
        lines = (project / f"benchmarks/retrieval/{name}.jsonl").read_text("utf-8").splitlines()
        rows = [line for line in lines if json.loads(line)["lang"] in ("it", "sl") and '"set": "near"' in line]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(rows[:12]), "utf-8")
    slope, offset = fit_calibration(load_alignment(), encoder, tmp_path)
    assert slope > 0
    assert score(0.0, (slope, offset)) < 0.1
    assert score(2.0, (slope, offset)) > 0.5
