"""Jobs that come again and again: one in each period, however many workers there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cordata_web.jobs.models import Job, State
from cordata_web.jobs.queue import enqueue
from cordata_web.jobs.registry import HANDLERS


class Periods:
    """Enqueues what is due; remembers what it has seen, so that most looks cost nothing."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def enqueue_due(self, *, now: datetime) -> list[Job]:
        """The jobs of the periods that have begun; none of a kind of which the last job still waits or runs."""
        made = []
        for kind, handler in HANDLERS.items():
            if handler.period is None or self._seen.get(kind) == (begun := start_of(handler.period, now)):
                continue
            key = f"{kind}:{begun:%Y-%m-%dT%H:%MZ}"
            waiting = Job.objects.filter(kind=kind, key__startswith=f"{kind}:", state__in=(State.QUEUED, State.RUNNING))
            if not waiting.exists():
                made.append(enqueue(kind, key=key, run_after=begun))
                self._seen[kind] = begun
        return made


def start_of(period: timedelta, now: datetime) -> datetime:
    """When the period began in which now lies; periods are counted from 1970 on."""
    seconds = period.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
