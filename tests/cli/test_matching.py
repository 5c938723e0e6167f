"""`cordata match` and `cordata index`, with the real engine."""

import json

import pytest

pytestmark = pytest.mark.xdist_group("terminal_matching")

RECORDS = [
    {"id": "foundry", "text": "Pressofusione di alluminio per l'automotive.", "lang": "it", "country": "IT"},
    {"id": "water", "text": "Wir reinigen Abwasser von Molkereien.", "lang": "de", "country": "AT"},
    {"id": "ai", "text": "Logiciels d'intelligence artificielle pour l'imagerie médicale.", "country": "FR"},
]


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    return file


def test_the_best_record_of_a_file_comes_first_with_reasons_that_sum_to_its_score(cordata, corpus):
    result = cordata("match", "Wir brauchen Druckgussteile aus Aluminium", "--corpus", corpus, "--json")
    answer = json.loads(result.stdout)
    best = answer["hits"][0]
    assert (result.exit_code, answer["language"], best["id"]) == (0, "de", "foundry")
    assert sum(reason["part"] for reason in best["reasons"]) == pytest.approx(best["score"], abs=1e-3)


def test_hits_of_a_file_of_queries_are_one_line_a_query(cordata, corpus, tmp_path):
    queries, out = tmp_path / "queries.jsonl", tmp_path / "hits.jsonl"
    rows = [{"id": "q1", "text": "Dairy waste water treatment"}, {"id": "q2", "text": "AI for X-ray images"}]
    queries.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert cordata("match", "--corpus", corpus, "--queries", queries, "--top", "2", "--out", out).exit_code == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(line["query"], line["hits"][0]["id"], len(line["hits"])) for line in lines] == [
        ("q1", "water", 2),
        ("q2", "ai", 2),
    ]


def test_a_table_for_people_tells_reasons_in_words(cordata, corpus):
    result = cordata("match", "pressofusione", "--corpus", corpus, "--top", "1")
    assert "foundry" in result.stdout
    assert "both speak of" in result.stdout


def test_bad_lines_are_told_and_exit_with_three(cordata, corpus):
    corpus.write_text(corpus.read_text("utf-8") + "\n{broken", "utf-8")
    result = cordata("match", "pressofusione", "--corpus", corpus, "--json")
    assert result.exit_code == 3
    assert "records.jsonl:4" in result.stderr
    assert json.loads(result.stdout)["hits"]


def test_a_filter_that_leaves_nobody_exits_with_one(cordata, corpus):
    result = cordata("match", "pressofusione", "--corpus", corpus, "--country", "SI", "--json")
    assert (result.exit_code, json.loads(result.stdout)["hits"]) == (1, [])


def test_text_and_queries_together_or_neither_are_wrong_use(cordata, corpus):
    assert cordata("match").exit_code == 2
    assert cordata("match", "x", "--queries", corpus).exit_code == 2


def test_an_empty_text_is_answered_with_advice(cordata, corpus):
    result = cordata("match", "  ", "--corpus", corpus)
    assert result.exit_code == 1
    assert "no text" in result.stderr


def test_an_index_is_made_and_told_of(cordata, corpus):
    assert cordata("index", "show").exit_code == 1
    assert cordata("index", "rebuild", "--corpus", corpus).exit_code == 0
    assert json.loads(cordata("index", "show", "--json").stdout)["records"] == 3
