"""What enqueuing promises."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cordata_web.jobs import enqueue, enqueue_unless_waiting, handles
from cordata_web.jobs.leases import claim
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import KindTakenError
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db


def test_a_job_is_done_and_keeps_its_result():
    @handles("test.double")
    def double(run):
        return {"twice": 2 * run.arguments["figure"]}

    job = enqueue("test.double", {"figure": 21})
    assert job.state == State.QUEUED
    assert run_jobs() == [job]
    job.refresh_from_db()
    assert (job.state, job.result, job.token, job.lease_until) == (State.DONE, {"twice": 42}, "", None)
    assert job.started <= job.finished
    assert run_jobs() == []


def test_a_transaction_that_is_rolled_back_takes_its_jobs_away():
    with transaction.atomic():
        enqueue("test.nothing")
        assert Job.objects.count() == 1
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


def test_the_same_key_gives_the_same_job_even_when_it_is_done():
    @handles("test.nothing")
    def nothing(run):
        return None

    first = enqueue("test.nothing", key="mail:7")
    assert enqueue("test.nothing", key="mail:7") == first
    run_jobs()
    assert enqueue("test.nothing", key="mail:7").state == State.DONE
    assert enqueue("test.nothing") != enqueue("test.nothing")


def test_a_job_is_not_done_before_its_time():
    @handles("test.nothing")
    def nothing(run):
        return None

    now = timezone.now()
    later = enqueue("test.nothing", run_after=now + timedelta(hours=2))
    assert run_jobs() == []
    assert run_jobs(now=now + timedelta(hours=3)) == [later]


def test_jobs_are_done_in_the_order_in_which_they_came():
    seen = []
    handles("test.note")(lambda run: seen.append(run.arguments["number"]))
    for number in range(5):
        enqueue("test.note", {"number": number})
    run_jobs()
    assert seen == [0, 1, 2, 3, 4]


def test_a_handler_speaks_the_language_of_the_owner(django_user_model):
    from django.utils.translation import get_language

    handles("test.speak")(lambda run: {"language": get_language()})
    luca = django_user_model.objects.create_user("luca@firm.example", language="it")
    enqueue("test.speak", owner=luca)
    enqueue("test.speak")
    assert [job.result["language"] for job in run_jobs()] == ["it", "en"]


def test_two_functions_cannot_handle_one_kind():
    handles("test.taken")(lambda run: None)
    with pytest.raises(KindTakenError):
        handles("test.taken")(lambda run: None)


def test_a_kind_that_nobody_handles_is_tried_again_and_then_fails_with_its_name():
    job = enqueue("test.unheard-of")
    for hour in range(10):
        run_jobs(now=timezone.now() + timedelta(hours=hour), may_fail=True)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "test.unheard-of" in job.error


def test_the_same_job_is_not_put_into_the_queue_twice_while_it_waits():
    with transaction.atomic():
        first = enqueue_unless_waiting("counting.once", {"to": 1})
        again = enqueue_unless_waiting("counting.once", {"to": 1})
        other = enqueue_unless_waiting("counting.once", {"to": 2})
    assert (again, Job.objects.count()) == (first, 2)
    assert other != first


def test_a_job_that_has_begun_may_have_looked_too_early_so_that_another_one_is_queued():
    begun = enqueue("counting.once", {"to": 1})
    assert claim(now=timezone.now()) == begun
    with transaction.atomic():
        assert enqueue_unless_waiting("counting.once", {"to": 1}) != begun


def test_jobs_of_a_kind_begin_apart_so_that_work_asked_for_again_and_again_is_done_once():
    apart = timedelta(seconds=10)
    with transaction.atomic():
        assert enqueue_unless_waiting("counting.once", {"to": 1}, apart=apart).run_after <= timezone.now()
    begun = claim(now=timezone.now())
    with transaction.atomic():
        later = enqueue_unless_waiting("counting.once", {"to": 1}, apart=apart)
        again = enqueue_unless_waiting("counting.once", {"to": 1}, apart=apart)
    assert later == again != begun
    assert later.run_after == begun.started + apart
    assert claim(now=begun.started + apart / 2) is None
    assert claim(now=begun.started + apart) == later
