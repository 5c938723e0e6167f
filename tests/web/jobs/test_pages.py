"""The pages of background work: whose they are, and what they show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.jobs import enqueue
from cordata_web.jobs.messages import TITLES, outcome_of, standing_of, title_of
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.registry import HANDLERS
from web.cast import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person()


@pytest.fixture
def job(ada) -> Job:
    made = enqueue("test.import", owner=ada)
    log = [{"at": timezone.now().isoformat(), "text": "Row 3 <b>has</b> no name."}]
    Job.objects.filter(pk=made.pk).update(
        state=State.RUNNING, token="t", lease_until=timezone.now(), done=30, total=120, log=log
    )
    made.refresh_from_db()
    return made


def test_strangers_are_asked_to_sign_in(client, job):
    for address in ("/en/jobs/", f"/en/jobs/{job.pk}/", f"/en/jobs/{job.pk}/state/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]


def test_another_persons_job_is_not_to_be_found(job):
    other = signed_in(person("eve@firm.example"))
    assert other.get(f"/en/jobs/{job.pk}/").status_code == 404
    assert other.get(f"/en/jobs/{job.pk}/state/").status_code == 404
    assert other.post(f"/en/jobs/{job.pk}/cancel/").status_code == 404
    assert str(job.pk) not in other.get("/en/jobs/").content.decode()
    job.refresh_from_db()
    assert not job.stopping


def test_the_owner_sees_progress_and_log(ada, job):
    page = signed_in(ada).get(f"/en/jobs/{job.pk}/").content.decode()
    assert "30 of 120" in page
    assert "Row 3 &lt;b&gt;has&lt;/b&gt; no name." in page
    assert "Cancel this work" in page
    assert f'data-job="/en/jobs/{job.pk}/state/"' in page


def test_the_state_is_told_as_data(ada, job):
    told = signed_in(ada).get(f"/en/jobs/{job.pk}/state/").json()
    assert (told["state"], told["over"], told["percent"]) == ("running", False, 25)
    assert "30 of 120" in told["course"]


def test_the_owner_cancels_and_is_told_so(ada, job):
    client = signed_in(ada)
    answer = client.post(f"/en/jobs/{job.pk}/cancel/", follow=True)
    assert answer.redirect_chain == [(f"/en/jobs/{job.pk}/", 302)]
    assert "It is being stopped." in answer.content.decode()
    assert "Cancel this work" not in answer.content.decode()
    assert client.get(f"/en/jobs/{job.pk}/cancel/").status_code == 405


def test_cancelling_what_has_ended_is_answered_calmly(ada, job):
    Job.objects.update(state=State.DONE, token="", lease_until=None)
    page = signed_in(ada).post(f"/en/jobs/{job.pk}/cancel/", follow=True).content.decode()
    assert "This work had already ended." in page


def test_the_secretariat_sees_the_error_and_the_owner_does_not(ada, job):
    Job.objects.update(state=State.FAILED, token="", lease_until=None, error="ZeroDivisionError: secret", refusal="")
    own = signed_in(ada).get(f"/en/jobs/{job.pk}/").content.decode()
    assert "It did not work. The secretariat can see the reason." in own
    assert "ZeroDivisionError" not in own
    office = signed_in(person("office@site.example", "secretariat"))
    assert "ZeroDivisionError: secret" in office.get(f"/en/jobs/{job.pk}/").content.decode()
    assert str(job.pk) in office.get("/en/jobs/").content.decode()


def test_what_came_of_it_is_shown_with_a_link(ada, job):
    result = {"message": "12 members were added.", "url": "/en/clusters/mesap/"}
    Job.objects.update(state=State.DONE, token="", lease_until=None, result=result)
    page = signed_in(ada).get(f"/en/jobs/{job.pk}/").content.decode()
    assert "12 members were added." in page
    assert 'href="/en/clusters/mesap/"' in page
    assert "data-job=" not in page
    assert 'href="/sl/clusters/mesap/"' in signed_in(ada).get(f"/sl/jobs/{job.pk}/").content.decode()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_results_link_to_this_site_only(address):
    assert outcome_of(Job(result={"url": address})) == ("", "")


def test_the_list_is_filtered_by_state(ada, job):
    client = signed_in(ada)
    assert str(job.pk) in client.get("/en/jobs/?state=running").content.decode()
    assert str(job.pk) not in client.get("/en/jobs/?state=done").content.decode()


def test_a_list_without_jobs_says_so(ada):
    assert "Nothing is under way" in signed_in(ada).get("/en/jobs/").content.decode()


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_sentence(state):
    assert standing_of(Job(state=state), now=timezone.now() + timedelta(seconds=1)).endswith(".")


def test_a_job_that_is_tried_again_says_when():
    later = Job(run_after=timezone.now() + timedelta(minutes=6), attempts=2)
    assert standing_of(later, now=timezone.now()).startswith("It did not work this time and is tried again")


def test_every_kind_that_the_apps_handle_has_a_name():
    assert sorted(set(HANDLERS) - set(TITLES)) == []


def test_a_kind_without_a_name_is_background_work():
    assert title_of(Job(kind="test.unnamed")) == "Background work"
