from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from cordata.kernel import LANGUAGES
from cordata.language import WordEncoder
from cordata.language.weights import Floats
from cordata.matching import Engine, Filters, Index, IndexMismatchError, Matcher, Query, Record
from cordata.matching import index as index_module
from cordata.matching.search import allowed

pytestmark = pytest.mark.xdist_group("engine")


SAWS = [
    Record("saw", "We make circular saws for timber.", "en", "sme", "AT", "AT33", ("mechatronics",)),
    Record("mill", "Wir fräsen Aluminium und Stahl.", "de", "sme", "DE", "DE21", ("mechatronics",)),
    Record("cheese", "Produciamo formaggi di malga.", "it", "sme", "IT", "ITH2", ()),
]
ASKED = [
    Query("aluminium milling", "en"),
    Query("Sägen für Holz", "de"),
    Query("formaggio", "it"),
    Query("circular saws", "en"),
]


class CountingEncoder(WordEncoder):
    """Remembers how many texts it read; breaks when one of them holds the given words."""

    def __init__(self, breaking: str = "never to be found") -> None:
        self.count = 0
        self.breaking = breaking

    def encode(self, texts: Sequence[str], *, progress=None) -> Floats:
        if any(self.breaking in text for text in texts):
            raise RuntimeError("out of memory")
        self.count += len(texts)
        return super().encode(texts, progress=progress)


@pytest.fixture
def counting(word_engine: Engine) -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def engine_by_words(word_engine: Engine, counting: CountingEncoder) -> Engine:
    return Engine(word_engine.thesaurus, word_engine.alignment, word_engine.annotator, counting)


def answers(engine: Engine, index: Index) -> list[list[tuple[str, float]]]:
    """Ids and scores, ties in the order of ids, as rows differ between indexes."""
    found = Matcher(engine, index).match_many(ASKED)
    return [
        sorted(((hit.id, round(hit.score, 5)) for hit in answer.hits), key=lambda hit: (-hit[1], hit[0]))
        for answer in found
    ]


def test_unchanged_records_are_not_read_again(engine_by_words: Engine, counting: CountingEncoder) -> None:
    index = Index.build(engine_by_words, SAWS)
    assert (counting.count, len(index)) == (3, 3)
    assert index.update(engine_by_words, SAWS) == 0
    assert index.update(engine_by_words, []) == 0
    assert (counting.count, len(index)) == (3, 3)


def test_only_new_and_changed_records_are_read(engine_by_words: Engine, counting: CountingEncoder) -> None:
    index = Index.build(engine_by_words, SAWS)
    changed = Record("cheese", "Now we make drones.", "en", "sme", "IT", "ITH2", ())
    new = Record("water", "We clean water.", "en", "sme", "SI", "SI04", ())
    assert index.update(engine_by_words, [*SAWS[:2], changed, new]) == 2
    assert (counting.count, len(index)) == (5, 4)
    assert answers(engine_by_words, index) == answers(
        engine_by_words, Index.build(engine_by_words, [*SAWS[:2], changed, new])
    )


@pytest.mark.parametrize(
    "field", [{"country": "CH"}, {"concepts": ("milling",)}, {"name": "New name"}, {"languages": ("it",)}]
)
def test_a_change_of_any_field_counts(engine_by_words: Engine, field: dict) -> None:
    index = Index.build(engine_by_words, SAWS)
    fields = {name: getattr(SAWS[0], name) for name in Record.__dataclass_fields__}
    assert index.update(engine_by_words, [Record(**{**fields, **field})]) == 1
    assert len(index) == 3


def test_what_is_removed_is_not_found(engine_by_words: Engine) -> None:
    index = Index.build(engine_by_words, SAWS)
    index.update(engine_by_words, [], removed=["cheese", "unheard-of"])
    assert len(index) == 2
    assert {hit.id for hit in Matcher(engine_by_words, index).match("formaggi di malga").hits} == {"saw", "mill"}
    index.update(engine_by_words, [SAWS[2]])
    assert Matcher(engine_by_words, index).match("formaggi di malga").hits[0].id == "cheese"


