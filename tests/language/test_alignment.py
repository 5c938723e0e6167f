from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cordata.kernel import LANGUAGES
from cordata.language import Encoder
from cordata.language.alignment import (
    LEAST_CONFIDENCE,
    PRIOR_WEIGHT,
    Alignment,
    _confidence,
    _sharpen,
    fingerprint_of,
    load_alignment,
    save_alignment,
    to_bytes,
    unit,
)
from cordata.thesaurus import Thesaurus
from thesaurus.concepts import concept, thesaurus_of, wording

D, K, C = 5, 4, 15
REAL = load_alignment()
vectors = arrays.arrays(np.float32, (6, 3), elements=st.floats(-10, 10, width=32))


def small_alignment() -> Alignment:
    """Five dimensions of an encoder, four aligned ones, fifteen concepts."""
    rng = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    centres = {lang: np.full(D, number, np.float32) for number, lang in enumerate(LANGUAGES)}
    return Alignment(
        "tests", "abc", tuple(f"c{number}" for number in range(C)), {lang: some(D, K) for lang in LANGUAGES},
        some(K, K), {"offer": centres, "request": {lang: 2 * mean for lang, mean in centres.items()}},
        unit(some(C, 3, K)), unit(some(C, K)), (2.0, -1.0),
    )  # fmt: skip


SMALL = small_alignment()


@pytest.fixture
def alignment() -> Alignment:
    return SMALL


@given(vectors)
def test_unit_vectors_have_length_one_or_stay_zero(rows: np.ndarray) -> None:
    lengths = np.linalg.norm(unit(rows), axis=1)
    assert all(
        length == pytest.approx(1, abs=1e-3) if np.linalg.norm(row) > 1e-18 else length <= 1
        for length, row in zip(lengths, rows, strict=True)
    )
    assert unit(np.zeros((2, 3), np.float32)).tolist() == [[0, 0, 0]] * 2
    assert unit(np.array([3, 4], np.float32)) == pytest.approx([0.6, 0.8])


@given(vectors)
def test_bytes_keep_the_direction(rows: np.ndarray) -> None:
    small = to_bytes(rows)
    assert np.abs(small).max(axis=1).tolist() == [127 if np.abs(row).max() > 0 else 0 for row in rows]
    largest = np.abs(rows).max(axis=1, keepdims=True)
    assert np.all(np.abs(small * largest / 127 - rows) <= largest / 127 * 0.51)


def test_a_saved_alignment_comes_back(alignment: Alignment, tmp_path: Path) -> None:
    save_alignment(alignment, tmp_path / "new" / "engine.npz")
    found = load_alignment(tmp_path / "new" / "engine.npz")
    assert (found.encoder, found.fingerprint, found.concepts) == ("tests", "abc", alignment.concepts)
    assert found.calibration == (2.0, -1.0)
    assert found.dimensions == K
    assert np.allclose(found.answer, alignment.answer, atol=2e-3)
    for lang in LANGUAGES:
        assert np.allclose(found.maps[lang], alignment.maps[lang], atol=2e-3)
        assert found.centres["request"][lang].tolist() == alignment.centres["request"][lang].tolist()
    assert np.allclose(found.needs, alignment.needs, atol=0.01)
    assert np.allclose(found.definitions, alignment.definitions, atol=0.01)


def test_centres_move_from_the_fitted_ones_to_those_of_the_texts(alignment: Alignment) -> None:
    """n texts against the weight of twenty: (n * mean + 20 * prior) / (n + 20), by hand for five texts of value 7."""
    texts = np.full((5, D), 7, np.float32)
    found = alignment.centres_of("request", texts, ["it"] * 5)
    assert PRIOR_WEIGHT == 20
    assert found["it"] == pytest.approx((5 * 7 + 20 * 2) / 25)
    assert found["de"] == pytest.approx(4), "no text of the language: the fitted centre"
    many = alignment.centres_of("offer", np.full((4000, D), 7, np.float32), ["it"] * 4000)
    assert many["it"] == pytest.approx(7, abs=0.05)


