"""Background work for the secretariat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cordata_web.desk import duplicates
from cordata_web.jobs import Run, handles


@handles(duplicates.KIND, lane=duplicates.KIND)
def find_duplicates(run: Run) -> Mapping[str, Any]:
    """Look for organisations that stand in the directory twice; changes nothing, and is safe to repeat."""
    return duplicates.find_duplicates(run)
