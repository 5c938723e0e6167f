import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.exchange import Acceptance, learn_acceptance

answers = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_without_answers_the_score_is_taken_for_the_chance() -> None:
    learned = learn_acceptance([], [])
    assert (learned.level, learned.slope, learned.answers) == (0.0, 1.0, 0)
    assert learned.chance(0.3) == pytest.approx(0.3)


@given(answers)
def test_what_is_learned_is_the_most_likely(given_answers: list[tuple[float, bool]]) -> None:
    scores = [score for score, _ in given_answers]
    welcome = [answer for _, answer in given_answers]
    best = learn_acceptance(scores, welcome)

    def likelihood(level: float, slope: float) -> float:
        other = Acceptance(level, slope, 0)
        chances = [other.chance(score) for score in scores]
        fit = sum(math.log(max(c if w else 1 - c, 1e-300)) for c, w in zip(chances, welcome, strict=True))
        return fit - level**2 / 2 - (slope - 1) ** 2 / 2 / 0.25

    here = likelihood(best.level, best.slope)
    for moved in (-0.05, 0.05):
        assert likelihood(best.level + moved, best.slope) <= here + 1e-6
        assert likelihood(best.level, best.slope + moved) <= here + 1e-6


def test_a_known_law_is_found_again_from_many_answers() -> None:
    chance = np.random.default_rng(3)
    scores = chance.uniform(0.02, 0.98, 6000)
    law = Acceptance(-1.0, 0.8, 0)
    welcome = [chance.uniform() < law.chance(score) for score in scores]
    learned = learn_acceptance(list(scores), welcome)
    assert learned.level == pytest.approx(-1.0, abs=0.12)
    assert learned.slope == pytest.approx(0.8, abs=0.1)


def test_declined_matches_raise_the_threshold_and_welcome_ones_lower_it() -> None:
    nothing_known = learn_acceptance([], []).threshold(0.2)
    assert learn_acceptance([0.3] * 20, [False] * 20).threshold(0.2) > nothing_known
    assert learn_acceptance([0.3] * 20, [True] * 20).threshold(0.2) < nothing_known


@given(answers, st.floats(0.05, 0.95))
def test_the_threshold_stays_within_its_bounds(given_answers: list[tuple[float, bool]], worth: float) -> None:
    learned = learn_acceptance([score for score, _ in given_answers], [answer for _, answer in given_answers])
    assert 0.05 <= learned.threshold(worth) <= 0.9


def test_where_higher_scores_are_less_welcome_only_the_highest_are_told() -> None:
    assert Acceptance(0.0, -0.5, 9).threshold(0.2) == 0.9


def test_bad_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="one answer"):
        learn_acceptance([0.5], [])
    with pytest.raises(ValueError, match="between 0 and 1"):
        learn_acceptance([], []).threshold(1.0)
