"""The end of validity: warned once, over in time, renewed by a link."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.exchange.renewal import renewal_link
from cordata_web.jobs import enqueue
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, RoleAssignment
from web.cast import opportunity, organisation, person, signed_in
from web.jobs.working import run_jobs

pytestmark = pytest.mark.django_db


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def rossi():
    return organisation("rossi", name="Rossi Fonderie", valid_until=in_days(200))


@pytest.fixture
def ada(rossi):
    return person("ada@rossi.example", "member", rossi, language="de")


def run_expiry():
    enqueue("exchange.expire")
    return next(job for job in run_jobs() if job.kind == "exchange.expire").result


def test_owners_are_warned_once_for_each_end(ada, rossi, own_folder):
    soon = opportunity(rossi, valid_until=in_days(10))
    opportunity(rossi, valid_until=in_days(40))
    opportunity(rossi, valid_until=in_days(3), state="draft")
    assert run_expiry()["letters"] == 1
    assert run_expiry()["letters"] == 0
    letter = Letter.objects.get()
    assert (letter.to_user, letter.topic, letter.language) == (ada, "reminders", "de")
    soon.refresh_from_db()
    assert soon.warned == timezone.localdate()


def test_a_claimed_profile_is_warned_and_expires_too(ada, rossi, own_folder):
    rossi.valid_until = in_days(5)
    rossi.save()
    assert run_expiry() == {"expired": 0, "letters": 1}
    rossi.valid_until = in_days(-1)
    rossi.save()
    assert run_expiry()["expired"] == 1
    rossi.refresh_from_db()
    assert rossi.state == "expired"


def test_what_is_over_expires_and_nothing_else(ada, rossi, own_folder):
    over, last_day = opportunity(rossi, valid_until=in_days(-1)), opportunity(rossi, valid_until=in_days(0))
    assert run_expiry()["expired"] == 1
    over.refresh_from_db()
    last_day.refresh_from_db()
    assert (over.state, last_day.state) == ("expired", "published")
    assert AuditEntry.objects.get(action="expire").actor is None


def test_the_link_of_the_letter_shows_a_button_that_renews(ada, rossi, client, own_folder):
    soon = opportunity(rossi, valid_until=in_days(10))
    run_expiry()
    path = re.search(r"/de/renew/\S+/", Letter.objects.get().text).group()
    page = client.get(path)
    soon.refresh_from_db()
    assert (page.status_code, soon.valid_until) == (200, in_days(10))
    client.post(path)
    soon.refresh_from_db()
    assert soon.valid_until == in_days(183)
    assert soon.warned is None
    assert AuditEntry.objects.get(action="renew").actor == ada
    assert client.get(path).status_code == 410


def test_a_link_is_good_only_for_those_who_still_may(ada, rossi, client):
    soon = opportunity(rossi, valid_until=in_days(10))
    path = renewal_link(soon, ada)
    assert client.get(path).status_code == 200
    assert client.get(f"{path[:-2]}/").status_code == 410
    RoleAssignment.objects.filter(user=ada).delete()
    assert client.post(path).status_code == 410
    soon.refresh_from_db()
    assert soon.valid_until == in_days(10)


def test_what_has_expired_is_renewed_with_one_click(ada, rossi, own_folder):
    over = opportunity(rossi, valid_until=in_days(-3), state="expired")
    signed_in(ada).post(f"/en/opportunities/{over.pk}/step/renew/")
    over.refresh_from_db()
    assert (over.state, over.valid_until) == ("published", in_days(183))
