"""The daily watch over deadlines, as a job; ``handlers`` takes it in."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from cordata_web.exchange.actions.deadlines import watch_deadlines
from cordata_web.jobs import Run, every

DAY = 24 * 60


@every(minutes=DAY, kind="exchange.deadlines")
def watch(_run: Run) -> Mapping[str, int]:
    """Remind those who are awaited, let lapse what nobody answered, ask how collaborations go."""
    return watch_deadlines(today=timezone.localdate())
