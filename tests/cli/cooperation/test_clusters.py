"""`cordata cooperation clusters`: which complement one, and which meta-clusters they suggest."""

import csv
import io
import json
from pathlib import Path

import pytest

from cordata.thesaurus import load_thesaurus

THESAURUS = load_thesaurus()
TOP = next(top for top in THESAURUS.tops("mechatronics") if len(THESAURUS.narrower(top)) >= 3)
FIRST, SECOND, THIRD = THESAURUS.narrower(TOP)[:3]
CLUSTERS = [
    {"id": "it", "country": "IT", "nuts": "ITC11", "concepts": [TOP, FIRST], "sectors": ["mechatronics"],
     "organisations": ["999000901"], "lat": 45.07, "lon": 7.69},
    {"id": "fr", "country": "FR", "nuts": "FRK26", "concepts": [TOP, SECOND], "sectors": ["mechatronics"],
     "organisations": ["999000902"], "lat": 45.76, "lon": 4.84},
    {"id": "si", "country": "SI", "nuts": "SI041", "concepts": [TOP, THIRD]},
]  # fmt: skip
ORGANISATIONS = (
    "projectID,organisationID,name,SME,activityType,city,postCode,country,nutsCode,startDate\n"
    "1,999000901,Alfa,true,PRC,Torino,10121,IT,ITC11,2022-01-01\n1,999000902,Beta,true,PRC,Lyon,69001,FR,FRK26,2022-01-01\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clusters.json"
    path.write_text(json.dumps(CLUSTERS))
    return path


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_clusters_abroad_that_complement_one(cordata, file: Path, tmp_path: Path) -> None:
    organisations = tmp_path / "organisations.csv"
    organisations.write_text(ORGANISATIONS)
    told = cordata("cooperation", "clusters", "--clusters", file, "--for", "it", "--organizations", organisations)
    rows = {row["other"]: row for row in _rows(told.stdout)}
    assert told.exit_code == 0
    assert (rows["fr"]["projects"], rows["si"]["projects"], rows["si"]["km"]) == ("1", "0", "")
    found = json.loads(
        cordata("cooperation", "clusters", "--clusters", file, "--for", "it", "--json", "--top", 1).stdout
    )
    assert len(found) == 1
    assert "both_work_on" in {reason["code"] for reason in found[0]["reasons"]}


def test_meta_clusters_from_csv_with_anchors(cordata, tmp_path: Path) -> None:
    file, anchors, out = tmp_path / "clusters.csv", tmp_path / "anchors.csv", tmp_path / "out.csv"
    lines = [f"{one['id']},{one['country']},{one['nuts']},{';'.join(one['concepts'])}" for one in CLUSTERS]
    file.write_text("id,country,nuts,concepts\n" + "\n".join(lines))
    anchors.write_text(f"id,country,nuts,concepts\nlab,SI,SI041,{THIRD}\n")
    told = cordata("cooperation", "clusters", "--clusters", file, "--anchors", anchors, "--out", out)
    [found] = _rows(out.read_text())
    assert told.exit_code == 0
    assert (found["theme"], found["clusters"], found["countries"]) == (TOP, "fr;it;si", "FR;IT;SI")
    assert (found["anchors"], found["ties"]) == ("lab", "")
    [plain] = json.loads(cordata("cooperation", "clusters", "--clusters", file, "--json").stdout)
    assert plain["brings"][0] == sorted([TOP, SECOND])


def test_a_cluster_that_the_file_lacks_is_told(cordata, file: Path) -> None:
    told = cordata("cooperation", "clusters", "--clusters", file, "--for", "nobody")
    assert told.exit_code == 3
    assert "no cluster nobody" in told.stderr


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("c.csv", "id,country,nuts\na,IT,ITC11\n", "row 1: missing is concepts"),
        ("c.csv", "id,country,nuts,concepts\n,IT,ITC11,x\n", "row 1: missing is id"),
        ("c.csv", "id,country,nuts,concepts\na,IT,ITC11,x\na,IT,ITC11,x\n", "row 2: a is told twice"),
        ("c.csv", "id,country,nuts,concepts,lat,lon\na,IT,ITC11,x,north,7\n", "north, 7 is no place"),
        ("c.csv", "id,country,nuts,concepts,lat,lon\na,IT,ITC11,x,95,7\n", "95, 7 is no place"),
        ("c.json", "{", "cannot be read"),
        ("c.json", '{"id": "a"}', "no list of objects"),
    ],
)
def test_a_file_that_holds_no_clusters_is_refused(cordata, tmp_path: Path, name, text, complaint) -> None:
    path = tmp_path / name
    path.write_text(text)
    told = cordata("cooperation", "clusters", "--clusters", path)
    assert told.exit_code == 3
    assert complaint in told.stderr
