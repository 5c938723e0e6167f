"""Which pairs of regions that had no joint project before a day have one after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.cooperation.backtest.baselines import BASELINES, text
from cordata.cooperation.backtest.geography import Geography, attraction_of, expected_by, geography_of, nearness
from cordata.cooperation.backtest.network import Network, Words, regions_of
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.participations import Participation, joint_projects
from cordata.cooperation.tables import BoolArray, FloatArray

NEIGHBOURHOOD_KM = 100.0
NEIGHBOURS_WEIGHT = 0.2
MEANING_WEIGHT = 0.1


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
    """Every method's scores of all pairs, shape (R, R): the potential, and what it is compared with."""
    network = task.network
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

    The logarithm of the projects expected by gravity, with the number of different organisations as the size of a
    region: new pairs come from the breadth of a region, not from the projects of its largest house. To it are
    added 0.2 times how much more than expected the nearest regions (``exp(-km / 100)``, shares of 1) of either work
    with the other, and 0.1 times how alike the words of both sides' projects are. Both weights were chosen once, on
    eleven splits of the projects until 2024 (docs/science/backtest.md), not for the data at hand.

    Returns
    -------
    FloatArray
        Shape (R, R), symmetric.
    """
    everyone = np.arange(len(network.nodes))
    expected = expected_by(attraction_of(network, geography, network.breadth), everyone)
    joint = (network.taking @ network.taking.T).toarray()
    means = np.exp(np.clip(expected, -30, 30))
    residuals = (joint - means) / np.sqrt(means + 0.5)
    np.fill_diagonal(residuals, 0.0)
    near = np.exp(-geography.between(geography.km, everyone) / NEIGHBOURHOOD_KM)
    np.fill_diagonal(near, 0.0)
    near /= np.maximum(near.sum(axis=1, keepdims=True), 1e-12)
    spilled = near @ residuals
    result: FloatArray = expected + NEIGHBOURS_WEIGHT * (spilled + spilled.T) + MEANING_WEIGHT * text(network, everyone)
    return result
