"""`cordata load`: into files and into a site of its own."""

import csv
import json
import os
import subprocess
import sys

import pytest

from databases import rows_of

TABLES = ("organization.csv", "project.csv", "euroSciVoc.csv")


@pytest.fixture
def cordis(samples):
    return [samples / name for name in TABLES]


def test_a_dry_run_reports_and_exits_with_three_when_rows_are_bad(cordata, cordis):
    result = cordata("load", "cordis", *cordis, "--dry-run")
    assert result.exit_code == 3
    assert "3 profiles found" in result.stdout
    assert "Xyzville" in result.stdout
    assert "nothing was stored" in result.stderr


def test_the_summary_for_programs_counts_everything(cordata, cordis):
    summary = json.loads(cordata("load", "cordis", *cordis, "--dry-run", "--json").stdout)
    assert (summary["profiles"], summary["projects"]) == (3, 4)
    assert summary["problems"]["place_unknown"] == 1


def test_what_was_read_can_be_written_listed_and_shown(cordata, cordis, tmp_path):
    file = tmp_path / "cordis.jsonl"
    assert cordata("load", "cordis", *cordis, "--out", file).exit_code == 3
    listed = json.loads(cordata("directory", "list", "--from", file, "--json").stdout)
    assert [profile["id"] for profile in listed] == ["pic-900000001", "pic-900000002", "pic-900000004"]
    assert "ALPCAST" in cordata("directory", "show", "pic-900000001", "--from", file).stdout


def test_problems_are_written_with_file_line_column_value_and_reason(cordata, cordis, tmp_path):
    file = tmp_path / "problems.csv"
    cordata("load", "cordis", *cordis, "--dry-run", "--problems", file)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] == "place_unknown"]
    assert [(row["file"], row["line"], row["column"], row["value"]) for row in rows] == [
        ("organization.csv", "9", "city", "Xyzville")
    ]
    assert "Xyzville" in rows[0]["reason"]


def test_clusters_are_read_and_the_good_input_exits_with_zero(cordata, samples, tmp_path):
    file = tmp_path / "clusters.jsonl"
    result = cordata("load", "clusters", samples / "clusters_sl.csv", "--out", file, "--checked", "2026-11-25")
    assert result.exit_code == 0
    first = json.loads(file.read_text("utf-8").split("\n")[0])["profile"]
    assert (first["id"], first["citation"]["checked"]) == ("grozd-vzorec-si", "2026-11-25")


def test_the_preview_shows_how_columns_are_taken(cordata, samples):
    result = cordata("load", "clusters", samples / "clusters_it.csv", "--preview", "--column", "Sigla=")
    assert result.exit_code == 0
    lines = {line.split("  ")[0]: line for line in result.stdout.splitlines()}
    assert "concepts" in lines["Parole chiave"]
    assert "(ignored)" in lines["Sigla"]
    assert "(ignored)" in lines["Note interne"]


def test_a_column_cannot_be_taken_as_what_does_not_exist(cordata, samples):
    assert (
        cordata("load", "clusters", samples / "clusters_it.csv", "--preview", "--column", "Nome=colour").exit_code == 2
    )


def test_universities_are_read(cordata, samples):
    summary = json.loads(cordata("load", "universities", samples / "universities.json", "--dry-run", "--json").stdout)
    assert summary["profiles"] == 2


def test_a_file_without_anything_of_ours_exits_with_one(cordata, tmp_path):
    file = tmp_path / "u.json"
    file.write_text("[]", "utf-8")
    assert cordata("load", "universities", file, "--dry-run").exit_code == 1


def test_an_unreadable_file_exits_with_three(cordata, tmp_path):
    file = tmp_path / "u.json"
    file.write_text("{", "utf-8")
    assert cordata("load", "universities", file, "--dry-run").exit_code == 3


@pytest.fixture
def site(tmp_path, own_database):
    """The environment of a site with a database of its own."""
    environment = {**os.environ, "CORDATA_DATA": str(tmp_path / "site"), "DATABASE_URL": own_database}
    migrated = subprocess.run(
        [sys.executable, "-m", "cordata_web", "migrate", "-v", "0"], env=environment, capture_output=True, text=True
    )
    assert migrated.returncode == 0, migrated.stderr
    return environment


def loaded(environment, paths) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cordata_cli", "load", "cordis", *map(str, paths)]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_profiles_and_projects_reach_the_site_and_again_change_nothing(site, cordis):
    first, second = loaded(site, cordis), loaded(site, cordis)
    assert "3 profiles created" in first.stdout, first.stderr
    assert "4 projects written" in first.stdout
    assert "3 as they were; 0 projects written" in second.stdout
    rows = rows_of(
        site["DATABASE_URL"],
        "select profile_id, title, programme from directory_evidence order by profile_id, identifier",
    )
    assert rows[0] == ("pic-900000001", "ALPCAST: Lighter castings for mountain railways", "HORIZON")
    assert len(rows) == 4


def test_a_site_without_tables_says_what_to_do_and_exits_with_four(cordis, tmp_path, own_database):
    result = loaded({**os.environ, "CORDATA_DATA": str(tmp_path), "DATABASE_URL": own_database}, cordis)
    assert result.returncode == 4
    assert "migrate" in result.stderr
