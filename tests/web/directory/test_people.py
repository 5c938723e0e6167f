"""Who acts for an organisation: inviting, accepting, ending, and what the cluster may do."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cordata_web.directory.keeping import valid_from
from cordata_web.mail.models import Letter
from cordata_web.people import policy
from cordata_web.people.assignments import LastMemberError, RoleOverError, end_role, give_role
from cordata_web.people.invitations import (
    HasRoleError,
    InvitationOverError,
    accept,
    address_of,
    invitation_of,
    invite,
    withdraw,
)
from cordata_web.people.models import Invitation, Role, RoleAssignment
from web.cast import organisation, person, signed_in


@pytest.fixture
def rossi(db):
    return organisation("rossi")


@pytest.fixture
def ada(rossi):
    return person("ada@rossi.example", "member", rossi)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def _invited(rossi, ada, email: str = "ben@rossi.example") -> Invitation:
    return invite(actor=ada, email=email, role=Role.MEMBER, profile=rossi, language="it")


def test_a_colleague_is_invited_by_e_mail_in_the_chosen_language_and_accepts(rossi, ada) -> None:
    sent = {"email": "Ben@Rossi.example", "language": "it", "note": "Benvenuto!"}
    assert signed_in(ada).post("/en/organisations/rossi/people/", sent).status_code == 302
    letter = Letter.objects.get()
    assert (letter.to_address, letter.language) == ("ben@rossi.example", "it")
    assert "Benvenuto!" in letter.text
    address = re.search(r"https?://[^/]+(/\S*invitations/\S+)", letter.text)
    ben = person("ben@private.example")
    page = signed_in(ben).get(address[1])
    assert page.status_code == 200
    signed_in(ben).post(address[1])
    assert rossi.pk in policy.acts_for(ben)


def test_a_stranger_is_led_to_sign_up_and_back(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    page = Client().get(address_of(invitation)).content.decode()
    assert "You are invited to act for Rossi." in page
    assert "/en/account/signup/?next=" in page
    assert Client().post(address_of(invitation)).status_code == 200
    assert Invitation.objects.get().accepted is None


def test_an_invitation_is_good_once(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    accept(invitation=invitation, user=person("ben@rossi.example"))
    with pytest.raises(InvitationOverError):
        accept(invitation=invitation, user=person("eve@x.example"))


def test_an_invitation_runs_out(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    Invitation.objects.update(expires=timezone.localdate() - timedelta(days=1))
    with pytest.raises(InvitationOverError):
        accept(invitation=invitation, user=person("ben@rossi.example"))
    page = signed_in(person("ben@rossi.example")).get(address_of(invitation)).content.decode()
    assert "This invitation was taken already, was withdrawn, or has run out." in page


def test_a_withdrawn_invitation_opens_nothing(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    signed_in(ada).post(f"/en/organisations/rossi/invitations/{invitation.pk}/withdraw/")
    with pytest.raises(InvitationOverError):
        accept(invitation=invitation, user=person("ben@rossi.example"))
    with pytest.raises(InvitationOverError):
        withdraw(invitation=invitation, actor=ada)


def test_the_id_of_an_invitation_alone_opens_nothing(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    assert invitation_of(invitation.pk) is None
    assert invitation_of(f"{invitation.pk}:forged") is None
    assert Client().get(f"/en/invitations/{invitation.pk}/").status_code == 404


def test_invited_twice_it_is_one_invitation(rossi, ada) -> None:
    assert _invited(rossi, ada).pk == _invited(rossi, ada).pk
    assert Letter.objects.count() == 2


def test_who_acts_already_is_not_invited(rossi, ada) -> None:
    with pytest.raises(HasRoleError):
        _invited(rossi, ada, "ADA@rossi.example")
    sent = {"email": "ada@rossi.example", "language": "en"}
    page = signed_in(ada).post("/en/organisations/rossi/people/", sent).content.decode()
    assert "This person acts for the organisation already." in page


def test_a_first_member_makes_the_profile_its_own(db) -> None:
    rossi = organisation("rossi", claimed=None, valid_until=None)
    made = invite(actor=person("sec@n.example", "secretariat"), email="b@x.example", role=Role.MEMBER, profile=rossi)
    accept(invitation=made, user=person("b@x.example"))
    rossi.refresh_from_db()
    today = timezone.localdate()
    assert rossi.claimed == today
    assert rossi.valid_until == valid_from(today), "in a year they are asked whether it still holds"


def test_roles_without_a_profile_are_offered_alike(db) -> None:
    made = invite(actor=person("sec@n.example", "secretariat"), email="o@x.example", role=Role.OFFICER, region="ITC1")
    accept(invitation=made, user=person("o@x.example"))
    assert policy.standing_of(person("o@x.example")).regions == {"ITC1"}


def test_the_last_who_acts_stays(rossi, ada) -> None:
    with pytest.raises(LastMemberError):
        end_role(assignment=RoleAssignment.objects.get(), actor=ada)
    role = RoleAssignment.objects.get()
    page = signed_in(ada).post(f"/en/organisations/rossi/people/{role.pk}/end/", follow=True).content.decode()
    assert "Somebody has to act for the organisation" in page


def test_a_role_ends_at_once(rossi, ada) -> None:
    ben = person("ben@rossi.example", "member", rossi)
    RoleAssignment.objects.filter(user=ben).update(since=timezone.localdate() - timedelta(days=9))
    role = RoleAssignment.objects.get(user=ben)
    end_role(assignment=role, actor=ada)
    assert policy.acts_for(ben) == frozenset()
    assert RoleAssignment.objects.get(user=ben).until == timezone.localdate() - timedelta(days=1)
    with pytest.raises(RoleOverError):
        end_role(assignment=role, actor=ada)


def test_a_role_of_today_ends_today_and_can_be_given_again(rossi, ada) -> None:
    ben = person("ben@rossi.example")
    role = give_role(user=ben, role=Role.MEMBER, profile=rossi, actor=ada)
    assert give_role(user=ben, role=Role.MEMBER, profile=rossi, actor=ada).pk == role.pk
    end_role(assignment=role, actor=ada)
    assert policy.acts_for(ben) == frozenset()
    give_role(user=ben, role=Role.MEMBER, profile=rossi, actor=ada)
    assert policy.acts_for(ben) == {"rossi"}


def test_whoever_left_oneself_lands_on_the_desk(rossi, ada) -> None:
    person("ben@rossi.example", "member", rossi)
    role = RoleAssignment.objects.get(user=ada)
    answer = signed_in(ada).post(f"/en/organisations/rossi/people/{role.pk}/end/")
    assert answer.headers["Location"] == "/en/desk/"


def test_strangers_neither_see_nor_end_nor_withdraw(rossi, ada) -> None:
    invitation = _invited(rossi, ada)
    eve = signed_in(person("eve@x.example", "member", organisation("other")))
    assert eve.get("/en/organisations/rossi/people/").status_code == 403
    assert eve.post("/en/organisations/rossi/people/", {"email": "e@x.example", "language": "en"}).status_code == 403
    role = RoleAssignment.objects.get(user=ada)
    assert eve.post(f"/en/organisations/rossi/people/{role.pk}/end/").status_code == 404
    assert eve.post(f"/en/organisations/rossi/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert eve.post("/en/organisations/rossi/people/allow/", {"cluster_may": "all"}).status_code == 403


def test_another_organisation_s_address_does_not_lead_to_these_roles(rossi, ada) -> None:
    person("ben@rossi.example", "member", rossi)
    role = RoleAssignment.objects.get(user=ada)
    organisation("other")
    assert signed_in(ada).post(f"/en/organisations/other/people/{role.pk}/end/").status_code == 404


def test_what_the_cluster_may_do_is_for_the_members_to_say(rossi, ada) -> None:
    signed_in(ada).post("/en/organisations/rossi/people/allow/", {"cluster_may": "drafts"})
    rossi.refresh_from_db()
    assert rossi.cluster_may == "drafts"
    signed_in(ada).post("/en/organisations/rossi/people/allow/", {"cluster_may": "everything"})
    rossi.refresh_from_db()
    assert rossi.cluster_may == "drafts"
