"""Work that takes longer than a page may take: queued in the database, done by a worker beside the site."""

from cordata_web.jobs.queue import enqueue, enqueue_unless_waiting
from cordata_web.jobs.registry import every, handles
from cordata_web.jobs.run import Refused, Run

__all__ = ["Refused", "Run", "enqueue", "enqueue_unless_waiting", "every", "handles"]