def test_dead_rows_are_dropped_once_they_are_more_than_half(engine_by_words: Engine) -> None:
    many = [Record(f"r{number}", f"We make part {number}.", "en") for number in range(10)]
    index = Index.build(engine_by_words, many)
    index.update(engine_by_words, [], removed=[f"r{number}" for number in range(5)])
    assert (len(index.columns), len(index)) == (10, 5)
    index.update(engine_by_words, [], removed=["r5"])
    assert (len(index.columns), len(index)) == (4, 4)
    assert [kept.record.id for kept in index.shelf.get(range(4))] == ["r6", "r7", "r8", "r9"]
    assert answers(engine_by_words, index) == answers(engine_by_words, Index.build(engine_by_words, many[6:]))


def test_an_index_can_become_empty_and_fill_again(engine_by_words: Engine) -> None:
    index = Index.build(engine_by_words, [])
    assert Matcher(engine_by_words, index).match("anything at all").hits == ()
    index.update(engine_by_words, SAWS)
    index.update(engine_by_words, [], removed=[record.id for record in SAWS])
    assert len(index) == len(index.columns) == 0
    assert Matcher(engine_by_words, index).match("anything at all").hits == ()
    index.update(engine_by_words, SAWS)
    assert answers(engine_by_words, index) == answers(engine_by_words, Index.build(engine_by_words, SAWS))


def test_an_update_that_breaks_off_loses_nothing(word_engine: Engine) -> None:
    breaking = Engine(word_engine.thesaurus, word_engine.alignment, word_engine.annotator, CountingEncoder("drones"))
    index = Index.build(breaking, SAWS)
    before = answers(breaking, index)
    with pytest.raises(RuntimeError, match="out of memory"):
        index.update(breaking, [Record("saw", "Now we make drones.", "en")])
    assert len(index) == 3
    assert answers(breaking, index) == before


def test_what_was_read_before_the_break_is_kept(word_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "ENCODE_AT_ONCE", 2)
    breaking = Engine(word_engine.thesaurus, word_engine.alignment, word_engine.annotator, CountingEncoder("drones"))
    index = Index.build(breaking, [])
    with pytest.raises(RuntimeError, match="out of memory"):
        index.update(breaking, [*SAWS, Record("drones", "We make drones.", "en")])
    assert len(index) == 2
    assert Matcher(breaking, index).match("circular saws").hits[0].id == "saw"
    assert allowed(index, Filters(countries=("AT", "DE")), "request").tolist() == [0, 1]


