"""Lists and filters stand in one order whatever the database; make test asks SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cordata_web.directory import queries
from cordata_web.directory.actions import store_profiles
from cordata_web.directory.models import Evidence, Profile
from cordata_web.directory.selection import Selection
from web.directory.network import LJUBLJANA, MILANO, NETWORK

pytestmark = pytest.mark.django_db
NAMES = ("Zorn", "Äther", "aether 2", "Ab Initio", "abacus", "a-b", "Žaga", "zaga 10", "zaga 9", "Œuvre", "100 Watt")


def names_found(q: str) -> list[str]:
    visible = queries.visible_to(AnonymousUser())
    return [row.name for row in queries.best_first(queries.matching(visible, Selection(q=q)), q)]


def store_names() -> None:
    store_profiles([replace(MILANO, id=f"n{place}", name=name) for place, name in enumerate(NAMES)], actor=None)


def test_names_stand_by_their_bytes_without_accents_and_case():
    store_names()
    assert names_found("") == [
        "100 Watt", "a-b", "Ab Initio", "abacus", "aether 2", "Äther", "Œuvre", "Žaga", "zaga 10", "zaga 9", "Zorn",
    ]  # fmt: skip


def test_names_that_begin_with_the_question_come_first():
    store_names()
    assert names_found("ab") == ["Ab Initio", "abacus"]
    assert names_found("aether") == ["aether 2", "Äther"]


def test_signs_of_like_are_no_signs_of_ours():
    store_profiles([replace(MILANO, id="percent", name="100 % Holz_Bau")], actor=None)
    assert names_found("100 % holz_bau") == ["100 % Holz_Bau"]
    assert names_found("1_0") == []


def test_values_as_frequent_as_one_another_stand_by_their_codes():
    store_profiles(reversed(NETWORK), actor=None)
    counts = queries.facets(queries.visible_to(AnonymousUser()), Selection())
    assert [value for value, _number in counts["kind"].most_common()] == ["cluster", "sme", "university"]
    assert [value for value, _number in counts["country"].most_common()] == ["IT", "SI", "AT"]
    assert [value for value, _number in counts["region"].most_common()] == ["SI04", "AT22", "ITC1", "ITC4"]
    assert [one for one, number in counts["concept"].most_common() if number == 1] == sorted(
        one for one, number in counts["concept"].items() if number == 1
    )


def test_evidence_without_a_date_comes_last():
    store_profiles([LJUBLJANA], actor=None)
    profile = Profile.objects.get()
    for title, start in (("undated", None), ("old", date(2019, 1, 1)), ("new", date(2024, 1, 1))):
        Evidence.objects.create(profile=profile, title=title, identifier=title, start=start)
    assert [row.title for row in profile.evidence.all()] == ["new", "old", "undated"]
