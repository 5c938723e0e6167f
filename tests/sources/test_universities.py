"""Universities from the Hipo list."""

from collections import Counter

import pytest

from cordata.sources.universities import read_universities, town_in_name


@pytest.fixture
def reading(samples):
    return read_universities("u.json", (samples / "universities.json").read_bytes(), checked="2026-11-25")


def test_universities_are_placed_by_the_town_in_their_name(reading):
    profile = reading.records[0].profile
    assert (profile.id, profile.nuts, profile.town) == ("hochschule-muster-ulm-de", "DE14", "Ulm")
    assert profile.website == "https://www.muster-ulm.example/"


def test_without_a_town_they_are_kept_only_where_the_whole_country_belongs(reading):
    assert [entry.profile.nuts for entry in reading.records] == ["DE14", "SI"]


def test_every_fault_is_reported_with_its_line(reading):
    told = [(problem.code, problem.line, problem.value) for problem in reading.problems]
    assert told == [
        ("bad_website", 2, "none"),
        ("place_unknown", 10, "École sans lieu"),
        ("region_unknown", 18, "Alpska univerza"),
    ]


@pytest.mark.parametrize("content", [b"{", b"\xff\xff", b'{"name": "x"}'])
def test_what_is_no_list_is_unreadable(content):
    assert [problem.code for problem in read_universities("u.json", content, checked="2026-11-25").problems] == [
        "unreadable"
    ]


def test_records_that_are_none_are_reported():
    found = read_universities("u.json", b'[1, {"alpha_two_code": "IT"}, {"name": "X"}]', checked="2026-11-25")
    assert [problem.code for problem in found.problems] == ["broken_row", "missing_value", "unknown_country"]


@pytest.mark.parametrize(
    ("country", "name", "domain", "town"),
    [
        ("DE", "Friedrich-Alexander-Universität Erlangen-Nürnberg", "fau.de", "Nürnberg"),
        ("CH", "Universität St. Gallen (HSG)", "unisg.ch", "Sankt Gallen"),
        ("FR", "Université de Savoie Chambéry", "univ-savoie.fr", "Chambéry"),
    ],
)  # fmt: skip
def test_towns_are_found_in_names(country, name, domain, town):
    assert town_in_name(country, name, [domain]).name == town


def test_the_real_list_gives_the_universities_that_can_be_placed(real):
    content = (real / "universities/world_universities_and_domains.json").read_bytes()
    reading = read_universities("u.json", content, checked="2026-11-25")
    countries = Counter(entry.profile.country for entry in reading.records)
    assert countries["SI"] == 4
    assert countries["AT"] >= 44
    assert len(reading.records) > 270
    assert set(Counter(problem.code for problem in reading.problems)) <= {"place_unknown", "region_unknown", "twice"}
