"""Why a link between two regions is worth making: codes with facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cordata.cooperation.tables import Table
from cordata.kernel import Place, Reason
from cordata.kernel.places import languages_spoken, share_border

LINK_REASONS: dict[str, tuple[str, ...]] = {
    "holds_what_is_lacking": ("region", "lacking", "activities"),
    "both_hold": ("activities",),
    "fewer_joint_projects": ("actual", "expected"),
    "more_joint_projects": ("actual", "expected"),
    "across_border": ("from", "to", "neighbours"),
    "common_language": ("languages",),
}
"""Every code of a link's reasons, with the names of its facts."""
ACTIVITIES_TOLD = 4


@dataclass(frozen=True, slots=True)
class Where:
    """A region's country and rough centre."""

    country: str
    centre: Place


def reasons_of(
    table: Table,
    held: npt.NDArray[np.bool_],
    where: Mapping[str, Where],
    pair: tuple[int, int],
    actual: float | None,
    expected: float | None,
) -> tuple[Reason, ...]:
    """Why two regions should work together, or do already: what each holds that the other lacks comes first.

    Parameters
    ----------
    table, held
        Values and specialisations, shape (R, K).
    where
        Country and centre of each region.
    pair
        The rows of the two regions.
    actual, expected
        Joint projects, and those that size and distance lead one to expect; None where they are not known.
    """
    at, other = pair
    region, partner = table.regions[at], table.regions[other]
    reasons = [
        Reason("holds_what_is_lacking", {"region": one, "lacking": lacking, "activities": told})
        for one, lacking, told in (
            (partner, region, _told(table, held[other] & ~held[at], other)),
            (region, partner, _told(table, held[at] & ~held[other], at)),
        )
        if told
    ]
    if shared := _told(table, held[at] & held[other], at):
        reasons.append(Reason("both_hold", {"activities": shared}))
    if actual is not None and expected is not None:
        code = "fewer_joint_projects" if actual < expected else "more_joint_projects"
        reasons.append(Reason(code, {"actual": actual, "expected": round(expected, 1)}))
    if touch(where[region].country, where[partner].country):
        reasons.append(
            Reason("across_border", {"from": where[region].country, "to": where[partner].country, "neighbours": True})
        )
    if common := languages_of(region, where) & languages_of(partner, where):
        reasons.append(Reason("common_language", {"languages": sorted(common)}))
    return tuple(reasons)


def _told(table: Table, chosen: npt.NDArray[np.bool_], region: int) -> list[str]:
    """The chosen activities that weigh most in a region, by their share of the activity."""
    share = table.values[region] / np.maximum(table.values.sum(axis=0), 1e-12)
    order = sorted(np.flatnonzero(chosen).tolist(), key=lambda column: (-share[column], table.activities[column]))
    return [table.activities[column] for column in order[:ACTIVITIES_TOLD]]


def touch(country: str, other: str) -> bool:
    """Whether two different countries have a land border."""
    return country != other and share_border(country, other)


def languages_of(region: str, where: Mapping[str, Where]) -> set[str]:
    """Languages of business in a region."""
    return set(languages_spoken(where[region].country, region))
