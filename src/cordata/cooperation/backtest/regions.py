"""Which pairs of regions that had no joint project before a day have one after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.cooperation.backtest.baselines import BASELINES, adamic_adar, text
from cordata.cooperation.backtest.geography import Geography, attraction_of, expected_by, geography_of, nearness
from cordata.cooperation.backtest.network import Network, Words, regions_of
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import Participation, joint_projects
from cordata.cooperation.tables import BoolArray, FloatArray

NEIGHBOURHOOD_KM = 100.0
NEIGHBOURS_WEIGHT = 0.2
MEANING_WEIGHT = 0.1
PAIR = 2


@dataclass(frozen=True, slots=True, eq=False)
class RegionTask:
    """Regions, what was known of them before, and ``later``: joint projects after, shape (R, R), symmetric."""

    network: Network
    later: FloatArray

    @property
    def unlinked(self) -> BoolArray:
        """Pairs without a joint project before, shape (R, R), false on the diagonal."""
        open_to: BoolArray = self.network.links.toarray() == 0
        np.fill_diagonal(open_to, False)
        return open_to


def region_task(
    before: Sequence[Participation],
    after: Sequence[Participation],
    regions: Sequence[str],
    words: Words | None = None,
) -> RegionTask:
    """The task; the network holds nothing but what was known before."""
    return RegionTask(regions_of(before, regions, words), joint_projects(after, regions))


def region_scores(task: RegionTask, where: Mapping[str, Where]) -> dict[str, FloatArray]:
    """Every method's scores of all pairs, shape (R, R): the potential, and what it is compared with.

    Fewer than two regions make no pair, and no scores.
    """
    network = task.network
    if len(network.nodes) < PAIR:
        return {}
    everyone = np.arange(len(network.nodes))
    geography = geography_of(network, where)
    return {
        "potential": region_potential(network, geography),
        **{name: score(network, everyone) for name, score in BASELINES.items()},
        "gravity": expected_by(attraction_of(network, geography), everyone),
        "distance": nearness(everyone, geography),
    }


def region_potential(network: Network, geography: Geography) -> FloatArray:
    """How likely two regions are to begin a first joint project.

    Two halves of equal weight, each in standard deviations over all pairs. The first is what size, place and theme
    let expect: the logarithm of the projects expected by gravity, with the number of different organisations as the
    size of a region, for new pairs come from the breadth of a region, not from the projects of its largest house;
    0.2 times how much more than expected the nearest regions (``exp(-km / 100)``, shares of 1) of either work with
    the other; 0.1 times how alike the words of both sides' projects are. The second is who is between them already:
    the logarithm of one and Adamic and Adar's index. These weights were chosen once, on splits of the projects until
    2024 (docs/science/backtest.md), not for the data at hand.

    Returns
    -------
    FloatArray
        Shape (R, R), symmetric.
    """
    everyone = np.arange(len(network.nodes))
    expected = expected_by(attraction_of(network, geography, network.breadth), everyone)
    spilled = _spilled(network, geography, expected)
    reach = expected + NEIGHBOURS_WEIGHT * (spilled + spilled.T) + MEANING_WEIGHT * text(network, everyone)
    return _standard(reach) + _standard(np.log1p(adamic_adar(network, everyone)))


def _spilled(network: Network, geography: Geography, expected: FloatArray) -> FloatArray:
    """Residuals of the joint projects of the regions near to each region (rows), with each other (columns)."""
    means = np.exp(np.clip(expected, -30, 30))
    residuals = ((network.taking @ network.taking.T).toarray() - means) / np.sqrt(means + 0.5)
    near = np.exp(-geography.between(geography.km, np.arange(len(means))) / NEIGHBOURHOOD_KM)
    for array in (residuals, near):
        np.fill_diagonal(array, 0.0)
    result: FloatArray = near / np.maximum(near.sum(axis=1, keepdims=True), 1e-12) @ residuals
    return result


def _standard(scores: FloatArray) -> FloatArray:
    """In standard deviations from the mean of all pairs; zeros where all are alike."""
    pairs = scores[np.triu_indices(len(scores), 1)]
    result: FloatArray = (scores - pairs.mean()) / max(float(pairs.std()), 1e-12)
    return result
