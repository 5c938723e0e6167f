"""Two profiles of one organisation become one, and nothing that pointed at either is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cordata_web.directory.keeping import valid_from
from cordata_web.directory.models import (
    Citation,
    Claim,
    Evidence,
    Membership,
    MembershipRequest,
    Profile,
    ProfileConcept,
    SelfCheck,
)
from cordata_web.exchange.merging import GROUPS, NotMergeableError, merge_profiles
from cordata_web.exchange.merging.moves import MOVES
from cordata_web.exchange.models import Follow, Match
from cordata_web.jobs.models import Job
from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, Invitation, RoleAssignment
from web.cast import (
    cluster,
    collaboration,
    interest,
    introduction,
    match,
    opportunity,
    organisation,
    person,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CONCEPT = "agriculture-and-forestry-technology"


@pytest.fixture
def ben():
    return person("ben@net.example", "secretariat")


@pytest.fixture
def pair():
    return organisation("rossi"), organisation("rossi-2", name="Rossi S.r.l.")


def merged(pair, ben, **more):
    winner, loser = pair
    return merge_profiles(winner=winner, loser=loser, actor=ben, **more)


def keys_to_profile() -> set[str]:
    """Every column of the site that points at a profile."""
    found = Profile._meta.get_fields(include_hidden=True)
    relations = [one for one in found if one.auto_created and not one.concrete]
    return {f"{one.field.model._meta.label}.{one.field.name}" for one in relations}


def test_every_foreign_key_to_a_profile_has_its_way():
    assert keys_to_profile() == set(MOVES)


def test_every_group_names_columns_of_the_profile():
    columns = {field.name for field in Profile._meta.get_fields()}
    assert {column for group in GROUPS.values() for column in group} <= columns


def test_all_that_belongs_to_the_loser_belongs_to_the_winner(pair, ben):
    winner, loser = pair
    ada, other = person("ada@rossi.example", "member", loser), organisation("verdi")
    mesap = cluster("mesap", members=(loser,))
    asked, theirs = opportunity(loser), opportunity(other)
    sent = interest(theirs, loser)
    met = introduction(loser, other, (ada, loser))
    worked = collaboration(met)
    found = match(theirs, loser)
    Follow.objects.create(user=ada, profile=loser)
    Claim.objects.create(profile=loser, user=person("cleo@x.example"))
    Invitation.objects.create(email="dan@x.example", role="member", profile=loser, expires=TODAY)
    merged(pair, ben)
    for thing in (asked, sent, met, worked, found):
        thing.refresh_from_db()
    assert {asked.organisation_id, sent.organisation_id, met.first_id, worked.first_id, found.profile_id} == {"rossi"}
    assert met.participants.get().profile_id == "rossi"
    for table in (winner.assignments, winner.followers, winner.claims, winner.invitations):
        assert table.count() == 1
    assert Membership.objects.get(cluster=mesap).member_id == "rossi"


def test_a_profile_that_is_kept_from_now_on_is_valid_for_a_time(ben):
    winner, loser = organisation("rossi", claimed=None, valid_until=None), organisation("rossi-2")
    merged((winner, loser), ben)
    winner.refresh_from_db()
    assert winner.claimed == loser.claimed
    assert winner.valid_until == valid_from(TODAY)


def test_only_the_text_points_at_the_loser_afterwards(pair, ben):
    _winner, loser = pair
    test_all_that_belongs_to_the_loser_belongs_to_the_winner(pair, ben)
    left = [
        key
        for key in sorted(keys_to_profile())
        if MOVES[key] and _rows(key).filter(**{key.rpartition(".")[2]: loser.pk}).exists()
    ]
    assert left == []


def _rows(key: str):
    from django.apps import apps

    app, model, _column = key.split(".")
    return apps.get_model(app, model).objects.all()


def test_what_both_have_is_kept_once(pair, ben):
    winner, loser = pair
    ada, other = person("ada@rossi.example"), organisation("verdi")
    mesap, asked = cluster("mesap"), opportunity(other)
    early, late = TODAY - timedelta(days=900), TODAY - timedelta(days=30)
    for profile, since in ((winner, late), (loser, early)):
        RoleAssignment.objects.create(user=ada, role="member", profile=profile)
        Membership.objects.create(cluster=mesap, member=profile, since=since)
        MembershipRequest.objects.create(cluster=mesap, member=profile)
        Follow.objects.create(user=ada, profile=profile)
        Claim.objects.create(profile=profile, user=ada)
        Evidence.objects.create(profile=profile, title="P", identifier="1", source="https://cordis.example/1")
        interest(asked, profile)
    merged(pair, ben)
    assert Membership.objects.get(cluster=mesap).since == early
    assert MembershipRequest.objects.count() == Follow.objects.count() == Claim.objects.count() == 1
    assert Evidence.objects.count() == ada.assignments.count() == 1
    assert sorted(asked.interests.values_list("organisation_id", "state")) == [
        ("rossi", "sent"),
        ("rossi", "withdrawn"),
    ]


def test_of_two_looks_at_one_source_the_newer_counts(pair, ben):
    winner, loser = pair
    for profile, day, seen in ((winner, date(2025, 1, 1), False), (loser, date(2026, 1, 1), True)):
        Citation.objects.create(
            profile=profile, source="https://rossi.example/", checked=day, confirmed=seen, fields=[profile.pk]
        )
    merged(pair, ben)
    kept = Citation.objects.get()
    assert (kept.profile_id, kept.checked, kept.confirmed) == ("rossi", date(2026, 1, 1), True)
    assert kept.fields == ["rossi", "rossi-2"]


@pytest.mark.parametrize(("theirs", "ours"), [("interested", ""), ("", "dismissed"), ("interested", "dismissed")])
def test_an_answer_to_a_match_is_never_lost(pair, ben, theirs, ours):
    winner, loser = pair
    asked = opportunity(organisation("verdi"))
    match(asked, winner, answer=ours)
    match(asked, loser, answer=theirs)
    merged(pair, ben)
    answers = set(Match.objects.exclude(answer="").values_list("answer", flat=True))
    assert answers == {theirs, ours} - {""}
    assert Match.objects.get(profile=winner).answer == (ours or theirs)


def test_what_the_two_had_with_each_other_ends(pair, ben):
    winner, loser = pair
    asked = opportunity(winner)
    sent, met = interest(asked, loser), introduction(winner, loser)
    worked = collaboration(met)
    match(asked, loser)
    merged(pair, ben)
    for thing in (sent, met, worked):
        thing.refresh_from_db()
    assert (sent.state, met.state, worked.state, worked.outcome) == ("withdrawn", "closed", "stopped", "none")
    assert Match.objects.count() == 0


def test_a_cluster_keeps_its_members_and_is_no_member_of_itself(ben):
    rossi, verdi = organisation("rossi"), organisation("verdi")
    winner, loser = cluster("mesap", members=(rossi,)), cluster("mesap-2", members=(rossi, verdi))
    Membership.objects.create(cluster=winner, member=loser)
    SelfCheck.objects.create(cluster=winner, year=2026)
    SelfCheck.objects.create(cluster=loser, year=2026)
    SelfCheck.objects.create(cluster=loser, year=2025)
    merge_profiles(winner=winner, loser=loser, actor=ben)
    assert set(winner.memberships_held.values_list("member", flat=True)) == {"rossi", "verdi"}
    assert set(winner.self_checks.values_list("year", flat=True)) == {2025, 2026}
    assert loser.self_checks.get().year == 2026


def test_only_the_chosen_facts_come_along(pair, ben):
    winner, loser = pair
    Profile.objects.filter(pk=loser.pk).update(town="Alba", website="https://rossi.example/", vat="IT00743110157")
    ProfileConcept.objects.create(profile=loser, concept=CONCEPT, position=0)
    merged(pair, ben, take=("website", "concepts"))
    winner.refresh_from_db()
    assert (winner.town, winner.website, winner.vat, winner.concept_ids) == (
        "Torino", "https://rossi.example/", "", (CONCEPT,),
    )  # fmt: skip


def test_the_old_address_leads_to_the_new_page_for_good(pair, ben, client):
    third = organisation("rossi-3")
    merge_profiles(winner=pair[1], loser=third, actor=ben)
    merged(pair, ben)
    for old in ("rossi-2", "rossi-3"):
        answer = client.get(f"/en/directory/{old}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/en/directory/rossi/")
        assert client.get(f"/en/directory/{old}.jsonld").status_code == 301
    assert set(Profile.objects.filter(merged_into="rossi").values_list("pk", "state")) == {
        ("rossi-2", "archived"), ("rossi-3", "archived"),
    }  # fmt: skip


def test_the_audit_log_keeps_what_was_moved_and_the_search_follows(pair, ben):
    opportunity(pair[1])
    merged(pair, ben)
    entry = AuditEntry.objects.get(action="merge")
    assert entry.changes["from"] == "rossi-2"
    assert entry.changes["moved"] == {"exchange.Opportunity.organisation": 1}
    assert set(Job.objects.values_list("kind", flat=True)) == {"update_index", "match_opportunity"}


def test_the_people_of_the_page_that_goes_are_told(pair, ben):
    person("ada@rossi.example", "member", pair[1])
    merged(pair, ben)
    assert Letter.objects.get(kind="merged").to_address == "ada@rossi.example"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "cluster"}, "kinds"),
        ({"is_example": True}, "example"),
        ({"state": "published"}, "hidden"),
        ({"state": "archived", "merged_into_id": "verdi"}, "merged"),
    ],
)
def test_what_does_not_belong_together_is_refused(ben, more, code):
    organisation("verdi")
    winner = organisation("rossi", state="draft")
    loser = organisation("rossi-2", **{"state": "draft", **more})
    with pytest.raises(NotMergeableError) as error:
        merge_profiles(winner=winner, loser=loser, actor=ben)
    assert error.value.code == code


def test_one_that_is_in_review_is_put_aside_as_well(ben):
    winner, loser = organisation("rossi"), organisation("rossi-2", state="in_review")
    merge_profiles(winner=winner, loser=loser, actor=ben)
    loser.refresh_from_db()
    assert loser.state == "archived"
