"""Participations of every country: samples by hand, and the real tables."""

import gc
from collections import Counter
from datetime import date

import pytest

from cordata import sources
from cordata.sources import read_participations

ORGANISATIONS = (
    b"projectID;organisationID;name;SME;activityType;city;postCode;country;nutsCode;geolocation\n"
    b"1;900000001;Alfa;true;PRC;Dornbirn;6850;AT;AT342;\n"
    b"1;900000002;Beta;false;HES;Madrid;;ES;ES300;\n"
    b"1;900000002;Beta, second department;false;HES;Madrid;;ES;;\n"
    b"1;900000003;Gamma;;REC;Athens;;EL;EL303;\n"
    b"1;900000004;Delta;;PUB;London;;UK;DE300;\n"
    b"2;900000001;Alfa;true;PRC;Hamburg;;DE;;\n"
    b"2;900000005;Eta;;OTH;Riga;;LV;;\n"
    b"2;900000006;Theta;;OTH;;;IT;;\n"
    b"2;900000007;Iota;;OTH;Somewhere;;NL;NLZZ;\n"
    b"3;900000001;Alfa;true;PRC;Dornbirn;6850;AT;;\n"
)
PROJECTS = b"id;title;startDate;topics\n1;One;2020-01-31;T-1\n2;Two;2021-02-01;T-2,T-3\n3;Three;;\n"
FIELDS = (
    b"projectID;euroSciVocCode;euroSciVocPath\n"
    b"1;/23/47/297/933;/natural sciences/computer and information sciences/artificial intelligence/machine learning\n"
    b"1;/23/47/297;/natural sciences/computer and information sciences/artificial intelligence\n"
    b"1;/25/75;/engineering and technology/mechanical engineering\n"
)
FILES = {"organization.csv": ORGANISATIONS, "project.csv": PROJECTS, "euroSciVoc.csv": FIELDS}


@pytest.fixture
def reading():
    return read_participations(FILES)


def test_each_organisation_stands_once_in_each_project(reading):
    assert Counter((one.project, one.organisation) for one in reading.records) == Counter(
        {("1", f"90000000{n}"): 1 for n in (1, 2, 3, 4)} | {("2", f"90000000{n}"): 1 for n in (1, 5, 6, 7)}
    )


def test_regions_are_worked_out_inside_and_taken_as_given_elsewhere(reading):
    found = {(one.project, one.name): (one.country, one.region) for one in reading.records}
    assert found == {
        ("1", "Alfa"): ("AT", "AT34"),
        ("1", "Beta"): ("ES", "ES30"),
        ("1", "Gamma"): ("EL", "EL30"),
        ("1", "Delta"): ("UK", ""),
        ("2", "Alfa"): ("DE", "DE60"),
        ("2", "Eta"): ("LV", "LV00"),
        ("2", "Theta"): ("IT", ""),
        ("2", "Iota"): ("NL", ""),
    }


def test_a_row_carries_kind_size_and_the_beginning_of_its_project(reading):
    first = reading.records[0]
    assert (first.kind, first.sme, first.start) == ("sme", True, date(2020, 1, 31))
    assert reading.records[1].kind == "university"


def test_fields_are_shortened_to_the_level_asked_for():
    assert read_participations(FILES).records[0].activities == ("/23/47/297", "/25/75")
    assert read_participations(FILES, level=1).records[0].activities == ("/23", "/25")


def test_topics_of_calls_can_stand_for_fields():
    topics = {one.project: one.activities for one in read_participations(FILES, activities="topics").records}
    assert topics == {"1": ("T-1",), "2": ("T-2", "T-3")}


def test_what_is_not_known_is_reported_once_where_it_stands(reading):
    assert [(problem.code, problem.line, problem.column) for problem in reading.problems] == [
        ("nuts_contradicts_place", 6, "nutsCode"),
        ("region_unknown", 9, "city"),
        ("missing_value", 11, "startDate"),
    ]


def test_tables_of_topics_are_passed_over_and_fields_without_codes_tell_nothing():
    extra = {
        "topics.csv": b"projectID;topic;title\n1;T-1;x\n",
        "euroSciVoc.csv": b"projectID;euroSciVocPath\n1;/natural sciences\n",
        "project.csv": b"id;title;startDate\n;No number;2020-01-01\n1;One;31.02.2020\n",
        "organization.csv": b"projectID;organisationID;name;country;startDate;organizationURL\n"
        b"1;900000001;Alfa;AT;2020-01-31;none\n",
    }
    reading = read_participations(extra)
    assert [(one.start, one.activities) for one in reading.records] == [(date(2020, 1, 31), ())]
    assert [(problem.code, problem.column) for problem in reading.problems] == [
        ("missing_value", "id"),
        ("bad_date", "startDate"),
        ("bad_website", "organizationURL"),
        ("region_unknown", "city"),
    ]


def test_a_second_row_tells_the_region_that_the_first_lacks():
    rows = b"projectID,organisationID,name,country,startDate,nuts2\n1,900000002,B,ES,2020-01-31,\n"
    rows += b"1,900000002,B,ES,2020-01-31,ES30\n"
    reading = read_participations({"a.csv": rows})
    assert [one.region for one in reading.records] == ["ES30"]


def test_a_table_with_dates_and_coordinates_needs_no_table_of_projects():
    rows = b"projectID,organisationID,name,country,startDate,lat,lon,nuts3_2021\n"
    rows += b"1,900000001,A,CH,2020-01-31,46.20,6.14,CH013\n1,900000002,B,CH,2020-01-31,x,6.14,DE300\n"
    reading = read_participations({"participations.csv": rows})
    assert [one.region for one in reading.records] == ["CH01", ""]
    assert {problem.code for problem in reading.problems} == {"bad_place", "region_unknown"}


def test_coordinates_far_from_the_postcode_are_reported():
    rows = b"projectID;organisationID;name;country;startDate;postCode;city;geolocation\n"
    rows += b"1;900000001;A;AT;2020-01-31;6850;Dornbirn;48.2,16.4\n"
    reading = read_participations({"organization.csv": rows})
    assert [one.region for one in reading.records] == ["AT34"]
    assert [(problem.code, problem.column) for problem in reading.problems] == [("place_far_from_town", "geolocation")]


def test_the_real_table_with_regions_gives_all_dated_rows(real):
    names = ("participations_nuts3.csv", "euroSciVoc.csv")
    reading = read_participations({name: (real / "cordis" / name).read_bytes() for name in names})
    codes = Counter(problem.code for problem in reading.problems)
    assert len(reading.records) == 9689
    assert codes["missing_value"] == 5149 + 1  # no date in the rows of Horizon 2020, and one row without a name
    assert sum(one.region != "" for one in reading.records) > 8300
    assert {one.country for one in reading.records} >= {"UK", "AT", "CH", "ES"}


def test_the_door_of_the_readers_opens_later_to_those_that_need_mathematics():
    assert all(callable(getattr(sources, name)) for name in sources.LATER)
    with pytest.raises(AttributeError, match="nothing"):
        sources.nothing  # noqa: B018 - asked for on purpose


@pytest.mark.parametrize("was_on", [True, False])
def test_reading_leaves_the_search_for_cycles_as_it_was(was_on):
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        read_participations(FILES)
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
