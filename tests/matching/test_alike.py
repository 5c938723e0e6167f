"""Records of one kind that stand for the same theme: research requests."""

import json
from pathlib import Path

import numpy as np
import pytest

from cordata.language import Encoder
from cordata.language.alignment import load_alignment
from cordata.matching import Answer, Engine, Filters, Matcher, Record
from cordata.matching.calibration import THEME_CALIBRATION, fit_theme_calibration, score

pytestmark = pytest.mark.xdist_group("engine")
SPEAK = {"de": ("de",), "it": ("it",), "fr": ("fr",), "sl": ("sl",), "en": ("en",)}
COUNTRY = {"de": "AT", "it": "IT", "fr": "FR", "sl": "SI", "en": "DE"}


@pytest.fixture(scope="module")
def research(project: Path, engine: Engine) -> Matcher:
    """Twelve themes, each told by two organisations in different languages."""
    lines = (project / "benchmarks/retrieval/research.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return Matcher.of_records(
        engine,
        [
            Record(row["id"], row["text"], row["lang"], country=COUNTRY[row["lang"]], languages=SPEAK[row["lang"]])
            for row in rows
        ],
    )


def all_scores(research: Matcher) -> dict[tuple[str, str], float]:
    ids = [f"p{number:02}-{one}" for number in range(1, 13) for one in "ab"]
    return {(key, hit.id): hit.score for key in ids for hit in research.match_alike(key, top=30).hits}


def test_each_finds_the_other_of_its_theme_first(research: Matcher) -> None:
    for number in range(1, 13):
        assert research.match_alike(f"p{number:02}-a").hits[0].id == f"p{number:02}-b"
        assert research.match_alike(f"p{number:02}-b").hits[0].id == f"p{number:02}-a"


def test_two_score_the_same_whichever_is_asked_for_and_none_meets_itself(research: Matcher) -> None:
    scores = all_scores(research)
    assert len(scores) == 24 * 23
    for (one, other), value in scores.items():
        assert one != other
        assert value == pytest.approx(scores[other, one], abs=1e-5)


def test_scores_part_the_same_theme_from_others(research: Matcher) -> None:
    """The constants were chosen on this set; so little is asked that others should hold it as well."""
    scores = all_scores(research)
    same = [value for (one, other), value in scores.items() if one[:3] == other[:3]]
    others = [value for (one, other), value in scores.items() if one[:3] != other[:3]]
    assert min(same) > 0.3
    assert np.median(same) > 0.8
    assert np.quantile(others, 0.99) < 0.15


def test_the_reasons_say_that_both_seek_and_not_that_one_offers(research: Matcher) -> None:
    for hit in research.match_alike("p04-a").hits:
        codes = [reason.code for reason in hit.reasons]
        assert codes[0] == "both_seek_partners"
        assert "needed_concepts" not in codes
        assert sum(reason.part for reason in hit.reasons) == pytest.approx(hit.score, abs=1e-6)


def test_a_language_counts_only_where_each_speaks_that_of_the_other(word_engine: Engine) -> None:
    spoken = {"one": ("it",), "two": ("it", "de"), "three": ("de",)}
    written = {"one": "it", "two": "it", "three": "de"}
    records = [Record(key, "enzimi PET", written[key], languages=spoken[key]) for key in spoken]  # type: ignore[arg-type]
    hits = Matcher.of_records(word_engine, records).match_alike("one").hits
    speaking = [hit.id for hit in hits if any(reason.code == "speaks_language" for reason in hit.reasons)]
    assert speaking == ["two"]


def test_filters_hold_and_what_is_not_there_has_no_hits(research: Matcher) -> None:
    found = research.match_alike("p01-a", filters=Filters(countries=("SI",)), top=30)
    assert {hit.id for hit in found.hits} == {"p02-b", "p04-a", "p06-b", "p09-a", "p11-b"}
    assert research.match_alike("nobody") == Answer(())


def test_the_calibration_of_themes_is_that_of_the_set(project: Path, encoder: Encoder) -> None:
    fitted = fit_theme_calibration(load_alignment(), encoder, project / "benchmarks/retrieval")
    assert fitted == pytest.approx(THEME_CALIBRATION, abs=0.3)
    assert score(0.3, fitted) < 0.02
    assert score(1.2, fitted) > 0.9
