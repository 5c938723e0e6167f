"""People of organisations, reminders, claims and the audit log by programs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.models import Claim, Profile
from cordata_web.mail.models import Letter
from cordata_web.people.models import Invitation, Role
from web import cast
from web.api.test_manners import kind

PEOPLE = "/organisations/rossi/people"


@pytest.fixture
def rossi(db):
    return cast.organisation("rossi", name="Rossi")


@pytest.fixture
def ada(rossi, program):
    return program(cast.person("ada@rossi.example", "member", rossi))


@pytest.fixture
def office(db, program):
    return program(cast.person("office@cordata.example", Role.SECRETARIAT))


def test_a_colleague_is_invited_and_the_invitation_withdrawn(ada):
    made = ada.post("/organisations/rossi/invitations", {"email": "bo@rossi.example", "language": "de"}, 201)
    assert Letter.objects.get(kind="invitation").language == "de"
    assert [one["id"] for one in ada.get(PEOPLE)["invitations"]] == [made["id"]]
    ada.post(f"/invitations/{made['id']}/steps/withdraw")
    assert kind(ada.post(f"/invitations/{made['id']}/steps/withdraw", status=409)) == "refused"
    assert ada.get(PEOPLE)["invitations"] == []
    assert kind(ada.post("/organisations/rossi/invitations", {"email": "nobody"}, 422)) == "validation"
    assert kind(ada.post("/organisations/rossi/invitations", {"email": "ada@rossi.example"}, 409)) == "refused"


def test_a_role_ends_unless_it_is_the_last(ada, rossi):
    cast.person("bo@rossi.example", "member", rossi)
    first, second = sorted(ada.get(PEOPLE)["people"], key=lambda one: one["email"])
    assert (first["email"], first["may_end"]) == ("ada@rossi.example", True)
    ada.post(f"/roles/{second['id']}/steps/end", status=204)
    assert kind(ada.post(f"/roles/{first['id']}/steps/end", status=409)) == "refused"
    assert len(ada.get(PEOPLE)["people"]) == 1


def test_people_of_others_are_not_seen(rossi, program):
    made = Invitation.objects.create(
        email="x@y.example", role=Role.MEMBER, profile=rossi, expires=timezone.localdate() + timedelta(days=9)
    )
    stranger = program(cast.person("eve@x.example"))
    stranger.get(PEOPLE, 403)
    stranger.post("/organisations/rossi/invitations", {"email": "a@b.example"}, 403)
    stranger.post(f"/invitations/{made.pk}/steps/withdraw", status=404)


def test_a_manager_reminds_a_member_once(ada, rossi, program):
    mesap = cast.cluster("mesap", members=(rossi,))
    mia = program(cast.person("mia@mesap.example", "cluster_manager", mesap))
    assert mia.post("/clusters/mesap/members/rossi/nudge")["letters"] == 1
    assert kind(mia.post("/clusters/mesap/members/rossi/nudge", status=409)) == "refused"
    cast.organisation("other")
    mia.post("/clusters/mesap/members/other/nudge", status=404)
    ada.post("/clusters/mesap/members/rossi/nudge", status=404)


def test_a_claim_is_decided_with_a_word(office, rossi, program):
    eve = cast.person("eve@x.example")
    claim = Claim.objects.create(profile=rossi, user=eve)
    (waits,) = office.get("/reviews?kind=claim")["waiting"]
    assert waits["id"] == claim.pk
    address = f"/claims/{claim.pk}/decisions"
    assert kind(office.post(f"{address}/refuse", {}, 422)) == "validation"
    assert office.post(f"{address}/confirm")["state"] == "confirmed"
    assert kind(office.post(f"{address}/confirm", status=409)) == "refused"
    assert [one["id"] for one in program(eve).get("/me/organisations")["organisations"]] == ["rossi"]
    program(eve).post(f"{address}/confirm", status=403)


def test_the_audit_log_is_read_by_those_who_may(office, ada, rossi):
    ada.patch("/organisations/rossi", {"employees": 40})
    found = office.get("/audit?object_kind=directory.profile&thing=rossi&language=it&action=updated")
    assert found["total"] == 1
    (entry,) = found["entries"]
    assert (entry["thing"], entry["changes"]["employees"][1]) == ("rossi", 40)
    assert "Rossi" in entry["sentence"]
    assert office.get("/audit?since=2099-01-01")["total"] == 0
    ada.get("/audit", 403)
    assert Profile.objects.get(pk="rossi").employees == 40
