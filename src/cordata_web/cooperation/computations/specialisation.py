"""What each region is specialised in, what lies within its reach, and what its activities are related to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cordata.cooperation import (
    CooperationError,
    FloatArray,
    Table,
    added_density,
    economic_complexity,
    quotient_intervals,
    quotients,
    relatedness_density,
    relatedness_of,
    specialised,
)
from cordata_web.cooperation.activities import in_sector
from cordata_web.cooperation.choices import Choices, choices_of
from cordata_web.cooperation.kinds import SPECIALISATION
from cordata_web.cooperation.results import Progress, computes
from cordata_web.cooperation.tables import table_of

DRAWS = 400
SEED = 20260101
DIGITS = 6


@computes(SPECIALISATION)
def specialisation(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """All regions by all activities of the choices.

    ``regions`` R and ``activities`` K label the rows and columns of ``values``, ``quotients``, their 95 % interval
    ``low`` and ``high``, ``held`` (specialised, 0 or 1) and ``density`` (0 to 100). ``complexity`` holds one figure
    per activity, ``regional_complexity`` one per region; both are None where the figures do not tell one complexity
    from another. ``related`` is (K, K).
    """
    table = chosen_table(choices_of(inputs))
    progress(0, 3)
    low, high = quotient_intervals(table.values, seed=SEED, draws=DRAWS)
    progress(1, 3)
    held, related, density = reach(table, choices_of(inputs))
    progress(2, 3)
    activities, regions = _complexities(held)
    progress(3, 3)
    return {
        "regions": list(table.regions),
        "activities": list(table.activities),
        "values": table.values.tolist(),
        "quotients": _plain(quotients(table.values)),
        "low": _plain(low),
        "high": _plain(high),
        "held": held.astype(int).tolist(),
        "density": _plain(density),
        "related": _plain(related),
        "complexity": activities,
        "regional_complexity": regions,
    }


def chosen_table(choices: Choices) -> Table:
    """The table of the choices, without activities of other sectors.

    Raises
    ------
    CooperationError
        When nothing is left.
    """
    whole = table_of(choices.source, years=choices.years)
    if not choices.sector:
        return whole
    kept = [a for a in whole.activities if in_sector(choices.source.nomenclature, a, choices.sector)]
    return table_of(choices.source, years=choices.years, activities=kept)


def reach(table: Table, choices: Choices) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What each region holds (R, K), what is related (K, K), and the relatedness density (R, K); isolated ones 0."""
    held = specialised(table.values, minimum=choices.at_least).astype(float)
    related = relatedness_of(
        held, choices.measure, binary=choices.binary and choices.measure in ("association", "probability")
    )
    return held, related, relatedness_density(held, related, isolated=0.0)


def what_others_add(table: Table, choices: Choices, region: str) -> FloatArray:
    """For each other region and activity, the density that it would add here, (R, K), from 0 to 100."""
    held, related, _density = reach(table, choices)
    return added_density(held, related, table.region(region), isolated=0.0)


def _complexities(held: FloatArray) -> tuple[list[float | None], list[float | None]]:
    """Of activities and of regions; those that nobody holds, or that hold nothing, have none."""
    rows, columns = held.any(axis=1), held.any(axis=0)
    none: tuple[list[float | None], list[float | None]] = ([None] * held.shape[1], [None] * held.shape[0])
    try:
        found = economic_complexity(held[np.ix_(rows, columns)])
    except CooperationError:  # of too few, or of unconnected ones, there is none, and the page says so
        return none
    return _spread(found.activities, columns), _spread(found.regions, rows)


def _spread(values: FloatArray, where: np.ndarray) -> list[float | None]:
    rest = iter(_plain(values))
    return [next(rest) if here else None for here in where]


def _plain(values: FloatArray) -> Any:
    return np.round(values, DIGITS).tolist()
