"""Background work of the cooperation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from cordata_web.cooperation import receiving, results
from cordata_web.cooperation.models import Result
from cordata_web.jobs import Run, every, handles


@handles(results.COMPUTE, lane=results.COMPUTE, attempts=2)
def compute_result(run: Run) -> Mapping[str, Any]:
    """Compute what somebody asked for; the result is kept under the hash of its inputs, so that twice is once."""

    def progress(done: int, total: int) -> None:
        run.stop_if_cancelled()
        run.progress(done, total)

    kind, inputs = run.arguments["kind"], run.arguments["inputs"]
    results.compute(kind, inputs, progress)
    return {"result": results.fingerprint(kind, inputs)}


@handles(receiving.LOAD, lane=receiving.LOAD, attempts=2)
def load_figures(run: Run) -> None:
    """Store what the files that somebody sent hold."""
    receiving.load(run)


@every(minutes=24 * 60, kind="cooperation.forget")
def forget_old_results(_run: Run) -> Mapping[str, Any]:
    """Drop results that were made long ago; they are computed again when somebody asks."""
    before = timezone.now() - timedelta(days=settings.CORDATA_KEEP_RESULTS)
    number, _by_kind = Result.objects.filter(made__lt=before).delete()
    return {"forgotten": number}
