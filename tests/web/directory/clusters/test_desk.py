"""Clusters on the desk, and how a new one comes into being."""

from django.test import Client
from django.utils import timezone

from cordata_web.directory.cluster_work.memberships import add_member
from cordata_web.directory.models import Profile
from web.cast import match, opportunity, organisation, person, signed_in

DESK = "/en/desk/"


def test_a_manager_sees_the_cluster_and_what_awaits(mesap, rossi, client: Client) -> None:
    match(opportunity(rossi), organisation("livarna"))
    page = client.get(DESK).content.decode()
    assert "My clusters" in page
    assert "1 match is worth an introduction." in page
    assert "/clusters/mesap/manage/" in page


def test_a_firm_sees_no_clusters_but_the_question_of_one(mesap, manager) -> None:
    livarna = organisation("livarna")
    lea = person("lea@livarna.example", "member", livarna)
    assert "My clusters" not in signed_in(lea).get(DESK).content.decode()
    asked = add_member(cluster=mesap, member=livarna, actor=manager, today=timezone.localdate())
    page = signed_in(lea).get(DESK).content.decode()
    assert "Mesap counts Livarna among its members." in page
    assert f"/memberships/{asked.pk}/" in page


def test_a_new_cluster_is_a_draft_that_its_founder_manages_and_only_the_secretariat_publishes(db) -> None:
    founder = person("nina@new.example")
    browser = signed_in(founder)
    browser.post(
        "/en/organisations/new/", {"name": "Nuovo Polo", "kind": "cluster", "region": "ITC1", "town": "Torino"}
    )
    made = Profile.objects.get(name="Nuovo Polo")
    assert (made.state, made.kind) == ("draft", "cluster")
    assert browser.get(f"/en/clusters/{made.pk}/manage/").status_code == 200
    assert browser.post(f"/en/organisations/{made.pk}/step/approve/").status_code in (403, 404)
    made.refresh_from_db()
    assert made.state == "draft"
