"""`cordata cooperation backtest` on tables in the forms in which CORDIS gives them."""

import csv
import io
import json
from pathlib import Path

import pytest

PLACES = [("AT", "Innsbruck"), ("AT", "Graz"), ("IT", "Torino"), ("DE", "München"), ("ES", "Madrid")]


def written(path: Path, rows: list[dict[str, object]], delimiter: str = ",") -> Path:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(file.getvalue(), "utf-8")
    return path


def house(project: int, member: int) -> dict[str, object]:
    country, city = ("SI", "Ljubljana") if member == 19 else PLACES[member % 5]
    return {
        "projectID": project,
        "name": f"House {member}",
        "SME": "True",
        "activityType": "PRC",
        "city": city,
        "country": country,
        "order": "8.0",
        "role": "participant",
        "organisationID": 900000000 + member,
    }


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    projects, organisations = [], []
    for number in range(42):
        year = 2021 + number // 10
        members = {number % 7, (number * 3 + 1) % 11, (number + 4) % 13}
        if number >= 40:
            year, members = (2021, {19}) if number == 40 else (2024, {19, 0})
        projects.append(
            {
                "id": 1000 + number,
                "title": "Wood and glue",
                "startDate": f"{year}-03-01" if number != 5 else "",
                "objective": "Batteries age.",
                "topics": f"HORIZON-CL5-{year}-D2",
            }
        )
        organisations += [house(1000 + number, member) for member in members]
    return ["cooperation", "backtest", "--projects", written(tmp_path / "P.csv", projects), "--organizations",
            written(tmp_path / "O.csv", organisations, ";")]  # fmt: skip


def test_the_result_as_json(cordata, files) -> None:
    told = cordata(*files, "--split", "2023-01-01", "--json")
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert found["split"] == "2023-01-01"
    assert found["before"]["projects"] + found["after"]["projects"] == 41
    for part in ("regions", "organisations"):
        assert {"candidates", "positives", "methods", "best_baseline", "better", "ahead"} <= set(found[part])
        assert set(found[part]["methods"]["potential"]["recall@10"]) == {"value", "low", "high"}
        assert {"popularity", "adamic_adar", "gravity", "random"} < set(found[part]["methods"])
    assert found["problems"]["missing_value"] > 0
    assert "The row lacks startDate" in told.stderr


def test_the_result_for_people(cordata, files) -> None:
    told = cordata(*files, "--split", "2022-01-01", "--all-regions")
    assert told.exit_code == 0
    assert "New partners of organisations that were known before" in told.stdout
    assert "The best other" not in told.stdout
    assert "ahead of the best other method" in told.stderr


def test_fields_become_activities(cordata, files, tmp_path: Path) -> None:
    rows = [
        {"projectID": 1000 + number, "euroSciVocCode": "/23/47/297", "euroSciVocPath": "/a/b/c"} for number in range(9)
    ]
    fields = written(tmp_path / "F.csv", rows, ";")
    told = cordata(*files, "--split", "2023-01-01", "--fields", fields, "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["organisations"]["weights"]["complementarity"] >= 0


@pytest.mark.parametrize(("split", "side"), [("2019-01-01", "before"), ("2031-01-01", "from")])
def test_a_split_with_an_empty_side_is_refused(cordata, files, split: str, side: str) -> None:
    told = cordata(*files, "--split", split)
    assert told.exit_code == 3
    assert f"No project begins {side} {split}" in told.stderr
