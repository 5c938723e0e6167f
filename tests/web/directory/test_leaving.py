"""A member leaves its cluster by itself, is a member again if it likes, and its managers cannot undo it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.cluster_work import memberships
from cordata_web.directory.models import Membership
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry
from web import cast

pytestmark = pytest.mark.django_db
PEOPLE = "/en/organisations/rossi/people/"


@pytest.fixture
def rossi():
    return cast.organisation("rossi", name="Rossi")


@pytest.fixture
def mesap(rossi):
    return cast.cluster("mesap", members=(rossi,), name="Mesap")


@pytest.fixture
def ada(rossi):
    return cast.person("ada@rossi.example", "member", rossi)


@pytest.fixture
def mia(mesap):
    return cast.person("mia@mesap.example", "cluster_manager", mesap)


def belongs() -> bool:
    return Membership.holding(timezone.localdate()).filter(member="rossi", cluster="mesap").exists()


def test_a_member_leaves_by_one_press_and_the_manager_is_written_to(rossi, mesap, ada, mia):
    browser = cast.signed_in(ada)
    assert "Leave the cluster" in browser.get(PEOPLE).content.decode()
    browser.post("/en/organisations/rossi/clusters/mesap/leave/")
    assert not belongs()
    assert Letter.objects.get(kind="membership_left").to_address == mia.email
    assert AuditEntry.objects.filter(action="leave cluster", actor=ada).exists()
    shown = browser.get(PEOPLE).content.decode()
    assert "You were a member of Mesap until" in shown
    assert "Leave the cluster" not in shown


def test_it_takes_that_back_and_leaves_no_trace_for_visitors(rossi, mesap, ada):
    browser = cast.signed_in(ada)
    browser.post("/en/organisations/rossi/clusters/mesap/leave/")
    browser.post("/en/organisations/rossi/clusters/mesap/return/")
    row = Membership.objects.get()
    assert (row.until, row.left) == (None, False)
    told = browser.post("/en/organisations/rossi/clusters/mesap/return/", follow=True).content.decode()
    assert "Somebody was faster" in told


def test_the_manager_cannot_undo_what_the_member_decided(rossi, mesap, ada, mia):
    today = timezone.localdate()
    memberships.leave_cluster(cluster=mesap, member=rossi, actor=ada, today=today)
    with pytest.raises(memberships.NotAMemberError):
        memberships.undo_end(cluster=mesap, member=rossi, actor=mia, today=today)
    cast.signed_in(mia).post("/en/clusters/mesap/manage/members/rossi/return/")
    assert not belongs()


def test_what_the_manager_ended_the_member_does_not_take_up(rossi, mesap, ada, mia):
    today = timezone.localdate()
    memberships.end_membership(cluster=mesap, member=rossi, actor=mia, today=today)
    with pytest.raises(memberships.NotAMemberError):
        memberships.undo_leaving(cluster=mesap, member=rossi, actor=ada, today=today)


def test_after_a_month_it_has_to_be_asked_anew(rossi, mesap, ada):
    day = date(2026, 1, 10)
    memberships.leave_cluster(cluster=mesap, member=rossi, actor=ada, today=day)
    late = day + timedelta(days=memberships.UNDO_DAYS + 1)
    assert not memberships.lately_left(rossi, late)
    with pytest.raises(memberships.NotAMemberError):
        memberships.undo_leaving(cluster=mesap, member=rossi, actor=ada, today=late)


def test_nobody_else_takes_it_out(rossi, mesap, mia):
    assert cast.signed_in(mia).post("/en/organisations/rossi/clusters/mesap/leave/").status_code == 403
    assert cast.signed_in(cast.person()).post("/en/organisations/rossi/clusters/mesap/leave/").status_code == 403
    assert belongs()


@pytest.mark.parametrize("path", ["clusters/mesap/destroy/", "clusters/nowhere/leave/"])
def test_other_addresses_lead_nowhere(rossi, mesap, ada, path):
    assert cast.signed_in(ada).post(f"/en/organisations/rossi/{path}").status_code == 404
    assert belongs()
