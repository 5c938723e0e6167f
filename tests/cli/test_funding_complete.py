"""`cordata funding complete` as people use it."""

import json

import pytest

CORE = {"partners": [{"id": "core", "country": "IT", "nuts": "ITC1", "role": "coordinator"}]}
POOL = (
    {"id": "d", "name": "Werk", "country": "DE", "nuts": "DE21", "fit": 0.5, "concepts": ["casting"]},
    {"id": "a", "country": "AT", "nuts": "AT33", "fit": 0.4, "ties": ["core"]},
    {"id": "s", "country": "SI", "nuts": "SI03", "fit": 0.3},
)


@pytest.fixture
def files(tmp_path):
    consortium, pool = tmp_path / "consortium.json", tmp_path / "pool.jsonl"
    consortium.write_text(json.dumps(CORE), "utf-8")
    pool.write_text("\n".join(map(json.dumps, POOL)), "utf-8")
    return consortium, pool


@pytest.fixture
def complete(cordata, files):
    def run(*more):
        consortium, pool = files
        words = ("funding", "complete", consortium, "--candidates", pool, "--programme", "horizon-europe-ria")
        return cordata(*map(str, words), "--date", "2026-01-01", *more)

    return run


def test_proposals_are_shown_with_why_and_proof(complete):
    run = complete("--largest", "3", "--concept", "casting", "--concept", "welding")
    assert run.exit_code == 0
    assert "the best there is" in run.stdout
    assert "brings casting" in run.stdout
    assert "has worked with core" in run.stdout
    assert "Nobody covers: welding." in run.stdout
    assert "3 candidates for 1 partners" in run.stderr


def test_json_has_all_of_it(complete):
    told = json.loads(complete("--largest", "3", "--json").stdout)
    best = told["proposals"][0]
    assert {member["id"] for member in best["members"]} == {"d", "a"}
    assert best["proved"]
    assert best["verdict"] == "eligible"
    assert best["value"] == pytest.approx(sum(best["parts"].values()), abs=1e-5)
    assert told["conflict"] == []


def test_locks_exclusions_kinds_and_trust_are_followed(complete):
    told = json.loads(
        complete("--largest", "3", "--lock", "s", "--exclude", "a", "--alternatives", "1", "--json").stdout
    )
    assert [{member["id"] for member in one["members"]} for one in told["proposals"]] == [{"s", "d"}]
    assert complete("--kind", "university=1").exit_code == 1
    assert "wish:kind:university" in complete("--kind", "university=1").stderr


def test_potential_of_regions_counts(complete, tmp_path):
    links = tmp_path / "links.csv"
    links.write_text("region,other,potential\nITC1,SI03,50\nITC1,DE21,1\n", "utf-8")
    told = json.loads(complete("--largest", "3", "--potential", str(links), "--json").stdout)
    assert told["proposals"][0]["parts"]["potential"] > 0
    links.write_text("region,other,potential\nITC1,SI03,much\n", "utf-8")
    run = complete("--potential", str(links))
    assert run.exit_code == 3
    assert "line 2" in run.stderr


def test_what_cannot_be_is_named(complete):
    run = complete("--largest", "2")
    assert run.exit_code == 1
    assert "rule:countries, wish:size" in run.stderr
    assert "No smaller set is in conflict." in run.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--lock", "nobody"), "not among the candidates"),
        (("--lock", "d", "--exclude", "d"), "at the same time"),
        (("--smallest", "9", "--largest", "3"), "above the largest"),
        (("--trust", "3"), "between -1 and 1"),
        (("--kind", "robot=1"), "a kind and a number"),
        (("--date", "1999-01-01"), "does not hold"),
    ],
)
def test_wishes_that_cannot_be_meant_are_refused(complete, words, told):
    run = complete(*words)
    assert run.exit_code == 2
    assert told in run.stderr


def test_faults_of_candidates_are_told_by_line(complete, files):
    files[1].write_text('{"id": "d", "country": "DE"}\nnothing\n', "utf-8")
    assert "line 2" in complete().stderr
    files[1].write_text("nothing\n", "utf-8")
    assert complete().exit_code == 3
