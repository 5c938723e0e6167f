"""Consortia for programs."""

import pytest

from cordata_web.people.models import Role
from web import cast

pytestmark = pytest.mark.django_db


def test_one_lists_reads_and_checks_ones_own(consortium, ada):
    browser = cast.signed_in(ada)
    listed = browser.get("/api/v1/consortia").json()
    assert (listed["total"], listed["consortia"][0]["id"]) == (1, consortium.pk)
    one = browser.get(f"/api/v1/consortia/{consortium.pk}").json()
    assert [(partner["organisation"], partner["role"]) for partner in one["partners"]] == [("rossi", "coordinator")]
    check = browser.get(f"/api/v1/consortia/{consortium.pk}/check?language=en").json()
    assert check["verdict"] == "not_eligible"
    told = {rule["id"]: rule for rule in check["rules"]}
    assert told["countries"]["status"] == "broken"
    assert "2 more countries are missing." in told["countries"]["message"]


def test_states_filter_the_list(consortium, ada):
    assert cast.signed_in(ada).get("/api/v1/consortia?state=ready").json()["total"] == 0


def test_others_see_nothing(consortium):
    stranger = cast.signed_in(cast.person("s@verdi.example", Role.MEMBER, cast.organisation("verdi")))
    assert stranger.get("/api/v1/consortia").json()["total"] == 0
    assert stranger.get(f"/api/v1/consortia/{consortium.pk}").status_code == 404


def test_without_a_programme_there_is_nothing_to_check(consortium, ada):
    consortium.programme = ""
    consortium.save()
    assert cast.signed_in(ada).get(f"/api/v1/consortia/{consortium.pk}/check").status_code == 409
