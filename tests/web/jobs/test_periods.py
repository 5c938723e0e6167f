"""Jobs that come by the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cordata_web.jobs import every
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.periods import Periods, start_of
from cordata_web.jobs.registry import HANDLERS
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 7, tzinfo=UTC)


@pytest.fixture
def ticks():
    HANDLERS.clear()
    seen = []
    every(minutes=10, kind="test.tick")(lambda run: seen.append(run.job.key))
    return seen


def test_a_period_begins_at_a_round_time():
    assert start_of(timedelta(minutes=10), NOON) == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert start_of(timedelta(days=1), NOON) == datetime(2026, 3, 1, tzinfo=UTC)


def test_two_workers_make_one_job_a_period(ticks):
    first, second = Periods(), Periods()
    assert len(first.enqueue_due(now=NOON)) == 1
    assert first.enqueue_due(now=NOON + timedelta(minutes=1)) == []
    second.enqueue_due(now=NOON + timedelta(minutes=2))
    assert [job.key for job in Job.objects.all()] == ["test.tick:2026-03-01T12:00Z"]


def test_a_period_that_was_done_is_not_done_again_by_a_worker_that_starts_later(ticks):
    Periods().enqueue_due(now=NOON)
    run_jobs()
    Periods().enqueue_due(now=NOON)
    run_jobs()
    assert ticks == ["test.tick:2026-03-01T12:00Z"]


def test_the_next_period_gives_the_next_job_once_the_last_one_is_over(ticks):
    periods = Periods()
    periods.enqueue_due(now=NOON)
    assert periods.enqueue_due(now=NOON + timedelta(minutes=10)) == []
    run_jobs()
    assert len(periods.enqueue_due(now=NOON + timedelta(minutes=10))) == 1


def test_old_jobs_are_cleared_away_and_those_of_the_clock_sooner(ticks, settings):
    from cordata_web.jobs.handlers import forget

    settings.CORDATA_KEEP_JOBS = 30
    for kind, days in (("test.tick", 3), ("test.tick", 1), ("test.import", 29), ("test.import", 31)):
        finished = timezone.now() - timedelta(days=days)
        Job.objects.create(kind=kind, state=State.DONE, finished=finished, key=f"{kind}{days}")
    assert forget(None) == {"deleted": 2}
    assert {job.key for job in Job.objects.all()} == {"test.tick1", "test.import29"}
