"""The links between regions most worth making, and how stable their ranks are."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from cordata.cooperation.link_reasons import Where
from cordata.cooperation.potential import Assumptions, Link, links_worth_making, pairs_between, worth_of_pairs
from cordata.cooperation.stability import Drawing, RankIntervals, rank_intervals
from cordata.cooperation.tables import FloatArray, Table
from cordata.kernel import load_regions
from cordata_web.cooperation.choices import Choices, choices_of
from cordata_web.cooperation.computations.specialisation import SEED, chosen_table
from cordata_web.cooperation.kinds import FIRST, LINKS
from cordata_web.cooperation.results import Progress, computes
from cordata_web.cooperation.tables import dataset_of_links, gaps_of, joint_projects

DRAWS = 100
DIGITS = 4


@computes(LINKS)
def links(inputs: Mapping[str, Any], progress: Progress) -> list[dict[str, Any]]:
    """Every pair of regions, those most worth linking first, each with the interval of its rank.

    ``rank_low`` to ``rank_high`` hold 95 of 100 ranks among all pairs when the figures are drawn anew;
    ``among_first`` is how often the pair stands among the first ten.
    """
    choices = choices_of(inputs)
    table, where = chosen_table(choices), places()
    dataset = dataset_of_links()
    joint = joint_projects(dataset.pk, table.regions, years=choices.years) if dataset else None
    assumptions = assumptions_of(choices)
    found = links_worth_making(table, where, joint=joint, assumptions=assumptions)
    pairs = list(combinations(table.regions, 2))
    between = pairs_between(table.regions, where)
    counts = None if joint is None else joint[np.triu_indices(len(table.regions), 1)]

    def score(drawn: Table) -> FloatArray:
        return worth_of_pairs(drawn, between, counts=counts, assumptions=assumptions)

    missing = gaps_of(choices.source, years=choices.years)
    ranks = rank_intervals(table, score, Drawing(SEED, DRAWS, FIRST), missing=missing, progress=progress)
    place = {pair: number for number, pair in enumerate(pairs)}
    return [{**_plain(link), **_stability(ranks, place[link.region, link.other])} for link in found]


def assumptions_of(choices: Choices) -> Assumptions:
    return Assumptions(method=choices.measure, binary=choices.binary, minimum=choices.at_least)


def places() -> dict[str, Where]:
    """Country and centre of every region of the macro-region."""
    return {code: Where(region.country, region.centre) for code, region in load_regions().items()}


def _stability(ranks: RankIntervals, at: int) -> dict[str, Any]:
    return {
        "rank_low": int(ranks.low[at]),
        "rank_high": int(ranks.high[at]),
        "among_first": round(float(ranks.among_first[at]), 2),
    }


def _plain(link: Link) -> dict[str, Any]:
    rounded = {
        name: None if (value := getattr(link, name)) is None else round(value, DIGITS)
        for name in ("potential", "adds_to_region", "adds_to_other", "common", "km", "actual", "expected", "worth")
    }
    reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in link.reasons]
    return {"region": link.region, "other": link.other, **rounded, "reasons": reasons}
