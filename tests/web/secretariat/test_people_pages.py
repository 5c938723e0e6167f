"""People and roles: finding them, inviting to any role, ending a role, and the first of the secretariat."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cordata_web.mail.models import Letter
from cordata_web.people.assignments import LastMemberError, end_role
from cordata_web.people.models import AuditEntry, Invitation, RoleAssignment
from web.cast import cluster, organisation, person, signed_in
from web.secretariat.office import READERS, ROLES, client_of, expected

pytestmark = pytest.mark.django_db
ADDRESS = "/en/secretariat/people/"


@pytest.fixture
def ben():
    return person("ben@net.example", "secretariat")


@pytest.fixture
def office(ben):
    return signed_in(ben)


def offered(**more) -> Invitation:
    facts = {"email": "cleo@firm.example", "role": "auditor", "expires": timezone.localdate() + timedelta(days=3)}
    return Invitation.objects.create(**{**facts, **more})


@pytest.mark.parametrize("role", ROLES)
def test_readers_see_the_people_and_only_the_secretariat_acts(role):
    verdi = organisation("verdi")
    ada = person("ada@verdi.example", "member", verdi)
    person("eva@verdi.example", "member", verdi)
    held, open_one = ada.assignments.get(), offered()
    client = client_of(role)
    assert client.get(ADDRESS).status_code == expected(role, READERS)
    assert client.get(f"{ADDRESS}invite/").status_code == expected(role, ("secretariat",))
    for post in (f"roles/{held.pk}/end/", f"invitations/{open_one.pk}/again/", f"invitations/{open_one.pk}/withdraw/"):
        code = client.post(ADDRESS + post).status_code
        assert code == 302 if role in ("visitor", "secretariat") else code in (403, 404), post
    open_one.refresh_from_db()
    assert (open_one.withdrawn is not None) == (role == "secretariat")


def test_people_are_found_by_name_organisation_and_role(office):
    person("ada@rossi.example", "member", organisation("rossi"))
    person("off@region.example", "officer")
    for query, names in (("q=ada", "ada@rossi"), ("q=rossi", "ada@rossi"), ("role=officer", "off@region")):
        page = office.get(f"{ADDRESS}?{query}").content.decode()
        found = [one for one in ("ada@rossi", "off@region") if one in page]
        assert found == [names]
    assert "Nobody found" in office.get(f"{ADDRESS}?q=nobody").content.decode()


def test_all_roles_of_a_person_stand_together(office):
    ada = person("ada@rossi.example", "member", organisation("rossi"))
    person(ada.email, "officer")
    page = office.get(f"{ADDRESS}?role=officer").content.decode()
    assert page.count("<strong>Ada</strong>") == 1
    assert "Rossi" in page
    assert "Piedmont (ITC1)" in page


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({"role": "secretariat"}, ("secretariat", None, "")),
        ({"role": "officer", "region": "ITC1"}, ("officer", None, "ITC1")),
        ({"role": "officer", "region": "SI"}, ("officer", None, "SI")),
        ({"role": "member", "organisation": "rossi"}, ("member", "rossi", "")),
        ({"role": "member", "organisation": "ROSSI", "region": "SI"}, ("member", "rossi", "")),
        ({"role": "cluster_manager", "organisation": "Mesa"}, ("cluster_manager", "mesap", "")),
    ],
)
def test_somebody_is_invited_to_any_role(office, given, made):
    organisation("rossi")
    cluster("mesap")
    answer = office.post(f"{ADDRESS}invite/", {"email": "cleo@firm.example", "language": "de", **given})
    assert answer.status_code == 302
    row = Invitation.objects.get()
    assert (row.role, row.profile_id, row.region) == made
    assert Letter.objects.get(kind="invitation").language == "de"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "officer"}, "Please choose the region."),
        ({"role": "member"}, "Please name the organisation or cluster."),
        ({"role": "member", "organisation": "zzz"}, "Nothing in the directory has this name."),
        ({"role": "member", "organisation": "ross"}, "Several have this name."),
        ({"role": "cluster_manager", "organisation": "rossi"}, "Clusters have managers, organisations have members."),
        ({"role": "secretariat", "email": "ben@net.example"}, "This person has the role already."),
    ],
)
def test_an_invitation_that_makes_no_sense_is_explained(office, given, said):
    organisation("rossi")
    organisation("rossini")
    answer = office.post(f"{ADDRESS}invite/", {"email": "cleo@firm.example", "language": "de", **given})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_an_invitation_is_sent_again_with_its_time_begun_anew(office):
    row = offered(expires=timezone.localdate() - timedelta(days=2))
    assert "cleo@firm.example" in office.get(ADDRESS).content.decode()
    office.post(f"{ADDRESS}invitations/{row.pk}/again/")
    row.refresh_from_db()
    assert row.expires > timezone.localdate()
    assert Letter.objects.get().to_address == "cleo@firm.example"


def test_a_withdrawn_invitation_is_not_sent_again(office):
    row = offered(withdrawn=timezone.now())
    page = office.post(f"{ADDRESS}invitations/{row.pk}/again/", follow=True).content.decode()
    assert "Somebody was faster" in page
    assert Letter.objects.count() == 0


def test_a_role_ends_and_the_page_comes_back_as_it_was_filtered(office):
    off = person("off@region.example", "officer").assignments.get()
    answer = office.post(f"{ADDRESS}roles/{off.pk}/end/", {"next": f"{ADDRESS}?role=officer"})
    assert answer.headers["Location"] == f"{ADDRESS}?role=officer"
    assert RoleAssignment.holding(timezone.localdate()).filter(role="officer").count() == 0
    answer = office.post(f"{ADDRESS}roles/{off.pk}/end/", {"next": "//elsewhere.example/"})
    assert answer.status_code == 404


def test_nobody_is_led_to_another_site(office):
    off = person("off@region.example", "officer").assignments.get()
    answer = office.post(f"{ADDRESS}roles/{off.pk}/end/", {"next": "//elsewhere.example/"})
    assert answer.headers["Location"] == ADDRESS


def test_the_last_of_the_secretariat_stays(office, ben):
    mine = ben.assignments.get()
    page = office.post(f"{ADDRESS}roles/{mine.pk}/end/", follow=True).content.decode()
    assert "Somebody has to keep this role" in page
    with pytest.raises(LastMemberError):
        end_role(assignment=mine, actor=ben)
    person("cleo@net.example", "secretariat")
    end_role(assignment=mine, actor=ben)
    assert not ben.assignments.exists()


def test_the_first_of_the_secretariat_is_appointed_by_a_command():
    ada = person("ada@net.example")
    told = StringIO()
    call_command("appoint", "Ada@net.example", "secretariat", stdout=told)
    call_command("appoint", "ada@net.example", "officer", region="ITC1", stdout=told)
    assert sorted(ada.assignments.values_list("role", "region")) == [("officer", "ITC1"), ("secretariat", "")]
    assert "ada@net.example has the role secretariat now." in told.getvalue()
    assert AuditEntry.objects.filter(action="give role", actor=None).count() == 2


@pytest.mark.parametrize(
    ("role", "region", "said"),
    [("secretariat", "", "Nobody has an account"), ("officer", "", "needs --region"), ("auditor", "SI", "nobody else")],
)
def test_the_command_says_what_is_wrong(role, region, said):
    with pytest.raises(CommandError, match=said):
        call_command("appoint", "nobody@net.example", role, region=region)
