"""Holding jobs: workers that vanish, lanes, attempts, cancelling."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata_web.jobs import Refused, Run, enqueue, handles, leases
from cordata_web.jobs.actions import JobIsOverError, cancel
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.run import LostLeaseError
from cordata_web.jobs.worker import execute
from cordata_web.people.models import AuditEntry, User
from web.cast import person
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(hours=2)  # whenever the test has its turn, its jobs are due
LATER = timedelta(minutes=10)


def claimed(kind: str = "test.work", **more) -> Job:
    enqueue(kind, **more)
    job = leases.claim(now=timezone.now())
    assert job is not None
    return job


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_that_is_held_is_nobody_elses():
    claimed()
    assert leases.claim(now=timezone.now()) is None
    assert leases.release_lost(now=timezone.now()) == []


def test_the_job_of_a_worker_that_vanished_goes_to_another_one():
    job = claimed()
    assert leases.release_lost(now=timezone.now() + LATER) == [job]
    again = leases.claim(now=timezone.now() + LATER)
    assert again == job
    assert again.token != job.token
    assert (again.losses, again.attempts) == (1, 0)


def test_a_lease_that_is_renewed_is_not_over():
    job = claimed()
    assert leases.renew(job, now=timezone.now() + LATER)
    assert leases.release_lost(now=timezone.now() + LATER) == []


@pytest.mark.parametrize(
    "write",
    [
        lambda run: run.progress(1, 2),
        lambda run: run.say("Still here."),
        lambda run: run.stop_if_cancelled(),
        lambda run: run.finish({"mine": True}),
        lambda run: leases.fail(run.job, "late", now=timezone.now()),
    ],
    ids=["progress", "say", "stop_if_cancelled", "finish", "fail"],
)
def test_a_worker_that_lost_its_job_cannot_write_to_it(write):
    slow = claimed()
    leases.release_lost(now=timezone.now() + LATER)
    quick = leases.claim(now=timezone.now() + LATER)
    with pytest.raises(LostLeaseError):
        write(Run(slow))
    assert not leases.renew(slow, now=timezone.now())
    assert fresh(quick).token == quick.token
    assert fresh(quick).log == []


def test_what_a_handler_writes_with_the_end_is_not_written_when_the_job_is_lost():
    slow = claimed()
    leases.release_lost(now=timezone.now() + LATER)
    with pytest.raises(LostLeaseError), Run(slow).finish_with():
        person("never@firm.example")
    assert User.objects.count() == 0
    assert fresh(slow).state == State.QUEUED


def test_a_step_is_written_along_with_its_progress_or_not_at_all():
    run = Run(claimed())
    with run.step(1, 3):
        person("first@firm.example")
    with pytest.raises(IntegrityError), run.step(2):
        User.objects.bulk_create([User(email="second@firm.example"), User(email="first@firm.example")])
    assert (fresh(run.job).done, fresh(run.job).total, run.job.done) == (1, 3, 1)
    assert [user.email for user in User.objects.all()] == ["first@firm.example"]


def test_a_job_that_vanishes_with_its_workers_again_and_again_fails_in_the_end():
    enqueue("test.killer")
    for round_ in range(leases.LOSSES):
        assert leases.claim(now=NOW + round_ * LATER + LATER) is not None
        leases.release_lost(now=NOW + (round_ + 1) * LATER + LATER)
    job = Job.objects.get()
    assert (job.state, job.losses) == (State.FAILED, leases.LOSSES)


def test_an_error_is_tried_again_later_and_later():
    handles("test.fail", attempts=3)(lambda run: 1 / 0)
    job = enqueue("test.fail")
    waits = []
    for _attempt in range(2):
        execute(leases.claim(now=timezone.now() + LATER))
        job.refresh_from_db()
        waits.append(round((job.run_after - timezone.now()).total_seconds()))
        assert job.state == State.QUEUED
    assert waits == [10, 60]
    execute(leases.claim(now=timezone.now() + LATER))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "ZeroDivisionError" in job.error


def test_delays_grow_up_to_an_hour():
    assert [leases.delay(number).total_seconds() for number in (1, 2, 3, 4, 5, 99)] == [10, 60, 360, 2160, 3600, 3600]


def test_a_refusal_is_not_tried_again_and_told_to_the_owner():
    def refuse(run):
        raise Refused("The file has no rows.")

    handles("test.refuse")(refuse)
    job = enqueue("test.refuse")
    run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.refusal, job.error) == (State.FAILED, "The file has no rows.", "")


def test_two_jobs_of_one_lane_never_run_at_once():
    first = claimed("test.work", lane="import:7")
    second = enqueue("test.work", lane="import:7")
    other = enqueue("test.work", lane="import:8")
    assert leases.claim(now=timezone.now()) == other
    assert leases.claim(now=timezone.now()) is None
    Run(first).finish(None)
    assert leases.claim(now=timezone.now()) == second


def test_the_lane_of_the_handler_counts_where_the_job_has_none():
    handles("test.index", lane="index")(lambda run: None)
    first = claimed("test.index")
    assert first.lane == "index"
    enqueue("test.index")
    enqueue("test.other", lane="index")
    assert leases.claim(now=timezone.now()) is None


def test_the_database_itself_refuses_two_running_jobs_of_one_lane():
    claimed("test.work", lane="index")
    other = enqueue("test.work", lane="index")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Job.objects.filter(pk=other.pk).update(state=State.RUNNING, token="x", lease_until=timezone.now())
    assert leases.lane_was_taken(refused.value)


def test_another_rule_of_the_database_that_is_broken_is_not_taken_for_a_busy_lane():
    other = enqueue("test.work", lane="index")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Job.objects.filter(pk=other.pk).update(state=State.RUNNING, token="")
    assert not leases.lane_was_taken(refused.value)


def test_a_waiting_job_is_cancelled_at_once():
    ada, job = person(), enqueue("test.work")
    assert cancel(job=job, actor=ada).state == State.CANCELLED
    assert run_jobs() == []
    assert AuditEntry.objects.get(action="cancel job").actor == ada
    with pytest.raises(JobIsOverError):
        cancel(job=job, actor=ada)


def test_a_running_job_stops_where_its_handler_allows_it():
    ada, steps = person(), []

    @handles("test.long")
    def long(run):
        for number in range(5):
            run.stop_if_cancelled()
            steps.append(number)
            if number == 1:
                cancel(job=run.job, actor=ada)

    job = enqueue("test.long")
    run_jobs()
    assert steps == [0, 1]
    assert fresh(job).state == State.CANCELLED


def test_a_cancelled_job_of_a_worker_that_vanished_is_over():
    job = claimed()
    cancel(job=job, actor=person())
    leases.release_lost(now=timezone.now() + LATER)
    assert fresh(job).state == State.CANCELLED


def test_a_job_goes_back_into_the_queue_when_its_worker_ends():
    import threading

    handles("test.long")(lambda run: run.stop_if_cancelled())
    ending = threading.Event()
    ending.set()
    job = claimed("test.long")
    execute(job, ending=ending)
    assert (fresh(job).state, fresh(job).attempts, fresh(job).token) == (State.QUEUED, 0, "")


def test_lines_of_the_log_stay_in_order_and_are_not_endless():
    run = Run(claimed())
    for number in range(520):
        run.say(f"Line {number}")
    log = fresh(run.job).log
    assert (len(log), log[0]["text"], log[-1]["text"]) == (500, "Line 20", "Line 519")
