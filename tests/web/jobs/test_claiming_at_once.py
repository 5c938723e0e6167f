"""Many threads at one queue, on PostgreSQL; on SQLite the processes of test_processes.py do the same."""

import threading
import time
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from cordata_web.jobs import Run, enqueue, leases
from cordata_web.jobs.models import Job, State

JOBS, LANES, THREADS = 60, 4, 6


class Notes:
    """Who did what, and which lanes were ever busy twice."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.taken: Counter[str] = Counter()
        self.busy: set[str] = set()
        self.twice: list[str] = []

    def begin(self, job: Job) -> None:
        with self.lock:
            self.taken[job.pk] += 1
            if job.lane and job.lane in self.busy:
                self.twice.append(job.lane)
            self.busy.add(job.lane)

    def end(self, job: Job) -> None:
        with self.lock:
            self.busy.discard(job.lane)


def take_until_empty(notes: Notes) -> None:
    try:
        while Job.objects.filter(state=State.QUEUED).exists():
            job = leases.claim(now=timezone.now())
            if job is not None:
                notes.begin(job)
                time.sleep(0.005)
                notes.end(job)
                Run(job).finish(None)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_takers_take_each_job_once_and_no_lane_twice():
    if connection.vendor != "postgresql":
        pytest.skip("threads share one SQLite database in memory")
    for number in range(JOBS):
        enqueue("test.work", lane=f"lane {number % LANES}" if number % 3 else None)
    notes = Notes()
    threads = [threading.Thread(target=take_until_empty, args=(notes,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(notes.taken.values()) == [1] * JOBS
    assert notes.twice == []
    assert Job.objects.filter(state=State.DONE).count() == JOBS
