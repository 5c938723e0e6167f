"""The members of a cluster: listed, added, asked, ended, reminded, invited."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cordata_web.directory.cluster_work import memberships, nudging, roster
from cordata_web.directory.models import Membership, MembershipRequest, Profile
from cordata_web.mail.models import Letter, Preference
from cordata_web.people import policy
from cordata_web.people.models import AuditEntry, Invitation
from web.cast import cluster, organisation, person, signed_in

TODAY = timezone.localdate()
MEMBERS = "/en/clusters/mesap/manage/members/"
PAGES = (MEMBERS, f"{MEMBERS}add/", "/en/clusters/mesap/manage/import/")


def _fresh(key: str, **more) -> str:
    profile = organisation(key, **more)
    return roster.freshness_of(profile, roster.percent_of(profile), today=TODAY)


@pytest.mark.parametrize("page", PAGES)
def test_the_manager_of_another_cluster_finds_nothing(page: str, mesap, client: Client) -> None:
    other = person("g@grozd.example", "cluster_manager", cluster("grozd"))
    assert client.get(page).status_code == 200
    assert signed_in(other).get(page).status_code == 404
    assert signed_in(person("new@x.example")).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_an_auditor_looks_but_changes_nothing(mesap) -> None:
    auditor = signed_in(person("aud@net.example", "auditor"))
    assert auditor.get(MEMBERS).status_code == 200
    assert auditor.post(f"{MEMBERS}rossi/end/").status_code == 403
    assert Membership.objects.get().until is None


def test_an_organisation_that_is_no_cluster_has_no_such_pages(rossi, ada) -> None:
    assert signed_in(ada).get("/en/clusters/rossi/manage/members/").status_code == 404


def test_the_list_says_how_fresh_each_profile_is(mesap, client: Client) -> None:
    page = client.get(MEMBERS).content.decode()
    assert "Much is missing" in page
    assert "Nobody of its own people is here yet." in page
    assert "No members yet" not in page


def test_freshness_by_state_time_and_completeness(db) -> None:
    assert _fresh("a", state="draft") == "not_public"
    assert _fresh("b", state="archived") == "away"
    assert _fresh("c", valid_until=TODAY - timedelta(days=1)) == "expired"
    assert _fresh("d", valid_until=TODAY + timedelta(days=5)) == "ending"
    assert _fresh("e") == "incomplete"
    full = organisation("f", website="https://f.example", latitude=45.0, longitude=7.0)
    assert roster.freshness_of(full, 90, today=TODAY) == "fresh"
    assert roster.freshness_of(full, 90, today=TODAY + timedelta(days=200)) == "old"


def test_a_beginner_sees_how_to_begin(db) -> None:
    made = cluster("young")
    page = signed_in(person("y@young.example", "cluster_manager", made)).get("/en/clusters/young/manage/members/")
    assert "No members yet" in page.content.decode()


def test_what_nobody_keeps_becomes_a_member_at_once(mesap, client: Client) -> None:
    organisation("livarna", claimed=None)
    found = client.get(f"{MEMBERS}add/?q=Livarna").content.decode()
    assert 'value="livarna"' in found
    client.post(f"{MEMBERS}take-in/", {"member": "livarna"})
    assert Membership.objects.filter(cluster="mesap", member="livarna", until=None).exists()


def test_who_has_people_of_their_own_is_asked_first_and_says_yes(mesap, manager, client: Client) -> None:
    livarna = organisation("livarna")
    lea = person("lea@livarna.example", "member", livarna)
    client.post(f"{MEMBERS}take-in/", {"member": "livarna"})
    assert "livarna" not in policy.standing_of(manager).members
    asked = MembershipRequest.objects.get()
    assert f"/memberships/{asked.pk}/" in Letter.objects.get(to_user=lea).text
    page = signed_in(lea).get(f"/en/memberships/{asked.pk}/")
    assert "Does Livarna belong to Mesap?" in page.content.decode()
    signed_in(lea).post(f"/en/memberships/{asked.pk}/", {"answer": "yes", "cluster_may": "drafts"})
    assert policy.standing_of(manager).prepares == {"livarna"}


def test_a_no_is_a_no_and_the_question_is_the_members_alone_to_answer(mesap, manager, client: Client) -> None:
    livarna = organisation("livarna")
    lea = person("lea@livarna.example", "member", livarna)
    client.post(f"{MEMBERS}take-in/", {"member": "livarna"})
    address = f"/en/memberships/{MembershipRequest.objects.get().pk}/"
    assert client.get(address).status_code == 403
    assert signed_in(person("s@x.example")).get(address).status_code == 404
    signed_in(lea).post(address, {"answer": "no"})
    assert MembershipRequest.objects.get().state == "declined"
    assert not Membership.objects.filter(member=livarna).exists()


def test_a_question_can_be_taken_back_once(mesap, manager, client: Client) -> None:
    asked = memberships.add_member(cluster=mesap, member=organisation("livarna"), actor=manager, today=TODAY)
    client.post(f"/en/clusters/mesap/manage/requests/{asked.pk}/withdraw/")
    assert MembershipRequest.objects.get().state == "withdrawn"
    with pytest.raises(memberships.AnsweredAlreadyError):
        memberships.answer_request(request=asked, actor=manager, yes=True)


def test_nobody_becomes_a_member_twice(mesap, rossi, manager) -> None:
    with pytest.raises(memberships.MemberAlreadyError):
        memberships.add_member(cluster=mesap, member=rossi, actor=manager, today=TODAY)
    with pytest.raises(memberships.NotAnOrganisationError):
        memberships.add_member(cluster=mesap, member=mesap, actor=manager, today=TODAY)


def test_a_cluster_that_nobody_has_looked_at_yet_adds_nobody(db) -> None:
    draft = cluster("young", state="draft")
    founder = person("y@young.example", "cluster_manager", draft)
    organisation("livarna", claimed=None)
    signed_in(founder).post("/en/clusters/young/manage/members/take-in/", {"member": "livarna"})
    assert not Membership.objects.exists()
    page = signed_in(founder).get("/en/clusters/young/manage/members/").content.decode()
    assert "The cluster is not public yet" in page


def test_a_draft_of_others_cannot_be_taken_in(mesap, client: Client) -> None:
    organisation("bozza", state="draft")
    assert client.post(f"{MEMBERS}take-in/", {"member": "bozza"}).status_code == 404


def test_who_is_not_listed_is_listed_with_the_cluster_as_the_source(mesap, client: Client) -> None:
    sent = {"name": "Officina Nuova", "kind": "sme", "region": "ITC1", "town": "Torino", "website": "nuova.example"}
    answer = client.post(f"{MEMBERS}add/", sent)
    made = Profile.objects.get(name="Officina Nuova")
    assert answer["Location"].endswith(f"/members/{made.pk}/invite/")
    assert (made.state, made.claimed, made.citations.get().source) == ("published", None, "https://mesap.example")
    assert made.valid_until > TODAY
    assert Membership.objects.filter(cluster=mesap, member=made).exists()


def test_a_look_alike_is_shown_before_anything_is_listed_and_the_text_is_kept(mesap, client: Client) -> None:
    organisation("livarna", name="Livarna Kranj", claimed=None, country="SI", nuts="SI04", town="Kranj")
    sent = {"name": "Livarna Kranj d.o.o.", "kind": "sme", "region": "SI04", "town": "Kranj"}
    page = client.post(f"{MEMBERS}add/", sent).content.decode()
    assert "Is it one of these?" in page
    assert 'value="Livarna Kranj d.o.o."' in page
    client.post(f"{MEMBERS}add/", {**sent, "seen": "livarna"})
    assert Profile.objects.filter(name="Livarna Kranj d.o.o.").exists()


def test_a_manager_cannot_list_a_cluster(mesap, client: Client) -> None:
    client.post(f"{MEMBERS}add/", {"name": "Polo Nuovo", "kind": "cluster", "region": "ITC1", "town": "Torino"})
    assert not Profile.objects.filter(name="Polo Nuovo").exists()


def test_a_membership_ends_and_the_end_is_taken_back(mesap, client: Client) -> None:
    client.post(f"{MEMBERS}rossi/end/")
    assert not roster.memberships_today(mesap, TODAY).exists()
    assert "Former members" in client.get(MEMBERS).content.decode()
    client.post(f"{MEMBERS}rossi/return/")
    assert roster.member_ids(mesap, TODAY) == ["rossi"]


def test_an_end_of_long_ago_is_not_taken_back(mesap, manager, rossi) -> None:
    Membership.objects.update(until=TODAY - timedelta(days=60))
    with pytest.raises(memberships.NotAMemberError):
        memberships.undo_end(cluster=mesap, member=rossi, actor=manager, today=TODAY)


def test_a_reminder_goes_out_once_in_thirty_days(mesap, ada, client: Client) -> None:
    client.post(f"{MEMBERS}nudge/", {"member": "rossi"})
    client.post(f"{MEMBERS}nudge/", {"member": "rossi"})
    client.post(f"{MEMBERS}nudge/")
    letter = Letter.objects.get(kind="nudge")
    assert letter.topic == "reminders"
    assert "Choose at least three concepts" in letter.text
    assert AuditEntry.objects.filter(action="nudge", object_id="rossi").count() == 1


def test_two_clusters_do_not_remind_one_after_the_other(mesap, rossi, ada, manager) -> None:
    grozd = cluster("grozd", members=(rossi,))
    nudging.nudge(member=rossi, cluster=mesap, actor=manager, today=TODAY)
    with pytest.raises(nudging.RemindedLatelyError):
        nudging.nudge(member=rossi, cluster=grozd, actor=manager, today=TODAY)


def test_all_stale_members_are_reminded_at_once_and_the_fresh_left_alone(mesap, rossi, ada, manager) -> None:
    stale = roster.roster_of(mesap, TODAY)
    assert nudging.nudge_stale(members=stale, cluster=mesap, actor=manager, today=TODAY) == 1
    again = roster.roster_of(mesap, TODAY)
    assert nudging.nudge_stale(members=again, cluster=mesap, actor=manager, today=TODAY) == 0


def test_whoever_stopped_reminders_gets_none(mesap, rossi, ada, manager, client: Client) -> None:
    Preference.objects.create(user=ada, topic="reminders", stopped=True)
    client.post(f"{MEMBERS}nudge/", {"member": "rossi"})
    assert not Letter.objects.exists()


def test_where_nobody_is_there_nobody_can_be_reminded(mesap, rossi, manager) -> None:
    with pytest.raises(nudging.NobodyThereError):
        nudging.nudge(member=rossi, cluster=mesap, actor=manager, today=TODAY)


def test_a_member_is_asked_to_let_the_cluster_act(mesap, ada, client: Client) -> None:
    client.post(f"{MEMBERS}ask/", {"member": "rossi"})
    assert "/organisations/rossi/people/" in Letter.objects.get(to_user=ada).text


def test_a_stranger_to_the_cluster_is_not_written_to(mesap, client: Client) -> None:
    livarna = organisation("livarna")
    person("lea@livarna.example", "member", livarna)
    assert client.post(f"{MEMBERS}nudge/", {"member": "livarna"}).status_code == 404
    assert not Letter.objects.exists()


def test_people_are_invited_only_where_nobody_is(mesap, ada, client: Client) -> None:
    livarna = organisation("livarna", claimed=None)
    Membership.objects.create(cluster=mesap, member=livarna)
    sent = {"email": "lea@livarna.example", "language": "sl", "note": ""}
    client.post(f"{MEMBERS}livarna/invite/", sent)
    client.post(f"{MEMBERS}rossi/invite/", sent)
    assert Invitation.objects.get().profile == livarna


def test_acting_for_a_member_follows_what_it_allows(mesap, rossi, ada, client: Client) -> None:
    assert "Write an opportunity" not in client.get(MEMBERS).content.decode()
    Profile.objects.filter(pk="rossi").update(cluster_may="all")
    page = client.get(MEMBERS).content.decode()
    assert "/organisations/rossi/edit/" in page
    assert "Write an opportunity" in page


def test_the_cluster_renews_members_that_have_nobody_here_and_no_others(mesap, ada, client: Client) -> None:
    soon = TODAY + timedelta(days=3)
    livarna = organisation("livarna", claimed=None, valid_until=soon)
    Membership.objects.create(cluster=mesap, member=livarna)
    Profile.objects.filter(pk="rossi").update(valid_until=soon)
    for member in ("livarna", "rossi"):
        client.post(f"{MEMBERS}{member}/renew/")
    assert Profile.objects.get(pk="livarna").valid_until > TODAY + timedelta(days=300)
    assert Profile.objects.get(pk="rossi").valid_until == soon
