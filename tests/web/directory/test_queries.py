"""Counts are those that one finds by counting the five profiles of network.py by hand."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from cordata_web.directory import queries
from cordata_web.directory.models import Membership, Profile
from cordata_web.directory.selection import Selection, read_selection

pytestmark = pytest.mark.usefixtures("network")


def everything() -> queries.Profiles:
    return queries.visible_to(AnonymousUser())


def found(address: str) -> list[str]:
    selection = read_selection(QueryDict(address))
    return [row.pk for row in queries.best_first(queries.matching(everything(), selection), selection.q)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("skofja", "livarna-loka"),
        ("ŠKOFJA LOKA", "livarna-loka"),
        ("Universita", "universita-torino"),
        ("dusseldorf", "cluster-graz"),
        ("duesseldorf", "cluster-graz"),
        ("Müritz", "cluster-graz"),
    ],
)
def test_a_search_forgives_accents_and_case(question, expected):
    assert found(f"q={question}") == [expected]


def test_a_search_finds_by_the_names_of_concepts_in_any_language():
    assert (
        found("q=Druckguss") == found("q=pressofusione") == found("q=die+casting") == ["cluster-graz", "livarna-loka"]
    )


def test_every_word_must_occur():
    assert found("q=network+housings") == ["cluster-graz"]
    assert found("q=network+nonsenseword") == []


def test_short_words_are_sought_at_beginnings():
    assert "universita-torino" not in found("q=eo")
    assert "universita-torino" in found("q=ate")


def test_signs_of_the_query_language_are_plain_text():
    assert found("q=%25") == found("")
    assert found("q=100%25_nothing") == []


def test_names_come_before_texts():
    assert found("q=cluster") == ["cluster-graz", "cluster-milano", "grozd-ljubljana"]


def test_values_of_one_dimension_add_and_dimensions_narrow():
    assert found("country=SI&country=IT&kind=cluster") == ["cluster-milano", "grozd-ljubljana"]


def test_a_region_is_a_beginning_of_a_code():
    assert found("region=ITC") == ["cluster-milano", "universita-torino"]
    assert found("region=itc4") == ["cluster-milano"]


def test_a_concept_includes_what_is_narrower():
    assert found("concept=hydrogen") == ["cluster-graz", "grozd-ljubljana"]
    assert found("concept=fuel-cells") == ["cluster-graz"]


def test_facets_count_all_when_nothing_is_chosen():
    counts = queries.facets(everything(), Selection())
    assert counts["kind"] == {"cluster": 3, "sme": 1, "university": 1}
    assert counts["country"] == {"SI": 2, "IT": 2, "AT": 1}
    assert counts["region"] == {"SI04": 2, "ITC1": 1, "ITC4": 1, "AT22": 1}
    assert counts["sector"] == {"mechatronics": 4, "energy": 2, "ict": 1, "chemistry": 0}
    assert counts["concept"]["hydrogen"] == 2
    assert counts["concept"]["metal-casting-and-forming"] == 3
    assert counts["concept"]["die-casting"] == 2


def test_facets_count_with_the_other_filters_applied():
    counts = queries.facets(everything(), Selection(kind=("cluster",), country=("SI",)))
    assert counts["kind"] == {"cluster": 1, "sme": 1}
    assert counts["country"] == {"SI": 1, "IT": 1, "AT": 1}
    assert counts["region"] == {"SI04": 1}
    assert counts["sector"]["energy"] == 1
    assert counts["sector"]["mechatronics"] == 0
    assert counts["concept"] == {"hydrogen": 1}


def test_each_count_is_what_the_filter_then_shows():
    start = Selection(q="cluster")
    for dimension, counts in queries.facets(everything(), start).items():
        for value, number in counts.items():
            narrowed = start.switched(dimension, value)
            assert queries.matching(everything(), narrowed).count() == number, (dimension, value)


def test_values_that_mean_nothing_are_told_and_select_nothing():
    selection = read_selection(QueryDict("kind=wizard&country=xx&region=ITC4&region=ZZ99&concept=alchemy"))
    assert selection.unknown == ("wizard", "XX", "ZZ99", "alchemy")
    assert selection.chosen == [("region", "ITC4")]


def test_a_selection_and_its_address_are_the_same():
    selection = Selection(q="škofja & co", kind=("sme", "cluster"), concept=("hydrogen",))
    assert read_selection(QueryDict(selection.query(view="map"))) == selection


def test_regions_count_kinds_and_sectors():
    counts = queries.counts_by_region(everything())
    assert counts["SI04"].total == 2
    assert counts["SI04"].kinds == {"cluster": 1, "sme": 1}
    assert counts["SI04"].sectors["mechatronics"] == 1
    assert "DE11" not in counts


def test_profiles_without_a_place_are_in_no_town():
    assert [town.name for town in queries.towns(everything())] == ["Graz", "Ljubljana", "Škofja Loka", "Torino"]


def test_members_are_those_of_today():
    cluster = Profile.objects.get(pk="cluster-graz")
    Membership.objects.create(cluster=cluster, member_id="universita-torino", until=date(2025, 12, 31))
    assert [m.member_id for m in queries.members_of(cluster, date(2025, 12, 31))] == ["universita-torino"]
    assert not queries.members_of(cluster, date(2026, 1, 1)).exists()


def test_neighbours_abroad_are_of_the_same_kind_elsewhere_and_active():
    cluster = Profile.objects.prefetch_related("concepts").get(pk="grozd-ljubljana")
    assert [row.pk for row in queries.neighbours_abroad(cluster)] == ["cluster-graz"]
