"""Measures and intervals against figures reckoned by hand."""

import numpy as np
import pytest

from cordata.cooperation import ShapeMismatchError
from cordata.cooperation.backtest.intervals import mean_intervals, resampled
from cordata.cooperation.backtest.measures import MEASURES, pair_measures, ranking_measures, spearman


def measured(scores: list[float], hits: list[int]) -> dict[str, float]:
    later = np.zeros((1, len(scores)), bool)
    later[0, hits] = True
    found = ranking_measures([scores], later, np.ones_like(later), seed=1)[0]
    return dict(zip(MEASURES, found.tolist(), strict=True))


def test_a_ranking_of_twelve_with_links_at_the_places_two_three_and_eleven() -> None:
    found = measured([float(12 - place) for place in range(12)], [1, 2, 10])
    assert found["recall@10"] == pytest.approx(2 / 3)
    assert found["recall@50"] == 1
    assert found["average_precision"] == pytest.approx((1 / 2 + 2 / 3 + 3 / 11) / 3)
    assert found["reciprocal_rank"] == 1 / 2
    gain, best = 1 / np.log2(3) + 1 / np.log2(4), 1 + 1 / np.log2(3) + 1 / np.log2(4)
    assert found["ndcg@10"] == pytest.approx(gain / best)
    assert found["auc"] == pytest.approx((8 + 8 + 1) / 27)


def test_equal_scores_count_half_in_auc_and_are_ordered_by_chance() -> None:
    assert measured([1.0, 1.0, 1.0, 1.0], [0, 2])["auc"] == 0.5
    places = [measured([1.0] * 40, [one])["reciprocal_rank"] for one in range(40)]
    assert sorted(places) == pytest.approx([1 / place for place in range(40, 0, -1)])


def test_who_is_no_candidate_is_passed_over() -> None:
    found = ranking_measures([[9, 5, 1]], [[False, True, False]], [[False, True, True]], seed=0)
    assert found[0].tolist() == [1.0] * 6


def test_auc_is_one_where_every_candidate_came() -> None:
    assert measured([1.0, 2.0], [0, 1])["auc"] == 1


def test_rankings_of_other_shapes_are_refused() -> None:
    with pytest.raises(ShapeMismatchError):
        ranking_measures([[1, 2]], [[True]], [[True, True]], seed=0)


def test_spearman_of_the_textbook() -> None:
    # Spearman's example of ten children: 1 - 6 Σ d² / (n (n² - 1)) without ties
    one, other = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113], [2, 20, 28, 27, 50, 29, 7, 17, 6, 12]
    assert spearman(one, other) == pytest.approx(-29 / 165)
    assert spearman([1, 1, 1], [1, 2, 3]) == 0


def test_pairs_are_measured_as_one_list() -> None:
    assert pair_measures([1, 2, 3, 4], [2, 1, 0, 0], seed=0).round(3).tolist() == [1, 1, 0.417, 0, -0.949]


def test_intervals_are_the_same_on_every_run_and_hold_the_mean() -> None:
    values = np.random.default_rng(5).normal(3, 1, (200, 2))
    first, again = (mean_intervals(values, seed=7, draws=500) for _ in range(2))
    assert first == again
    for column, found in enumerate(first):
        error = values[:, column].std() / np.sqrt(200)
        assert found.value == pytest.approx(values[:, column].mean())
        assert found.low == pytest.approx(found.value - 1.96 * error, abs=0.05)
        assert found.high == pytest.approx(found.value + 1.96 * error, abs=0.05)
    assert mean_intervals(values, seed=8, draws=500) != first


def test_resamples_that_define_nothing_are_passed_over() -> None:
    values = np.array([1.0, np.nan, np.nan])

    def mean(taken):
        return np.array([np.nanmean(values[taken]) if np.isfinite(values[taken]).any() else np.nan])

    assert resampled(mean, 3, seed=0, draws=50)[0].low == 1
    assert resampled(lambda taken: np.array([np.nan if len(set(taken)) < 3 else 2.0]), 3, seed=0, draws=1)[0].high == 2