def test_progress_goes_through_all_parts(engine_by_words: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "ENCODE_AT_ONCE", 2)
    told: list[tuple[int, int]] = []
    Index.build(engine_by_words, SAWS, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_saved_index_answers_the_same(word_matcher: Matcher, tmp_path: Path) -> None:
    word_matcher.index.save(tmp_path / "new")
    found = Index.load(tmp_path / "new")
    assert len(found) == len(word_matcher.index)
    assert answers(word_matcher.engine, found) == answers(word_matcher.engine, word_matcher.index)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["columns.npz", "records.sqlite"]


def test_a_saved_index_by_meaning_answers_the_same_and_keeps_its_centres(matcher: Matcher, tmp_path: Path) -> None:
    matcher.index.save(tmp_path)
    found = Index.load(tmp_path)
    assert set(found.centres) == set(LANGUAGES)
    assert all(np.array_equal(found.centres[lang], matcher.index.centres[lang]) for lang in LANGUAGES)
    assert answers(matcher.engine, found) == answers(matcher.engine, matcher.index)


def test_an_index_that_was_never_saved_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Index.load(tmp_path)


def test_files_of_two_savings_do_not_belong_together(engine_by_words: Engine, tmp_path: Path) -> None:
    index = Index.build(engine_by_words, SAWS)
    index.save(tmp_path)
    index.update(engine_by_words, [], removed=["saw"])
    index.shelf.save(tmp_path / "records.sqlite")
    with pytest.raises(IndexMismatchError, match="do not belong together"):
        Index.load(tmp_path)


def test_another_engine_may_not_add_to_an_index(engine_by_words: Engine, engine: Engine) -> None:
    index = Index.build(engine_by_words, SAWS)
    assert engine.name != engine_by_words.name
    with pytest.raises(IndexMismatchError, match=r"index of words/.*, engine multilingual-e5-small/"):
        index.update(engine, SAWS)
    assert len(index) == 3


def test_by_meaning_updates_answer_as_one_that_was_built_at_once(engine: Engine) -> None:
    """Up to the centres, which stay those of the first records."""
    index = Index.build(engine, SAWS)
    old = Record("water", "Something that will change.", "en")
    index.update(engine, [old])
    new = Record("water", "We clean waste water of dairies.", "en")
    assert index.update(engine, [*SAWS, new]) == 1
    fresh = Index(
        engine.name, index.columns.kept(np.zeros(len(index.columns), bool)), type(index.shelf)(), index.centres
    )
    fresh.update(engine, [*SAWS, new])
    for one, other in zip(answers(engine, index), answers(engine, fresh), strict=True):
        assert [hit for hit, _ in one] == [hit for hit, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=0.02)


def test_an_index_of_requests_alone_has_the_fitted_centres(engine: Engine) -> None:
    index = Index.build(engine, [Record("r", "Iščemo žago.", "sl", side="request")])
    fitted = engine.alignment.centres["offer"]
    assert all(index.centres[lang] == pytest.approx(fitted[lang], abs=1e-6) for lang in LANGUAGES)


def test_vectors_survive_being_kept_in_bytes(engine: Engine) -> None:
    texts = [record.text for record in SAWS]
    readings = engine.read(texts, ["offer"] * 3, languages=["en", "de", "it"], chosen=[()] * 3)
    columns = Index.build(engine, SAWS).columns
    kept = columns.vectors * columns.lengths[:, None]
    assert (kept * readings.vectors).sum(axis=1).min() > 0.999


def test_a_record_with_an_english_text_is_read_halfway_between_both(engine: Engine) -> None:
    texts = ["Produciamo formaggi di malga.", "We make mountain cheese in copper kettles."]
    index = Index.build(engine, [Record("cheese", texts[0], "it", english=texts[1], concepts=("hydrogen",))])
    both = engine.read(texts, ["offer"] * 2, languages=["it", "en"], chosen=[("hydrogen",)] * 2, centres=index.centres)
    halfway = both.vectors.sum(axis=0) / np.linalg.norm(both.vectors.sum(axis=0))
    assert index.columns.vectors[0] * index.columns.lengths[0] @ halfway > 0.999
    strongest = both.concepts.mean(axis=0).argmax()
    assert index.columns.concepts[0, index.columns.weights[0].argmax()] == strongest
    (kept,) = index.shelf.get([0])
    assert (kept.record.english, kept.language) == (texts[1], "it")
    assert kept.explicit[0] == "hydrogen"
    assert len(set(kept.explicit)) == len(kept.explicit)


def test_concepts_of_the_english_text_are_found_too(engine_by_words: Engine) -> None:
    index = Index.build(engine_by_words, [Record("h", "Facciamo cose.", "it", english="Hydrogen valves."), SAWS[0]])
    assert "hydrogen" in index.shelf.get([0])[0].explicit
    assert Matcher(engine_by_words, index).match(Query("vodik", "sl")).hits[0].id == "h"


def test_progress_counts_records_and_not_their_texts(engine_by_words: Engine) -> None:
    told: list[tuple[int, int]] = []
    two = [Record("a", "Seghe.", "it", english="Saws."), Record("b", "Mulini.", "it", english="Mills.")]
    Index.build(engine_by_words, two, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (1, 2), (2, 2)], "four texts, half a record each"
