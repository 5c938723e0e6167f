"""`cordata cooperation aggregate`: rows of participations in, small tables out."""

import sys
from pathlib import Path

import pytest

PARTICIPATIONS = """project,organisation,region,start
1,a,AT33,2019-05-01
1,b,ITH1,2019-05-01
2,a,AT33,2020-01-01
2,c,DE14,2020-01-01
"""
FIELDS = "project,activity\n1,wood\n1,steel\n2,wood\n"


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    participations, fields = tmp_path / "participations.csv", tmp_path / "fields.csv"
    participations.write_text(PARTICIPATIONS)
    fields.write_text(FIELDS)
    return ["cooperation", "aggregate", "--participations", participations, "--fields", fields, "--threads", 1]


def test_table_and_links_are_written_and_fit_the_other_commands(cordata, files, tmp_path: Path) -> None:
    table, links = tmp_path / "table.csv", tmp_path / "links.csv"
    assert cordata(*files, "--out", table, "--links", links).exit_code == 0
    assert table.read_text().splitlines() == [
        "region,activity,value",
        "AT33,steel,1.0",
        "AT33,wood,2.0",
        "DE14,wood,1.0",
        "ITH1,steel,1.0",
        "ITH1,wood,1.0",
    ]
    assert links.read_text().splitlines() == ["id,AT33,DE14,ITH1", "AT33,0,1,1", "DE14,1,0,0", "ITH1,1,0,0"]
    told = cordata("cooperation", "linkages", "--table", table, "--links", links, "--isolated", "zero")
    assert told.exit_code == 0
    assert told.stdout.startswith("region,activity,value\n")


def test_years_are_told_one_by_one(cordata, files, tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    told = cordata(*files, "--by-year", "--counting", "fractional", "--out", "-", "--links", links)
    assert "AT33,wood,2019,0.5\nAT33,wood,2020,1.0\n" in told.stdout
    assert links.read_text().splitlines()[1:] == ["AT33,DE14,2020,1", "AT33,ITH1,2019,1"]


def test_only_projects_of_the_time_asked_for_count(cordata, files) -> None:
    told = cordata(*files, "--since", "2020-01-01", "--until", "2021-01-01", "--out", "-")
    assert told.stdout.splitlines()[1:] == ["AT33,wood,1.0", "DE14,wood,1.0"]
    refused = cordata(*files, "--since", "2020-01-01", "--until", "2020-01-01", "--out", "-")
    assert refused.exit_code == 3
    assert "2020-01-01 is not possible for until" in refused.stderr


def test_a_missing_column_is_named(cordata, files, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("project;partner\n1;a\n")
    refused = cordata(*files, "--participations", other, "--out", "-")
    assert refused.exit_code == 3
    assert "other.csv" in refused.stderr
    assert "organisation" in refused.stderr


def test_limits_of_duckdb_are_no_limits_of_spark(cordata, files) -> None:
    refused = cordata(*files, "--engine", "spark", "--out", "-")
    assert refused.exit_code == 2
    assert "Spark takes them from its own settings" in refused.stderr


def test_spark_tells_how_it_is_installed_where_it_is_not(cordata, files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)  # as Python marks what cannot be imported
    refused = cordata(*files[:-2], "--engine", "spark", "--out", "-")
    assert refused.exit_code == 4
    assert "cordata[spark]" in refused.stderr
