"""Whether the potential foretells cooperation, on the projects that the site holds one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cordata.cooperation.backtest import backtest as measure
from cordata_web.cooperation.computations.networks import rows_of_projects
from cordata_web.cooperation.kinds import BACKTEST
from cordata_web.cooperation.results import Progress, computes


@computes(BACKTEST)
def backtest(inputs: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The comparison of all methods, for regions and for new partners; see docs/science/backtest.md."""
    rows = rows_of_projects(inputs["dataset"])
    found: dict[str, Any] = measure(rows, date.fromisoformat(inputs["split"]), progress=progress).as_json()
    return found
