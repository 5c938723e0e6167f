"""The backtest: everything is scored from before the day, and measured against what came after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from cordata.cooperation.backtest.baselines import Places
from cordata.cooperation.backtest.evidence import PARTS
from cordata.cooperation.backtest.intervals import Interval, mean_intervals, resampled
from cordata.cooperation.backtest.measures import MEASURES, PAIR_MEASURES, pair_measures, ranking_measures
from cordata.cooperation.backtest.network import Words
from cordata.cooperation.backtest.organisations import PartnerTask, partner_scores, partner_task, partner_weights
from cordata.cooperation.backtest.regions import RegionTask, region_scores, region_task
from cordata.cooperation.backtest.results import DECIDING, OURS, Backtest, Comparison, Measures, Side
from cordata.cooperation.errors import EmptySideError
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import Participation, starting_before, starting_from
from cordata.cooperation.tables import BoolArray, FloatArray
from cordata.kernel import load_regions

DRAWS = 1000
PAIR_DRAWS = 200
METHODS = 11
Step = Callable[[int, int], object]
Strata = Mapping[str, tuple[Places, BoolArray]]


def backtest(
    participations: Sequence[Participation],
    split: date,
    *,
    words: Words | None = None,
    regions: Sequence[str] | None = None,
    seed: int = 0,
    progress: Step | None = None,
) -> Backtest:
    """Foretell the links after a day from what was known before it, next to what simple methods foretell.

    Parameters
    ----------
    participations
        Rows of any period.
    split
        Projects that begin before it are known; those from it on are foretold.
    words
        Of each project what it is about (see `words_of`); without it the activities of the participations are taken.
    regions
        NUTS-2 codes of the regions to pair; without them the 44 of the Alpine macro-region.
    seed
        Of the bootstrap, of equal scores and of the examples to learn from.
    progress
        Told after each method how many are done, of how many.

    Raises
    ------
    EmptySideError
        When no project begins before the split, or none from it on.
    """
    before, after = starting_before(participations, split), starting_from(participations, split)
    for side, rows in (("before", before), ("from", after)):
        if not rows:
            raise EmptySideError(side=side, split=split.isoformat())
    told = words if words is not None else {one.project: one.activities for one in participations}
    where = {code: Where(region.country, region.centre) for code, region in load_regions().items()}
    chosen = tuple(regions) if regions is not None else tuple(where)
    steps = _Steps(progress)
    regional = _Regional(region_task(before, after, chosen, told), where, seed, steps)
    weights, learned = partner_weights(before, where, told, seed=seed)
    task = partner_task(before, after, told)
    organisations, strata = _partners(task, where, weights, seed, steps)
    comparison = regional.comparison()
    notes = {
        "weights_not_learned": not learned,
        "no_words": not any(told.values()),
        "no_new_region_pairs": comparison is None,
        "no_new_partners": organisations is None,
    }
    return Backtest(
        split=split,
        before=_side(before),
        after=_side(after),
        regions=comparison,
        region_pairs=regional.pairs(regional.task.unlinked),
        all_region_pairs=regional.pairs(~np.eye(len(chosen), dtype=bool)),
        organisations=organisations,
        strata=strata,
        unreachable=task.unreachable,
        weights=dict(zip(PARTS, weights.tolist(), strict=True)),
        notes=tuple(note for note, holds in notes.items() if holds),
    )


class _Steps:
    """Tells progress, one step a method."""

    def __init__(self, progress: Step | None) -> None:
        self._progress, self._done = progress, 0

    def __call__(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, 2 * METHODS)


class _Regional:
    """The scores of all methods for regions, and how good they are."""

    def __init__(self, task: RegionTask, where: Mapping[str, Where], seed: int, steps: _Steps) -> None:
        self.task, self._seed = task, seed
        self._scores = region_scores(task, where)
        for _ in self._scores:
            steps()

    def comparison(self) -> Comparison | None:
        """Each region's ranking of the regions that it had no joint project with."""
        open_to = self.task.unlinked
        later = (self.task.later > 0) & open_to
        rows = np.flatnonzero(later.any(axis=1))
        if not len(rows):
            return None
        measured = {
            name: ranking_measures(scores[rows], later[rows], open_to[rows], seed=self._seed)
            for name, scores in self._scores.items()
        }
        return compared(measured, (int(open_to.sum()) // 2, int(later.sum()) // 2), seed=self._seed)

    def pairs(self, among: BoolArray) -> dict[str, Measures]:
        """All methods' rankings of the pairs at once."""
        above = np.triu(among, 1)
        counts = self.task.later[above]
        if not counts.any():
            return {}
        return {name: self._of_pairs(scores[above], counts) for name, scores in self._scores.items()}

    def _of_pairs(self, scores: FloatArray, counts: FloatArray) -> Measures:
        def measure(taken: Places) -> FloatArray:
            if not counts[taken].any():
                return np.full(len(PAIR_MEASURES), np.nan)
            return pair_measures(scores[taken], counts[taken], seed=self._seed)

        found = resampled(measure, len(counts), seed=self._seed, draws=PAIR_DRAWS)
        return dict(zip(PAIR_MEASURES, found, strict=True))


def compared(measured: Mapping[str, FloatArray], pairs: tuple[int, int], *, seed: int) -> Comparison:
    """Means and intervals of each method, and how far ours is ahead of the best of the others at recall at 10.

    Parameters
    ----------
    measured
        Of each method an array of shape (Q, 6), see `ranking_measures`.
    pairs
        How many candidate pairs there are, and how many of them were linked later.
    seed
        Of the bootstrap.
    """
    methods: dict[str, dict[str, Interval]] = {}
    for name, values in measured.items():
        methods[name] = dict(zip(MEASURES, mean_intervals(values, seed=seed, draws=DRAWS), strict=True))
    best = max((name for name in methods if name != OURS), key=lambda name: methods[name][DECIDING].value)
    column = MEASURES.index(DECIDING)
    difference = (measured[OURS] - measured[best])[:, [column]]
    ahead = mean_intervals(difference, seed=seed, draws=DRAWS)[0]
    return Comparison(len(difference), *pairs, methods, best, ahead)


def _partners(
    task: PartnerTask, where: Mapping[str, Where], weights: FloatArray, seed: int, steps: _Steps
) -> tuple[Comparison | None, dict[str, Comparison]]:
    if not len(task.queries):
        return None, {}
    later, open_to = task.later(task.queries), task.candidates(task.queries)
    strata = {"all": (np.arange(len(task.queries)), np.ones_like(open_to)), **_strata(task)}
    measured: dict[str, dict[str, FloatArray]] = {name: {} for name in strata}
    counts: dict[str, tuple[int, int]] = {}
    for method, score in partner_scores(task, where, weights).items():
        scores = score(task.queries)
        for name, (rows, among) in strata.items():
            came, allowed = (array[rows] & among[rows] for array in (later, open_to))
            has = came.any(axis=1)
            if has.any():
                counts[name] = int(allowed[has].sum()), int(came.sum())
                measured[name][method] = ranking_measures(scores[rows][has], came[has], allowed[has], seed=seed)
        steps()
    found = {name: compared(values, counts[name], seed=seed) for name, values in measured.items() if values}
    return found.pop("all"), found


def _strata(task: PartnerTask) -> Strata:
    """Which rows, and which pairs of them: by who seeks, and by where the partner is."""
    network, queries = task.network, task.queries
    everybody = np.ones((len(queries), len(network.nodes)), bool)
    projects, countries = network.project_counts[queries], np.array(network.countries)
    same = countries[queries][:, None] == countries[None, :]
    every = np.arange(len(queries))
    return {
        "newcomer": (np.flatnonzero(projects == 1), everybody),
        "incumbent": (np.flatnonzero(projects > 1), everybody),
        "sme": (np.flatnonzero(network.smes[queries]), everybody),
        "same_country": (every, same),
        "other_country": (every, ~same),
    }


def _side(rows: Sequence[Participation]) -> Side:
    return Side(
        projects=len({one.project for one in rows}),
        organisations=len({one.organisation for one in rows}),
        participations=len(rows),
        regions=len({one.region for one in rows if one.region}),
    )
