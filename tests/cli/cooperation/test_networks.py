"""`cordata cooperation network` and `synergies`: from tables of projects."""

import csv
import io
import json
from pathlib import Path

import pytest

PROJECTS = "id,title,objective,startDate\n1,A,B,2020-05-01\n2,A,B,2022-05-01\n3,A,B,2023-05-01\n"
FIELDS = "projectID,euroSciVocCode,euroSciVocPath\n1,/25/67/425,/e/m/w\n2,/25/67/425,/e/m/w\n3,/27/81/30,/x/y/z\n"
HEADINGS = "projectID,organisationID,name,SME,activityType,city,postCode,country,nutsCode\n"
TYROL, MILAN, LYON = "Innsbruck,6020,AT,AT332", "Milano,20121,IT,ITC4C", "Lyon,69001,FR,FRK26"
ORGANISATIONS = HEADINGS + "".join(
    f"{project},{key},{name},{sme},{kind},{place}\n"
    for project, key, name, sme, kind, place in (
        (1, "999000901", "Alfa", "true", "PRC", TYROL), (1, "999000902", "Politec", "false", "HES", MILAN),
        (2, "999000901", "Alfa", "true", "PRC", TYROL), (2, "999000903", "Ville", "false", "PUB", LYON),
        (3, "999000902", "Politec", "false", "HES", MILAN), (3, "999000904", "Beta", "true", "PRC", MILAN),
    )
)  # fmt: skip


@pytest.fixture
def words(tmp_path: Path) -> list[object]:
    told: list[object] = []
    for name, text in (("projects", PROJECTS), ("organizations", ORGANISATIONS), ("fields", FIELDS)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        told += [f"--{name}", path]
    return told


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_nodes_with_measures_and_roles(cordata, words) -> None:
    told = cordata("cooperation", "network", *words)
    rows = {row["name"]: row for row in _rows(told.stdout)}
    assert told.exit_code == 0
    assert (rows["Alfa"]["degree"], rows["Alfa"]["region"], rows["Alfa"]["liaison"]) == ("2", "AT33", "1.0")
    assert rows["Politec"]["gatekeeper"] == "1.0"
    assert "nodes_in_all 4, ties 3" in told.stderr


def test_ties_and_gaps_go_to_files_of_their_own(cordata, words, tmp_path: Path) -> None:
    ties, gaps = tmp_path / "ties.csv", tmp_path / "gaps.csv"
    told = cordata("cooperation", "network", *words, "--ties", ties, "--gaps", gaps, "--out", tmp_path / "nodes.csv")
    assert (told.exit_code, told.stdout) == (0, "")
    assert len(ties.read_text().splitlines()) == 4
    assert {(row["region"], row["other"], row["bridges"]) for row in _rows(gaps.read_text())} == {
        ("FRK2", "ITC4", "999000901")
    }


def test_regions_and_a_period_as_json(cordata, words) -> None:
    told = cordata("cooperation", "network", *words, "--of", "regions", "--until", "2022-01-01", "--json")
    found = json.loads(told.stdout)
    assert [node["id"] for node in found["nodes"]] == ["AT33", "ITC4"]
    assert found["external_internal_index"] == 1.0
    assert found["nodes"][0]["coordinator"] is None


def test_a_network_without_ties_is_refused_in_a_sentence(cordata, words) -> None:
    for of in ("regions", "organisations"):
        told = cordata("cooperation", "network", *words, "--since", "2030-01-01", "--of", of)
        assert told.exit_code == 3
        assert "No two of them are tied by a joint project." in told.stderr


def test_kinds_choose_and_organisations_of_no_known_region_have_no_roles(cordata, words, tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text(
        HEADINGS
        + "1,999000905,Ohio,true,PRC,Columbus,,US,\n1,999000906,Iowa,true,PRC,Ames,,US,\n1,999000907,U,,HES,Ames,,US,\n"
    )
    told = cordata("cooperation", "network", *words, "--kind", "sme")
    assert [(row["name"], row["liaison"]) for row in _rows(told.stdout)] == [("Ohio", ""), ("Iowa", "")]


@pytest.mark.parametrize("command", [["network"], ["synergies", "--theme", "/25"]])
def test_organisations_have_to_be_named(cordata, command) -> None:
    told = cordata("cooperation", *command)
    assert told.exit_code == 2
    assert "--organizations" in told.stderr


def test_who_works_together_across_sides_and_regions(cordata, words, tmp_path: Path) -> None:
    triples, missing = tmp_path / "triples.csv", tmp_path / "missing.csv"
    told = cordata(
        "cooperation", "synergies", *words, "--theme", "/25", "--triples", triples, "--missing", missing,
        "--between", "organisations",
    )  # fmt: skip
    assert told.exit_code == 0
    assert {(row["side"], row["region"], row["other_side"], row["other"]) for row in _rows(told.stdout)} == {
        ("firm", "AT33", "research", "ITC4"),
        ("firm", "AT33", "public", "FRK2"),
    }
    assert triples.read_text().splitlines() == ["firm,research,public,projects"]
    lacking = {(row["one"], row["other"], row["missing"], row["candidate"]) for row in _rows(missing.read_text())}
    assert lacking == {("999000901", "999000902", "public", ""), ("999000901", "999000903", "research", "999000902")}
    assert "2 projects" in told.stderr


def test_synergies_as_json_with_reasons(cordata, words) -> None:
    told = cordata("cooperation", "synergies", *words, "--theme", "/25", "--all-regions", "--json")
    found = json.loads(told.stdout)
    assert found["presence"] == {"firm+public": 1, "firm+research": 1}
    [research] = [one for one in found["missing"] if one["missing"] == "research"]
    assert [reason["code"] for reason in research["candidates"][0]["reasons"]] == [
        "works_on_theme", "worked_with_them", "near",
    ]  # fmt: skip


def test_a_theme_that_nobody_works_on_is_refused(cordata, words) -> None:
    told = cordata("cooperation", "synergies", *words, "--theme", "/99")
    assert told.exit_code == 3
    assert "No project has an activity of the theme." in told.stderr
