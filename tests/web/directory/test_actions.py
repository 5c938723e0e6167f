from dataclasses import replace

import pytest
from django.core.management import call_command

from cordata.directory import Citation, load_network
from cordata_web.directory.actions import UnknownClusterError, UnknownConceptError, store_profiles
from cordata_web.directory.models import Membership, Profile
from cordata_web.directory.plain import plain_profile
from cordata_web.people.models import AuditEntry, User
from web.directory.network import GRAZ, LIVARNA, LJUBLJANA, NETWORK

pytestmark = pytest.mark.django_db


def entries_of(slug: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(object_kind="directory.profile", object_id=slug).order_by("pk"))


def test_a_new_network_is_stored_and_every_profile_noted_as_created():
    stored = store_profiles(NETWORK, actor=None)
    assert (stored.created, stored.updated, stored.unchanged) == (5, 0, 0)
    assert Profile.objects.count() == 5
    assert [entry.action for entry in entries_of("cluster-graz")] == ["created"]


def test_storing_the_same_again_writes_nothing(network):
    times = dict(Profile.objects.values_list("pk", "updated"))
    noted = AuditEntry.objects.count()
    stored = store_profiles(NETWORK, actor=None)
    assert (stored.created, stored.updated, stored.unchanged) == (0, 0, 5)
    assert dict(Profile.objects.values_list("pk", "updated")) == times
    assert AuditEntry.objects.count() == noted


def test_a_change_is_noted_with_the_changed_facts_only_and_with_who_did_it(network):
    mara = User.objects.create_user("mara@example.org")
    store_profiles([replace(LJUBLJANA, members=40, concepts=("hydrogen", "fuel-cells"))], actor=mara)
    last = entries_of("grozd-ljubljana")[-1]
    assert (last.action, last.actor) == ("updated", mara)
    assert last.changes == {"members_count": [32, 40], "concepts": [["hydrogen"], ["hydrogen", "fuel-cells"]]}


def test_a_new_source_is_added_beside_the_old_one(network):
    newer = Citation("https://example.org/news", confirmed=True, checked="2026-11-24")
    store_profiles([replace(GRAZ, citation=newer)], actor=None)
    sources = [citation.source for citation in Profile.objects.get(pk="cluster-graz").citations.all()]
    assert sources == ["https://example.org/news", "https://example.org/members"]


def test_a_source_stands_for_the_facts_that_the_profile_has(network):
    citation = Profile.objects.get(pk="grozd-ljubljana").citations.get()
    assert citation.fields == ["sectors", "town", "founded", "members_count", "descriptions"]


def test_an_invented_firm_has_no_source(network):
    assert not Profile.objects.get(pk="livarna-loka").citations.exists()


def test_a_member_joins_its_cluster_once(network):
    store_profiles([LIVARNA], actor=None)
    membership = Membership.objects.get()
    assert (membership.cluster_id, membership.member_id, membership.until) == ("grozd-ljubljana", "livarna-loka", None)


def test_an_unknown_cluster_is_refused_and_nothing_is_stored():
    with pytest.raises(UnknownClusterError, match="no cluster 'grozd-ljubljana'"):
        store_profiles([LIVARNA], actor=None)
    assert not Profile.objects.exists()


def test_an_unknown_concept_is_refused_by_name():
    with pytest.raises(UnknownConceptError, match=r"cluster-graz: .* 'alchemy'"):
        store_profiles([replace(GRAZ, concepts=("alchemy",))], actor=None)


def test_a_stored_profile_reads_back_as_it_was(network):
    row = Profile.objects.prefetch_related("concepts", "citations").get(pk="grozd-ljubljana")
    assert plain_profile(row) == LJUBLJANA


def test_the_command_loads_the_sample_network(capsys):
    call_command("load_network", no_index=True, verbosity=0)
    assert Profile.objects.count() == len(load_network())
