"""The whole matrix: each role, each action, each kind of thing. What a cell says is written by hand, not computed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.cooperation.models import MetaCluster
from cordata_web.directory.models import Claim, MemberImport, MembershipRequest, Profile, SelfCheck, SizeTest
from cordata_web.exchange.models import Attachment, Follow, Message
from cordata_web.exchange.speakers import managers_of
from cordata_web.funding.models import InstrumentImport
from cordata_web.people import policy
from cordata_web.people.models import Role, RoleAssignment
from cordata_web.people.policy.rules import NETWORK, RULES
from web import cast
from web.people.matrix import ACTIONS_ELSEWHERE, CELLS, NETWORK_CELLS, PEOPLE


@pytest.fixture
def people(db) -> dict[str, Any]:
    """One of each role around two organisations: rossi (with an opportunity) and livarna (which is interested)."""
    rossi = cast.organisation("rossi")
    livarna = cast.organisation("livarna", country="SI", nuts="SI04", cluster_may="drafts")
    mesap = cast.cluster("mesap", members=(rossi,))
    grozd = cast.cluster("grozd", members=(livarna,), country="SI", nuts="SI04")
    stranger = cast.organisation("stranger")
    return {
        "visitor": AnonymousUser(),
        "signed_in": cast.person("new@home.example"),
        "stranger": cast.person("s@stranger.example", Role.MEMBER, stranger),
        "owner": cast.person("o@rossi.example", Role.MEMBER, rossi),
        "other": cast.person("l@livarna.example", Role.MEMBER, livarna),
        "manager": cast.person("m@mesap.example", Role.CLUSTER_MANAGER, mesap),
        "preparer": cast.person("g@grozd.example", Role.CLUSTER_MANAGER, grozd),
        "officer": cast.person("r@region.example", Role.OFFICER),
        "secretariat": cast.person("sec@net.example", Role.SECRETARIAT),
        "auditor": cast.person("aud@net.example", Role.AUDITOR),
    }


def consortium_of(rossi: Profile, livarna: Profile) -> dict[str, models.Model]:
    """One of rossi with livarna invited, and partners of other states."""
    facts = {"owner": rossi, "day": timezone.localdate(), "title": "Thin walls"}
    made = Consortium.objects.create(**facts)
    other, more = Consortium.objects.create(**facts), {"country": "IT", "consortium": made}
    stranger = {"profile": Profile.objects.get(pk="stranger"), "country": "IT", "consortium": other}
    return {
        "consortium": made,
        "archived consortium": Consortium.objects.create(state="archived", **facts),
        "invited partner": ConsortiumPartner.objects.create(profile=livarna, state="invited", **more),
        "proposed partner": ConsortiumPartner.objects.create(profile=cast.organisation("nuova"), **more),
        "accepted partner": ConsortiumPartner.objects.create(state="accepted", **stranger),
    }


@pytest.fixture
def things(people) -> dict[str, models.Model]:
    """What the matrix is about, by the names of its rows."""
    rossi, livarna = Profile.objects.get(pk="rossi"), Profile.objects.get(pk="livarna")
    asked = cast.opportunity(rossi)
    hidden = cast.opportunity(rossi, anonymous=True)
    interest = cast.interest(asked, livarna)
    opened = cast.introduction(rossi, livarna, (people["owner"], rossi), (people["other"], livarna))
    mesap = Profile.objects.get(pk="mesap")
    return {
        "profile": rossi,
        "draft profile": cast.organisation("bozza", state="draft"),
        "member's profile": livarna,
        "cluster": mesap,
        "opportunity": asked,
        "draft opportunity": cast.opportunity(rossi, state="draft"),
        "member's draft": cast.opportunity(livarna, state="draft"),
        "opportunity in review": cast.opportunity(rossi, state="in_review"),
        "anonymous opportunity": hidden,
        "interest": interest,
        "declined interest": cast.interest(hidden, livarna, state="declined"),
        "introduction": opened,
        "proposed introduction": cast.introduction(rossi, livarna, state="proposed"),
        "collaboration": cast.collaboration(opened),
        "match": cast.match(asked, livarna),
        "claim": Claim.objects.create(profile=rossi, user=people["stranger"]),
        "size test": SizeTest.objects.create(profile=rossi, category="small"),
        "self-check": SelfCheck.objects.create(cluster=mesap, year=2026),
        "membership asked for": MembershipRequest.objects.create(cluster=mesap, member=livarna),
        "import": MemberImport.objects.create(cluster=mesap, file_name="m.csv"),
        "follow": Follow.objects.create(user=people["stranger"], opportunity=asked),
        **consortium_of(rossi, livarna),
        "meta-cluster": MetaCluster.objects.create(title="Sun", created_by=people["owner"]),
        "import of instruments": InstrumentImport.objects.create(sent_by=people["officer"], file_name="i.csv"),
        "role": RoleAssignment.objects.get(user=people["owner"]),
        "person": people["owner"],
    }


@pytest.mark.parametrize("row", CELLS)
def test_each_cell_of_the_matrix(row: str, people: dict[str, Any], things: dict[str, models.Model]) -> None:
    found = {
        action: {name for name in PEOPLE if policy.can(people[name], action, things[row])} for action in CELLS[row]
    }
    assert found == {action: set(names) for action, names in CELLS[row].items()}


@pytest.mark.parametrize("row", CELLS)
def test_the_rows_shown_are_those_that_may_be_seen(
    row: str, people: dict[str, Any], things: dict[str, models.Model]
) -> None:
    thing = things[row]
    rows = type(thing)._default_manager.all()
    shown = {name for name in PEOPLE if policy.visible_to(people[name], rows).filter(pk=thing.pk).exists()}
    assert shown == {name for name in PEOPLE if policy.can(people[name], "see", thing)}


def test_every_action_of_the_rules_stands_in_the_matrix(things: dict[str, models.Model]) -> None:
    covered: dict[str, set[str]] = {}
    for row, actions in CELLS.items():
        covered.setdefault(things[row]._meta.label_lower, set()).update(actions)
    missing = {
        (label, action)
        for label, actions in RULES.items()
        for action, who in actions.items()
        if who and action not in covered.get(label, set()) and label not in ACTIONS_ELSEWHERE
    }
    assert missing == set()


def test_what_may_be_done_to_the_network_as_a_whole(people: dict[str, Any]) -> None:
    found = {action: {name for name in PEOPLE if policy.can(people[name], action)} for action in NETWORK}
    assert found == {action: set(names) for action, names in NETWORK_CELLS.items()}


def test_what_no_rule_names_is_allowed_to_nobody(people: dict[str, Any], things: dict[str, models.Model]) -> None:
    for name in PEOPLE:
        assert not policy.can(people[name], "delete", things["opportunity"])
        assert not policy.can(people[name], "rule_the_world")
        assert not policy.visible_to(people[name], type(people["officer"]).groups.through.objects.all()).exists()


def test_who_may_not_is_refused_aloud(people: dict[str, Any], things: dict[str, models.Model]) -> None:
    policy.demand(people["owner"], "edit", things["opportunity"])
    with pytest.raises(PermissionDenied):
        policy.demand(people["stranger"], "edit", things["opportunity"])


def test_a_role_that_is_over_gives_nothing(people: dict[str, Any], things: dict[str, models.Model]) -> None:
    RoleAssignment.objects.filter(user=people["owner"]).update(since="2026-01-01", until="2026-02-01")
    assert policy.acts_for(people["owner"]) == frozenset()
    assert not policy.can(people["owner"], "edit", things["opportunity"])


def test_somebody_who_may_not_sign_in_any_more_is_a_stranger(people: dict[str, Any]) -> None:
    people["secretariat"].is_active = False
    assert not policy.can(people["secretariat"], "review")


def test_a_manager_acts_for_members_who_allow_it(people: dict[str, Any], things: dict[str, models.Model]) -> None:
    assert not policy.can(people["manager"], "edit", things["opportunity"])
    Profile.objects.filter(pk="rossi").update(cluster_may="all")
    assert policy.can(people["manager"], "edit", things["opportunity"])
    assert policy.can(people["manager"], "accept", things["interest"])


def test_a_member_that_has_left_the_cluster_is_its_managers_no_more(people, things) -> None:
    assert policy.can(people["preparer"], "edit", things["member's draft"])
    Profile.objects.get(pk="grozd").memberships_held.update(since="2026-01-01", until="2026-02-01")
    assert not policy.can(people["preparer"], "edit", things["member's draft"])


@pytest.mark.parametrize("state", ["archived", "rejected"])
def test_managers_of_a_cluster_that_is_put_aside_do_nothing_for_its_members(state, people) -> None:
    Profile.objects.filter(pk="livarna").update(cluster_may="all")
    assert "livarna" in policy.acts_for(people["preparer"])
    Profile.objects.filter(pk="grozd").update(state=state)
    livarna = Profile.objects.get(pk="livarna")
    assert policy.acts_for(people["preparer"]) == {"grozd"}
    assert not policy.can(people["preparer"], "nudge", livarna)
    assert managers_of(livarna, today=timezone.localdate()) == [], "nor are they brought into its conversations"


def test_an_accepted_interest_opens_the_identity_and_only_to_them(people, things) -> None:
    hidden = things["anonymous opportunity"]
    assert not policy.can(people["other"], "see_identity", hidden)
    cast.interest(hidden, things["member's profile"], state="accepted")
    assert policy.can(people["other"], "see_identity", hidden)
    assert not policy.can(people["stranger"], "see_identity", hidden)


def test_only_those_who_take_part_read_a_conversation(people, things) -> None:
    opened = things["introduction"]
    message = Message.objects.create(introduction=opened, author=people["owner"], text="Hello")
    file = Attachment.objects.create(message=message, name="plan.pdf", size=1, media_type="application/pdf")
    for rows, thing in ((Message.objects.all(), message), (Attachment.objects.all(), file)):
        readers = {name for name in PEOPLE if policy.visible_to(people[name], rows).filter(pk=thing.pk).exists()}
        assert readers == {"owner", "other"}
    opened.participants.filter(user=people["other"]).update(left=message.created)
    assert not policy.visible_to(people["other"], Message.objects.all()).exists()


def test_a_published_thing_whose_time_is_over_is_no_longer_public(people, things) -> None:
    old = things["opportunity"]
    old.valid_until = "2026-01-01"
    old.save()
    old.refresh_from_db()
    assert not policy.can(AnonymousUser(), "see", old)
    assert policy.can(people["owner"], "see", old)
    assert policy.can(people["other"], "see", old), "whoever expressed interest goes on seeing it"


def test_a_manager_invites_people_only_where_nobody_is_yet(people, things) -> None:
    """Otherwise a manager could let a second address of their own into a member that allows the cluster nothing."""
    rossi = things["profile"]
    assert not policy.can(people["manager"], "invite_people", rossi)
    rossi.assignments.all().delete()
    assert policy.can(people["manager"], "invite_people", rossi)
