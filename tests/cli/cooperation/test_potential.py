"""`cordata cooperation potential`: links most worth making."""

import csv
import io
import json
from pathlib import Path

import pytest

TABLE = "id,wood,steel,glue,chips\nAT33,9,1,5,0\nITH1,1,8,0,3\nDE21,0,2,1,9\nSI03,6,1,4,1\nXX99,1,1,1,1\n"
LINKS = "region,other,value\nAT33,ITH1,7\nDE21,AT33,2\nSI03,ES30,4\nDE21,DE21,3\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def links(tmp_path: Path) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(LINKS)
    return path


def test_all_pairs_the_worthiest_first(cordata, table: Path) -> None:
    told = cordata("cooperation", "potential", "--table", table)
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert told.exit_code == 0
    assert len(rows) == 6
    worth = [float(row["worth"]) for row in rows]
    assert worth == sorted(worth, reverse=True)
    assert rows[0]["actual"] == ""
    assert "XX99" in told.stderr


def test_joint_projects_move_the_ranking(cordata, table: Path, links: Path) -> None:
    words = ["cooperation", "potential", "--table", table, "--links", links, "--json"]
    found = json.loads(cordata(*words).stdout)
    actual = {frozenset((link["region"], link["other"])): link["actual"] for link in found["links"]}
    assert actual[frozenset(("AT33", "ITH1"))] == 7
    assert actual[frozenset(("DE21", "AT33"))] == 2
    assert sum(actual.values()) == 9
    ignoring = json.loads(cordata(*words, "--ties", 0).stdout)
    assert [link["worth"] for link in ignoring["links"]] != [link["worth"] for link in found["links"]]
    assert found["links"][0]["reasons"]


def test_only_the_top(cordata, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert cordata("cooperation", "potential", "--table", table, "--top", 2, "--out", out).exit_code == 0
    assert len(out.read_text().splitlines()) == 3


def test_a_wrong_number_of_links_is_refused_with_its_line(cordata, table: Path, links: Path) -> None:
    links.write_text(LINKS.replace("7", "many"))
    told = cordata("cooperation", "potential", "--table", table, "--links", links)
    assert told.exit_code == 3
    assert "links.csv, line 2" in told.stderr
