"""The API: each operation called, its schema kept."""

import json
import os
from pathlib import Path

import pytest

from cordata.kernel import load_regions
from web.searching import IDS, ITALIAN

pytestmark = pytest.mark.usefixtures("network")
SNAPSHOT = Path(__file__).with_name("openapi.json")


@pytest.fixture
def get(client):
    def got(path: str, status: int = 200, **parameters):
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == status, response.content
        return response.json()

    return got


def test_the_schema_is_the_one_that_was_agreed(client):
    """After a wanted change: CORDATA_WRITE_SNAPSHOT=1 pytest tests/web/api writes it anew."""
    schema = client.get("/api/openapi.json").json()
    if os.environ.get("CORDATA_WRITE_SNAPSHOT"):
        SNAPSHOT.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert schema == json.loads(SNAPSHOT.read_text("utf-8"))


def test_match_gives_hits_whose_parts_sum_to_the_score(get):
    answer = get("match", text=ITALIAN, top=3, **{"from": "SI04"})
    assert (answer["language"], answer["certain"], answer["by_meaning"], answer["problem"]) == ("it", True, True, None)
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2, 3]
    first = answer["hits"][0]
    assert (first["id"], first["example"]) == ("fonderia-valle-chiara", True)
    assert first["url"].endswith("/directory/fonderia-valle-chiara/")
    assert sum(reason["part"] for reason in first["reasons"]) == pytest.approx(first["score"], abs=1e-6)


def test_match_speaks_the_language_that_was_asked_for(get):
    def across_border(language):
        reasons = get("match", text=ITALIAN, language=language, top=1, **{"from": "SI04"})["hits"][0]["reasons"]
        return next(reason for reason in reasons if reason["code"] == "across_border")

    assert across_border("en") == {
        "code": "across_border",
        "facts": {"from": "SI", "to": "IT", "neighbours": True},
        "part": across_border("en")["part"],
        "sentence": "Just across the border: Slovenia – Italy.",
    }
    concepts = get("match", text="Pressofusione in alluminio", language="de")["concepts"]
    assert ("die-casting", "Druckguss") in [(concept["id"], concept["label"]) for concept in concepts]


def test_match_obeys_filters(get):
    hits = get("match", text=ITALIAN, country=["SI", "AT"], sector="mechatronics")["hits"]
    assert {hit["country"] for hit in hits} == {"SI", "AT"}
    assert all("mechatronics" in hit["sectors"] for hit in hits)


@pytest.mark.parametrize(("text", "problem"), [("", "empty"), ("x", "too_short"), ("asdf jkl qwertz", "unclear")])
def test_match_tells_the_problem_of_a_text(get, text, problem):
    assert get("match", text=text)["problem"] == problem


@pytest.mark.parametrize(
    "wrong",
    [{}, {"text": "x" * 20001}, {"text": "x", "country": "US"}, {"text": "x", "from": "ZZ"}, {"text": "x", "top": 101}],
)
def test_match_refuses_what_it_does_not_know(get, wrong):
    assert get("match", 422, **wrong)["detail"]


def test_match_without_an_index_tells_how_to_build_it(own_folder, get):
    assert "rebuild_index" in get("match", 503, text=ITALIAN)["detail"]


def test_profiles_come_in_pages(get):
    first = get("profiles", per_page=10)
    second = get("profiles", per_page=10, page=2)
    assert (first["total"], first["pages"]) == (len(IDS), 2)
    assert {one["id"] for one in first["profiles"] + second["profiles"]} == set(IDS)
    assert get("profiles", page=99999)["profiles"] == []


def test_profiles_obey_filters(get):
    assert [one["id"] for one in get("profiles", country="IT", sector="chemistry")["profiles"]] == ["carso-enzimi"]
    assert get("profiles", q="pressofusione", concept="die-casting")["profiles"][0]["id"] == "fonderia-valle-chiara"
    assert "nonsense" in get("profiles", 422, concept="nonsense")["detail"]


def test_a_profile_tells_all_its_facts(get):
    profile = get("profiles/fonderia-valle-chiara")
    assert (profile["town"], profile["nuts"], profile["employees"]) == ("Brescia", "ITC4", 135)
    assert set(profile["offers"]) == {"it", "en"}
    get("profiles/nobody", 404)


def test_concepts_can_be_sought_in_any_language(get):
    assert [one["id"] for one in get("concepts", q="Druckguss")["concepts"]] == ["die-casting"]
    energy = get("concepts", sector="energy", per_page=200)
    assert all("energy" in [one["sector"], *one["other_sectors"]] for one in energy["concepts"])


def test_a_concept_has_labels_and_neighbours(get):
    concept = get("concepts/die-casting")
    assert concept["labels"]["it"] == "pressofusione"
    assert concept["broader"] == "metal-casting-and-forming"
    get("concepts/nonsense", 404)


def test_regions_count_their_profiles(get):
    regions = {region["code"]: region for region in get("regions")}
    assert set(regions) == set(load_regions())
    assert sum(region["profiles"] for region in regions.values()) == len(IDS)


def test_every_operation_stands_on_the_page_about_the_api(client):
    page = client.get("/de/api/").content.decode()
    for path in json.loads(SNAPSHOT.read_text("utf-8"))["paths"]:
        assert path in page
    assert client.get("/api/").status_code == 302


def test_every_example_of_the_page_answers(client):
    examples = [operation.example for operation in client.get("/en/api/").context["operations"] if operation.example]
    assert len(examples) >= 4
    for example in examples:
        assert client.get(example).status_code == 200
