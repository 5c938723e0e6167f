"""The clock of the measured programs; it needs nothing but Python, since the peers' environment runs it too."""

from __future__ import annotations

import json
import resource
import time

Moment = tuple[float, float]


def now() -> Moment:
    """Seconds of the clock and of the processor."""
    return time.perf_counter(), time.process_time()


def tell(begin: Moment, **more: float) -> None:
    """Print the figures since a moment, and the peak memory of the process."""
    end = now()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"seconds": end[0] - begin[0], "processor": end[1] - begin[1], "megabytes": kilobytes / 1024}
    print(json.dumps({**told, **more}))
