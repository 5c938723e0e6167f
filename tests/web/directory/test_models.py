from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cordata_web.directory.models import Evidence, Membership, Profile

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


@pytest.fixture
def pair(network) -> dict[str, str]:
    return {"cluster_id": "cluster-graz", "member_id": "livarna-loka"}


def test_a_membership_cannot_end_before_it_begins(pair):
    assert refused(lambda: Membership.objects.create(**pair, since=date(2025, 1, 2), until=date(2025, 1, 1)))


def test_a_cluster_is_no_member_of_itself(network):
    assert refused(lambda: Membership.objects.create(cluster_id="cluster-graz", member_id="cluster-graz"))


def test_a_second_open_membership_of_the_same_two_is_refused(pair):
    Membership.objects.create(**pair)
    assert refused(lambda: Membership.objects.create(**pair))


def test_somebody_can_come_back_after_having_left(pair):
    Membership.objects.create(**pair, until=date(2020, 1, 1))
    again = Membership.objects.create(**pair, since=date(2024, 1, 1))
    assert again.holds_on(date(2024, 1, 1))
    assert not again.holds_on(date(2023, 12, 31))


def test_a_region_must_lie_in_the_country(network):
    assert refused(lambda: Profile.objects.filter(pk="cluster-graz").update(nuts="ITC4"))


def test_half_a_place_is_refused(network):
    assert refused(lambda: Profile.objects.filter(pk="cluster-graz").update(latitude=None))


def test_a_project_is_evidence_once(network):
    facts = {"profile_id": "cluster-graz", "identifier": "101000001", "title": "HYDRA", "source": "https://example.org"}
    Evidence.objects.create(**facts)
    assert refused(lambda: Evidence.objects.create(**facts))
