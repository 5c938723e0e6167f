"""Background work on calls: files that are renewed elsewhere are read once a day, and what fits is found anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from cordata.sources.call_files import read_calls
from cordata_web.calls import fitting
from cordata_web.calls.loading import load, lost
from cordata_web.exchange.handlers import INDEX
from cordata_web.jobs import Run, every

DAY = 24 * 60


class NoFileError(FileNotFoundError):
    """The setting names a file that is not there."""


@every(minutes=DAY, kind="calls.load", lane=INDEX)
def load_calls(_run: Run) -> Mapping[str, Any]:
    """Read the file that the installation names, if it names one; see docs/reference/settings.md."""
    if not settings.CORDATA_CALLS:
        return {"loaded": "off"}
    file = Path(settings.CORDATA_CALLS)
    if not file.is_file():
        raise NoFileError(file)
    fetched = timezone.localdate(datetime.fromtimestamp(file.stat().st_mtime, UTC))
    reading = read_calls(file.name, file.read_bytes(), fetched=fetched)
    done = load(reading.records)
    return {**done.counts, "left_out": len(lost(reading.problems))}


@every(minutes=DAY, kind="calls.match", lane=INDEX)
def match_calls(run: Run) -> Mapping[str, Any]:
    """Bring the index of the calls in step and find what fits each organisation for which somebody acts here."""
    if not fitting.update_call_index().total:
        return {"organisations": 0, "calls": 0}
    profiles = fitting.profiles_to_match()
    found = 0
    for number, profile in enumerate(profiles, start=1):
        run.stop_if_cancelled()
        found += fitting.refresh_fits(profile, timezone.now())
        run.progress(number, len(profiles))
    return {"organisations": len(profiles), "calls": found}
