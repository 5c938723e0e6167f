"""Organisations and projects of CORDIS: the archive's form by samples, and the real tables with their faults."""

import io
import zipfile
from collections import Counter
from datetime import date

import pytest

from cordata.kernel import load_regions
from cordata.sources.cordis import description, first_sentence, read_cordis
from cordata.sources.entries import Project, entry_as_json, entry_from_json

MEMBERS = ("project.csv", "organization.csv", "euroSciVoc.csv")


def archive(samples) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name in MEMBERS:
            out.writestr(f"csv/{name}", "\ufeff" + (samples / name).read_text("utf-8"))
        out.writestr("csv/webLink.csv", "url;title\nhttps://example.org;x\n")
    return packed.getvalue()


@pytest.fixture
def reading(samples):
    return read_cordis({"cordis-HORIZONprojects-csv.zip": archive(samples)}, checked="2026-11-25")


def problems_of(reading) -> Counter:
    return Counter((problem.code, problem.line, problem.column) for problem in reading.problems)


def test_the_official_archive_gives_the_organisations_inside_once_each(reading):
    assert [entry.profile.id for entry in reading.records] == ["pic-900000001", "pic-900000002", "pic-900000004"]


def test_the_tables_on_their_own_give_the_same(samples, reading):
    files = {name: (samples / name).read_bytes() for name in MEMBERS}
    assert read_cordis(files, checked="2026-11-25").records == reading.records


def test_an_organisation_has_kind_place_region_website_and_source(reading):
    profile = reading.records[0].profile
    assert (profile.name, profile.kind, profile.town) == ("Giesserei Mustertal GMBH", "sme", "Dornbirn")
    assert (profile.nuts, profile.local_language) == ("AT342", "de")
    assert profile.website == "https://www.mustertal.example"
    assert profile.sectors == ("mechatronics", "ict")
    assert profile.citation.checked == "2024-02-01"
    assert profile.citation.source.endswith("/900000001")


def test_the_text_is_name_titles_and_first_sentences_of_the_newest_projects(reading):
    assert reading.records[0].profile.descriptions["en"] == (
        "Giesserei Mustertal GMBH. ALPCAST: Lighter castings for mountain railways. Castings for railways are heavy. "
        "SNOWNET sensors for avalanches. Avalanches kill."
    )


def test_projects_come_newest_first_with_programme_role_and_dates(reading):
    newest, oldest = reading.records[0].projects
    assert (newest.acronym, newest.programme, newest.role) == ("ALPCAST", "HORIZON", "coordinator")
    assert (newest.start, newest.end) == (date(2023, 1, 1), date(2026, 12, 31))
    assert newest.source == "https://cordis.europa.eu/project/id/100000001"
    assert (oldest.programme, oldest.end) == ("H2020", None)


def test_the_participant_code_is_taken_from_the_contact_form_where_its_column_is_empty(reading):
    assert reading.records[1].profile.name == "Istituto Campione"
    assert reading.records[1].profile.nuts == "ITC4"


def test_every_fault_is_reported_where_it_stands(reading):
    assert problems_of(reading) == Counter(
        {
            ("bad_date", 4, "endDate"): 1,
            ("missing_value", 8, "name"): 1,
            ("place_far_from_town", 4, "geolocation"): 1,
            ("nuts_contradicts_place", 4, "nutsCode"): 1,
            ("unknown_project", 6, "projectID"): 1,
            ("place_unknown", 9, "city"): 1,
        }
    )


def test_a_stamped_foreign_nuts_code_is_not_taken(reading):
    assert all(not entry.profile.nuts.startswith("DE3") for entry in reading.records)


def test_an_archive_that_is_none_and_a_table_of_something_else_are_reported():
    reading = read_cordis({"a.zip": b"PK no", "b.csv": b"colour;taste\nred;sweet\n"}, checked="2026-11-25")
    assert [problem.code for problem in reading.problems] == ["unreadable", "unknown_table"]
    assert reading.records == ()


def test_entries_survive_the_way_through_a_file(reading):
    for entry in reading.records:
        back = entry_from_json(entry_as_json(entry))
        assert back.profile == entry.profile
        assert [one.identifier for one in back.projects] == [one.identifier for one in entry.projects]


def test_long_sentences_are_cut_at_a_word():
    cut = first_sentence("word " * 200)
    assert len(cut) <= 402
    assert cut.endswith("word …")


def test_an_acronym_that_begins_the_title_is_not_said_twice():
    project = Project("1", "H2020", "SNOW", "Snow for all", "participant", "https://example.org")
    assert description("Alpha", [project]) == "Alpha. Snow for all."


def test_real_horizon_tables_give_856_organisations_and_report_the_rest(real):
    names = ("horizon_organizations.csv", "horizon_projects.csv", "euroSciVoc.csv")
    reading = read_cordis({name: (real / "cordis" / name).read_bytes() for name in names}, checked="2026-11-25")
    codes = Counter(problem.code for problem in reading.problems)
    assert len(reading.records) == 856
    assert set(codes) == {"missing_value", "place_unknown", "region_unknown"}
    assert codes["missing_value"] == 1
    assert all(entry.projects and entry.projects[0].title for entry in reading.records)
    assert len({entry.profile.id for entry in reading.records}) == 856


def test_real_h2020_tables_lose_no_organisation_to_wrong_coordinates(real):
    name = "h2020_organizations.csv"
    reading = read_cordis({name: (real / "cordis" / name).read_bytes()}, checked="2026-11-25")
    codes = Counter(problem.code for problem in reading.problems)
    assert len(reading.records) == 476
    assert codes["place_far_from_town"] + codes["place_contradicts_postcode"] == 74
    assert not reading.has_losses
    assert all(entry.profile.nuts[:4] in load_regions() for entry in reading.records)
