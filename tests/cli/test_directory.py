"""`cordata directory`."""

import csv
import io
import json

from cordata.directory import load_network


def test_the_list_is_narrowed_by_kind_country_and_sector(cordata):
    result = cordata("directory", "list", "--kind", "cluster", "--country", "IT", "--sector", "ict", "--json")
    wanted = [one.id for one in load_network() if (one.kind, one.country) == ("cluster", "IT") and "ict" in one.sectors]
    assert [profile["id"] for profile in json.loads(result.stdout)] == wanted
    assert wanted


def test_a_region_of_any_level_narrows_too(cordata):
    listed = json.loads(cordata("directory", "list", "--region", "itc1", "--json").stdout)
    assert {profile["nuts"][:4] for profile in listed} == {"ITC1"}


def test_the_list_is_csv_with_one_line_a_profile(cordata):
    rows = list(csv.DictReader(io.StringIO(cordata("directory", "list", "--country", "LI", "--csv").stdout)))
    assert [row["id"] for row in rows] == [one.id for one in load_network() if one.country == "LI"]


def test_a_list_without_profiles_exits_with_one(cordata):
    result = cordata("directory", "list", "--region", "ZZ", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_json_and_csv_together_are_wrong_use(cordata):
    assert cordata("directory", "list", "--json", "--csv").exit_code == 2


def test_one_profile_is_shown_and_an_unknown_one_exits_with_one(cordata):
    first = load_network()[0]
    assert first.name in cordata("directory", "show", first.id).output
    assert json.loads(cordata("directory", "show", first.id, "--json").stdout)["id"] == first.id
    missed = cordata("directory", "show", f"{first.id}x")
    assert missed.exit_code == 1
    assert first.id in missed.stderr


def test_a_file_that_is_no_list_of_profiles_is_wrong_use(cordata, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"colour": "red"}\n', "utf-8")
    result = cordata("directory", "list", "--from", file)
    assert result.exit_code == 2
    assert "line 1" in result.output
