"""The whole backtest: nothing leaks from later, and what is known to hold is found."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cooperation.backtest.worlds import SPLIT, TOWNS, row, world
from cordata.cooperation import EmptySideError
from cordata.cooperation.backtest import backtest
from cordata.cooperation.backtest.organisations import (
    UNFITTED,
    inner_splits,
    partner_scores,
    partner_task,
    partner_weights,
)
from cordata.cooperation.backtest.regions import region_scores, region_task
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import starting_before, starting_from
from cordata.kernel import load_regions

WHERE = {code: Where(region.country, region.centre) for code, region in load_regions().items()}
REGIONS = tuple(sorted({region for _, region in TOWNS}))


@pytest.fixture(scope="module")
def found():
    return backtest(world(), SPLIT, progress=None)


def test_the_potential_is_ahead_where_the_theme_decides(found) -> None:
    partners = found.organisations
    ours = partners.methods["potential"]
    for other in ("popularity", "gravity", "distance", "random"):
        assert ours["recall@10"].value > partners.methods[other]["recall@10"].value
        assert ours["auc"].value > partners.methods[other]["auc"].value
    assert found.notes == ("no_new_region_pairs",)


def test_counts_of_both_sides(found) -> None:
    rows = world()
    assert found.before.participations + found.after.participations == len(rows)
    assert found.before.projects + found.after.projects == 160
    assert set(found.strata) == {"newcomer", "incumbent", "sme", "same_country", "other_country"}


def test_the_same_run_gives_the_same_figures(found) -> None:
    steps = []
    again = backtest(world(), SPLIT, progress=lambda done, total: steps.append((done, total)))
    assert json.dumps(again.as_json()) == json.dumps(found.as_json())
    assert steps[-1] == (22, 22)


def test_later_projects_do_not_change_a_score() -> None:
    before, after = starting_before(world(), SPLIT), starting_from(world(), SPLIT)
    other = [
        replace(one, organisation=f"o{89 - int(one.organisation[1:]):03}", activities=("secret",)) for one in after
    ]
    words = {one.project: one.activities for one in world()}
    told = {**words, **{one.project: one.activities for one in other}}
    everyone = np.arange(len({one.organisation for one in before}))
    tasks = partner_task(before, after, words), partner_task(before, other, told)
    weights = [partner_weights(before, WHERE, known, seed=0)[0] for known in (words, told)]
    assert weights[0].tolist() == weights[1].tolist()
    first, second = (partner_scores(task, WHERE, weights[0]) for task in tasks)
    for name in first:
        assert np.array_equal(first[name](everyone), second[name](everyone)), name
    regional = [region_scores(region_task(before, rows, REGIONS, known), WHERE)
                for rows, known in ((after, words), (other, told))]  # fmt: skip
    for name in regional[0]:
        assert np.array_equal(regional[0][name], regional[1][name]), name


def test_new_partners_are_those_that_were_known_but_not_linked() -> None:
    early, late = date(2023, 1, 1), date(2024, 5, 1)
    before = [row("1", "a", early), row("1", "b", early), row("2", "c", early)]
    after = [row("3", who, late) for who in ("a", "b", "c", "new")]
    task = partner_task(before, after)
    assert task.queries.tolist() == [0, 1, 2]
    assert task.later(task.queries).tolist() == [[False, False, True], [False, False, True], [True, True, False]]
    assert task.candidates(task.queries).tolist() == task.later(task.queries).tolist()
    assert task.unreachable == 3


def test_pairs_of_regions_that_begin_to_work_together() -> None:
    early, late = date(2023, 1, 1), date(2024, 5, 1)
    before = [row(f"b{at}{n}", f"o{at}{n}", early, at=at) for at in range(7) for n in range(at + 1)]
    before += [row("x", who, early, at=at) for who, at in (("o60", 6), ("o50", 5))]
    after = [row("y", who, late, at=at) for who, at in (("o60", 6), ("o40", 4))]
    found = backtest([*before, *after], SPLIT)
    assert (found.regions.positives, found.regions.queries) == (1, 2)
    assert found.regions.candidates == 44 * 43 // 2 - 1
    assert found.regions.methods["potential"]["recall@10"].value == 1
    assert found.region_pairs["potential"]["auc"].value > 0.9
    assert "weights_not_learned" in found.notes
    assert "no_words" in found.notes
    for none in ([], ["SI04"]):
        assert backtest([*before, *after], SPLIT, regions=none).regions is None
    few = backtest([*before, *after], SPLIT, regions=["SI04", "DE21"])
    assert (few.regions.candidates, few.regions.positives) == (1, 1)


def test_a_world_without_new_partners_says_so() -> None:
    rows = [row("1", "a", date(2023, 1, 1)), row("2", "b", date(2024, 2, 1))]
    found = backtest(rows, SPLIT)
    assert found.organisations is None
    assert found.regions is None
    assert {"no_new_partners", "no_new_region_pairs"} <= set(found.notes)
    assert found.as_json()["organisations"] is None


@pytest.mark.parametrize(("split", "side"), [(date(2019, 1, 1), "before"), (date(2030, 1, 1), "from")])
def test_an_empty_side_is_refused(split: date, side: str) -> None:
    with pytest.raises(EmptySideError) as refused:
        backtest(world(), split)
    assert refused.value.facts["side"] == side


def test_weights_are_learned_inside_the_time_before_only() -> None:
    before = starting_before(world(), SPLIT)
    splits = inner_splits(before, seed=0)
    assert len(splits) == 2
    for known, hidden in splits:
        assert len(known) + len(hidden) == len(before)
        assert not {one.project for one in known} & {one.project for one in hidden}
    assert max(one.start for one in splits[0][0]) < min(one.start for one in splits[0][1])
    one_day = [replace(one, start=date(2023, 1, 1)) for one in before]
    assert len(inner_splits(one_day, seed=0)) == 1
    assert inner_splits(before[:8], seed=0) == []
    weights, learned = partner_weights(before[:60], WHERE, seed=0)
    assert learned or weights.tolist() == UNFITTED.tolist()
