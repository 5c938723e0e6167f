import csv
import io
import json
from dataclasses import replace

import pytest

from cordata_web.directory.actions import store_profiles
from cordata_web.directory.files import without_formula
from web.directory.network import GRAZ

pytestmark = pytest.mark.usefixtures("network")


def rows_of(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_holds_the_selection_and_nothing_else(client):
    rows = rows_of(client.get("/en/directory/profiles.csv?country=SI"))
    assert [row["id"] for row in rows] == ["livarna-loka", "grozd-ljubljana"]
    assert rows[1]["members_count"] == "32"
    assert rows[1]["source"] == "https://example.org/members"
    assert rows[0]["example"] == "yes"
    assert rows[0]["offers_sl"] == "Ulivamo aluminijasta ohišja."


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_compute_is_marked(cell):
    assert without_formula(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Škofja", "a=b", -3.5, None, ""])
def test_other_cells_stay_as_they_are(cell):
    assert without_formula(cell) == cell


def test_a_profile_named_like_a_formula_is_harmless_in_the_file(client):
    store_profiles([replace(GRAZ, name='=HYPERLINK("https://evil.example")')], actor=None)
    (row,) = rows_of(client.get("/en/directory/profiles.csv?country=AT"))
    assert row["name"].startswith("'=HYPERLINK")


def test_the_json_holds_texts_by_language_and_sources(client):
    answer = client.get("/en/directory/profiles.json?q=torino").json()
    (profile,) = answer["profiles"]
    assert profile["descriptions"]["it"] == "Ateneo con un laboratorio di robotica."
    assert profile["citations"][0]["confirmed"] is True
    assert profile["concepts"] == ["robotics"]


def test_a_profile_as_json_ld_is_an_organisation_with_terms(client):
    response = client.get("/en/directory/livarna-loka.jsonld")
    facts = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert facts["@type"] == "Organization"
    assert facts["@id"] == "http://testserver/en/directory/livarna-loka/"
    assert facts["memberOf"][0]["name"] == "Vodikov grozd"
    assert {"@language": "it", "@value": "pressofusione"} in facts["knowsAbout"][0]["name"]
    assert "url" not in facts


def test_the_page_tells_where_its_json_ld_is(client):
    body = client.get("/en/directory/cluster-graz/").content.decode()
    assert '<link rel="alternate" type="application/ld+json" href="/en/directory/cluster-graz.jsonld">' in body
