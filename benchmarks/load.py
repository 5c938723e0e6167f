"""How long do a hundred people wait who use the site at the same time, reading and writing?

A hundred people who are signed in, each in a session of an own, read (search for partners, directory, profiles,
opportunities, desk, conversations, API) and write (interest, messages, profiles, opportunities), 85 and 15 of 100
requests. After each answer they think for 5 s on average (exponentially distributed), so that about 20 requests a
second come in. Throughput is what comes through when 16 of them do not think at all. The people, the server and the
worker, which sends the letters and finds the matches, share the two cores. "Error" is any answer from 500 on or none.
The server is granian as in docs/how-to/run-a-site.md; the peer is gunicorn with its defaults, on SQLite with Django's
own settings instead of ours (no WAL, transactions that begin deferred, 5 s of waiting).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.live.both import on_both
from benchmarks.live.site import Site, fresh_site, granian, gunicorn, prepare, seconds_computed, told_to
from benchmarks.live.users import Log, Person, Request
from benchmarks.tables import markdown

PEOPLE = 100
THINK = 5.0
RESTLESS = 16
WARM_UP, MEASURED, FLAT_OUT = 20.0, 60.0, 15.0
PEER = {"DJANGO_SETTINGS_MODULE": "benchmarks.live.peer_settings"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one server on one database."""

    server: str
    database: str
    requests: Sequence[Request]
    throughput: float
    locked: int
    busy: float
    computing: float
    """Seconds of the processor that the server needs for a request."""

    def millis(self, percentile: float, *, writes: bool | None = None) -> float:
        chosen = [one.seconds for one in self.requests if writes is None or one.is_write == writes]
        return float(np.percentile(chosen, percentile)) * 1000

    @property
    def errors(self) -> int:
        return sum(one.status == 0 or one.status >= 500 for one in self.requests)

    @property
    def share_of_writes(self) -> float:
        return sum(one.is_write for one in self.requests) / len(self.requests)


def measure(prepared: Path, *, peer: bool, workers: int, threads: int) -> Figures:
    """The figures of the site, or of the peer, on the database of the environment."""
    settings = {"EMAIL_URL": "inbox:", "CORDATA_API_A_MINUTE": "100000", **(PEER if peer else {})}
    with fresh_site(prepared, **settings) as site:
        crowd = json.loads(site.run("benchmarks.live.crowd", str(PEOPLE)))
        command = gunicorn(site.port) if peer else granian(site.port, workers=workers, threads=threads)
        server = site.start_server(*command)
        site.start_worker()
        log = _use(site, crowd, number=PEOPLE, think=THINK, seconds=WARM_UP + MEASURED)
        computing = seconds_computed(server) / len(log.requests)
        begun = log.requests[0].begun + WARM_UP
        measured = [one for one in log.requests if begun <= one.begun < begun + MEASURED]
        busy = os.getloadavg()[0]
        flat_out = _use(site, crowd, number=RESTLESS, think=0.0, seconds=FLAT_OUT).requests
        told = [
            line for line in site.log.read_text("utf-8", "replace").splitlines() if "ERROR" in line or "Error" in line
        ]
        wrong = [one for one in log.requests if one.status == 0 or one.status >= 500]
        if wrong or told:
            told_to(sys.stderr, f"errors: {wrong[:5]}, the log: {told[:10]}")
        locked = site.log.read_text("utf-8", "replace").count("database is locked")
        name = "gunicorn's defaults" if peer else f"granian, {workers} × {threads}"
        return Figures(name, site.database, measured, len(flat_out) / FLAT_OUT, locked, busy, computing)


def _use(site: Site, crowd: dict[str, Any], *, number: int, think: float, seconds: float) -> Log:
    log, ending = Log(), threading.Event()
    people = [
        Person(site.port, person, crowd, log, random.Random(f"{number} {at}"))
        for at, person in enumerate(crowd["people"][:number])
    ]
    threads = [threading.Thread(target=one.use_until, args=(ending,), kwargs={"think": think}) for one in people]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    ending.set()
    for thread in threads:
        thread.join()
    if log.problems:
        raise RuntimeError("\n".join(log.problems[:3]))
    return log


def by_name(requests: Iterable[Request]) -> str:
    """A table of what takes how long."""
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for one in requests:
        seconds[f"{one.name} (write)" if one.is_write else one.name].append(one.seconds * 1000)
    rows = [
        [name, len(found), *(f"{np.percentile(found, at):.0f}" for at in (50, 95)), f"{max(found):.0f}"]
        for name, found in sorted(seconds.items(), key=lambda pair: -float(np.median(pair[1])))
    ]
    return markdown(["Request", "number", "median, ms", "p95, ms", "longest, ms"], rows)


def row_of(one: Figures) -> list[object]:
    return [
        f"{one.database}, {one.server}", f"{len(one.requests)} ({one.share_of_writes:.0%})",
        f"{one.millis(50):.0f} / {one.millis(95):.0f} / {one.millis(99):.0f} ms",
        f"{one.millis(95, writes=False):.0f} ms", f"{one.millis(95, writes=True):.0f} ms", one.errors, one.locked,
        f"{one.throughput:.0f} a second", f"{one.computing * 1000:.0f} ms", f"{one.busy:.1f}",
    ]  # fmt: skip


HEADINGS = (
    "Database, server", "requests (writes)", "median / p95 / p99", "p95 of reads", "p95 of writes", "errors",
    "locked", "throughput", "computing a request", "load of the machine", "p95 to ours",
)  # fmt: skip


def run() -> str:
    """The table: the site and the peer on SQLite and on PostgreSQL."""
    rows = [row for rows in on_both("benchmarks.load", "--json") for row in rows]
    return f"## A hundred people at once\n\n{(__doc__ or '').strip()}\n\n{markdown(HEADINGS, rows)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, default=Path(tempfile.gettempdir()) / "cordata-benchmark-data")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--json", action="store_true", help="rows for `make bench` rather than a table")
    chosen = parser.parse_args()
    rows: list[list[object]] = []
    ours = 0.0
    for peer in (False,) if chosen.no_peer else (False, True):
        found = measure(prepare(chosen.prepared), peer=peer, workers=chosen.workers, threads=chosen.threads)
        ours = ours or found.millis(95)
        told_to(sys.stderr, f"{found.server} on {found.database}")
        print(by_name(found.requests), file=sys.stderr)
        rows.append([*row_of(found), f"{found.millis(95) / ours:.1f}"])
    print(json.dumps(rows) if chosen.json else markdown(HEADINGS, rows))


if __name__ == "__main__":
    main()
