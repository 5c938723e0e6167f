"""Background work for the secretariat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cordata_web.desk import duplicates
from cordata_web.jobs import Run, handles


@handles(duplicates.KIND, lane=duplicates.KIND)
def find_duplicates(run: Run) -> Mapping[str, Any]:
    """Changes nothing, so that it may begin anew."""
    return duplicates.find_duplicates(run)