def test_without_texts_the_centres_are_the_fitted_ones(alignment: Alignment) -> None:
    found = alignment.centres_of("offer", np.zeros((0, D), np.float32), [])
    assert {lang: mean.tolist() for lang, mean in found.items()} == {
        lang: mean.tolist() for lang, mean in alignment.centres["offer"].items()
    }


def test_vectors_are_centred_made_unit_mapped_and_made_unit(alignment: Alignment) -> None:
    rows = np.random.default_rng(2).normal(size=(2, D)).astype(np.float32)
    found = alignment.align(rows, ["sl", "en"], alignment.centres["offer"])
    for row, lang, result in zip(rows, ("sl", "en"), found, strict=True):
        centred = row - alignment.centres["offer"][lang]
        mapped = centred / np.linalg.norm(centred) @ alignment.maps[lang]
        assert result == pytest.approx(mapped / np.linalg.norm(mapped), abs=1e-5)


def test_a_request_stands_halfway_to_its_answers(alignment: Alignment) -> None:
    turn = np.array([[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], np.float32)
    turned = replace(alignment, answer=turn)
    asked = np.array([[1, 0, 0, 0], [0, 0, 1, 0]], np.float32)
    assert turned.toward_answers(asked).tolist() == [[0.5, 0.5, 0, 0], [0, 0, 1, 0]]


def test_likeness_is_sharpened_by_hand() -> None:
    """exp((x - max) / sharpness), the two largest kept, the row of length one."""
    found = _sharpen(np.array([[0.3, 0.1, 0.2, 0.0]], np.float32), 0.1, 2)[0]
    kept = np.array([1, np.exp(-1)])
    assert found == pytest.approx([kept[0] / np.hypot(*kept), 0, kept[1] / np.hypot(*kept), 0], abs=1e-5)
    assert np.count_nonzero(_sharpen(np.array([[0.3, 0.1]], np.float32), 0.1, 5)) == 2


@pytest.mark.parametrize(("greatest", "confidence"), [(-0.5, 0.1), (0.2, 0.1), (0.35, 0.5), (0.5, 1.0), (0.9, 1.0)])
def test_confidence_rises_with_the_greatest_likeness(greatest: float, confidence: float) -> None:
    likeness = np.array([[-0.6, greatest, -0.7]], np.float32)
    assert _confidence(likeness, (0.2, 0.5)) == pytest.approx(confidence, abs=1e-5)


@given(arrays.arrays(np.float32, (4, K), elements=st.floats(-1, 1, width=32)))
def test_weights_of_concepts_are_between_least_confidence_and_one(rows: np.ndarray) -> None:
    for weights in (SMALL.concepts_offered(unit(rows)), SMALL.concepts_needed(unit(rows))):
        lengths = np.linalg.norm(weights, axis=1)
        assert weights.min() >= 0
        assert lengths.min() >= LEAST_CONFIDENCE - 1e-4
        assert lengths.max() <= 1 + 1e-4


def test_a_need_is_heard_by_its_phrases_and_half_by_the_definition(alignment: Alignment) -> None:
    """Concept 0 answers along the first axis, concept 1 along the second; all others lie along the third."""
    axes = np.eye(K, dtype=np.float32)
    needs, definitions = np.tile(axes[2], (C, 3, 1)), np.tile(axes[2], (C, 1))
    needs[0, 0], needs[1], definitions[0], definitions[1] = axes[0], axes[1], axes[0], axes[1]
    plain = replace(alignment, answer=axes, needs=needs, definitions=definitions)
    asked = unit(np.array([[1, 0, 0, 0], [0, 1, 0, 0]], np.float32))
    found = plain.concepts_needed(asked)
    # likeness of asked 0 with concept 0: best 1, mean of three 1/3, so 2/3, and half of the definition's 1: 7/6
    assert found.argmax(axis=1).tolist() == [0, 1]
    assert found[0, 0] == pytest.approx(1, abs=1e-3), "the only one, and clear"
    offered = plain.concepts_offered(axes[:2])
    assert offered.argmax(axis=1).tolist() == [0, 1]


def test_words_in_the_text_strengthen_their_concepts(alignment: Alignment) -> None:
    weights = np.zeros((3, C), np.float32)
    weights[0, 0] = 0.5
    weights[1, 0] = 1
    found = alignment.with_explicit(weights, [["c1"], ["c0", "c2", "unheard-of"], []])
    assert found[0, :2] == pytest.approx([0.5, 0.5]), "half unsure: the words get the other half"
    share = 0.4 / np.sqrt(2)  # the least that words get, for two concepts
    length = np.hypot(1 + share, share)
    assert found[1, [0, 2]] == pytest.approx([(1 + share) / length, share / length])
    assert not found[2].any()


@given(st.lists(st.sampled_from(range(C)), unique=True), st.floats(0, 1))
def test_no_row_gets_longer_than_one_and_stated_concepts_are_always_heard(chosen: list[int], length: float) -> None:
    weights = np.zeros((1, C), np.float32)
    weights[0, 0] = length
    found = SMALL.with_explicit(weights, [[f"c{number}" for number in chosen]])
    assert np.linalg.norm(found) <= 1 + 1e-5
    assert all(found[0, number] > 0 for number in chosen)


def test_the_fingerprint_changes_with_any_word_and_with_nothing_else() -> None:
    plain = thesaurus_of(concept("saw"))
    other_links = thesaurus_of(concept("saw", related=("mill",), sector="ict"))
    assert fingerprint_of(plain) == fingerprint_of(other_links)
    for field in ({"label": "x"}, {"synonyms": ("x",)}, {"definition": "x"}, {"needs": ("x", "y", "z")}):
        words = {**concept("saw").wordings, "fr": wording("saw fr", **field)}
        assert fingerprint_of(thesaurus_of(concept("saw", wordings=words))) != fingerprint_of(plain), field


def test_the_arrays_that_come_with_cordata_fit_together(thesaurus: Thesaurus) -> None:
    assert set(REAL.concepts) == set(thesaurus)
    assert REAL.dimensions == 256
    assert REAL.needs.shape == (len(thesaurus), 3, 256)
    assert REAL.definitions.shape == (len(thesaurus), 256)
    assert {REAL.maps[lang].shape for lang in LANGUAGES} == {(384, 256)}
    assert REAL.calibration[0] > 0, "more likeness, a higher score"


TRANSLATIONS = {
    "en": "We are looking for somebody who cleans waste water from dairies.",
    "it": "Cerchiamo qualcuno che depuri le acque reflue dei caseifici.",
    "de": "Wir suchen jemanden, der das Abwasser von Molkereien reinigt.",
    "fr": "Nous cherchons quelqu'un qui épure les eaux usées des laiteries.",
    "sl": "Iščemo nekoga, ki čisti odpadne vode iz mlekarn.",
}
UNRELATED = {
    "en": "We programme robots that weld car bodies.",
    "it": "Programmiamo robot che saldano carrozzerie.",
    "de": "Wir programmieren Roboter, die Karosserien schweißen.",
    "fr": "Nous programmons des robots qui soudent des carrosseries.",
    "sl": "Programiramo robote, ki varijo karoserije.",
}


def test_a_translation_lies_nearer_than_another_text_of_the_same_language(encoder: Encoder) -> None:
    texts, languages = [*TRANSLATIONS.values(), *UNRELATED.values()], [*TRANSLATIONS, *UNRELATED]
    raw = encoder.encode(texts)
    aligned = REAL.align(raw, languages, REAL.centres_of("offer", raw, languages))
    likeness = aligned @ aligned.T
    same = [likeness[one, other] for one in range(5) for other in range(5) if one != other]
    different = [likeness[one, 5 + other] for one in range(5) for other in range(5)]
    assert min(same) > max(different) + 0.2, "raw vectors of this encoder are all alike by 0.75 and more"
