from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cordata.language import WordEncoder
from cordata.language.alignment import EngineDataError, load_alignment
from cordata.matching import Engine, Index, Matcher, Record
from language.model_files import write_model_folder
from thesaurus.concepts import concept, thesaurus_of

pytestmark = pytest.mark.xdist_group("engine")


ENGLISH = "We look for a foundry that die-casts magnesium."


def test_a_thesaurus_with_other_concepts_is_refused(word_engine: Engine) -> None:
    other = thesaurus_of(*word_engine.thesaurus.values(), concept("brand-new"))
    with pytest.raises(EngineDataError, match="make engine"):
        Engine(other, word_engine.alignment, word_engine.annotator, None)


def test_an_encoder_that_the_engine_was_not_fitted_for_is_refused(tmp_path: Path) -> None:
    folder = write_model_folder(tmp_path / "another-model")
    with pytest.raises(EngineDataError, match="fitted for multilingual-e5-small, not for another-model"):
        Engine.load(tmp_path, model=folder)


def test_without_an_encoder_words_stand_in(word_engine: Engine) -> None:
    assert not word_engine.by_meaning
    assert isinstance(word_engine.encoder, WordEncoder)
    assert word_engine.name == f"words/{load_alignment().fingerprint}"
    assert word_engine.dimensions == WordEncoder.dimensions


def test_words_stand_in_whatever_the_dimensions_of_the_alignment(word_engine: Engine) -> None:
    alignment = replace(word_engine.alignment, answer=np.eye(8, dtype=np.float32))
    small = Engine(word_engine.thesaurus, alignment, word_engine.annotator, None)
    assert Matcher.of_records(small, [Record("saw", "circular saws")]).match("saws").hits[0].id == "saw"


def test_with_its_encoder_it_reads_meanings(engine: Engine) -> None:
    assert engine.by_meaning
    assert engine.name == f"multilingual-e5-small/{load_alignment().fingerprint}"
    assert engine.dimensions == 256


def test_a_text_is_read_with_its_language_and_concepts(engine: Engine) -> None:
    found = engine.read([ENGLISH, "Sägewerk"], ["request", "offer"], languages=[None, "de"], chosen=[(), ("sawmill",)])
    assert found.languages == ["en", "de"]
    assert "magnesium-alloys" in found.explicit[0]
    assert found.explicit[1][0] == "sawmill"
    assert found.vectors.shape == (2, 256)
    assert found.concepts.shape == (2, len(engine.thesaurus))


def test_offers_lie_on_the_sphere_and_weights_within(engine: Engine) -> None:
    texts = [ENGLISH, "Produciamo pompe.", "Varimo aluminij.", "Robots"]
    found = engine.read(texts, ["offer"] * 4, languages=[None] * 4, chosen=[()] * 4)
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(found.concepts, axis=1).max() <= 1 + 1e-5
    assert found.concepts.min() >= 0


def test_chosen_concepts_weigh(engine: Engine) -> None:
    number = engine.alignment.concepts.index("beekeeping" if "beekeeping" in engine.thesaurus else "hydrogen")
    key = engine.alignment.concepts[number]
    plain, chosen = (
        engine.read([ENGLISH], ["offer"], languages=["en"], chosen=[given]).concepts[0] for given in ((), (key,))
    )
    assert chosen[number] > plain[number]


def test_a_concept_chosen_and_written_counts_once(word_engine: Engine) -> None:
    found = word_engine.read(["hydrogen and hydrogen"], ["offer"], languages=["en"], chosen=[("hydrogen",)])
    assert found.explicit == [("hydrogen",)]


def test_no_texts_are_read_to_nothing(engine: Engine, word_engine: Engine) -> None:
    for one in (engine, word_engine):
        found = one.read([], [], languages=[], chosen=[])
        assert len(found.vectors) == len(found.concepts) == len(found.explicit) == 0


def test_given_centres_are_used(engine: Engine) -> None:
    centres = engine.alignment.centres["offer"]
    found = engine.read([ENGLISH], ["offer"], languages=["en"], chosen=[()], centres=centres)
    assert found.centres is centres
    raw = engine.encoder.encode([ENGLISH])
    assert found.vectors == pytest.approx(engine.alignment.align(raw, ["en"], centres), abs=1e-4)


def test_a_request_is_read_differently_from_an_offer(engine: Engine) -> None:
    found = engine.read([ENGLISH] * 2, ["offer", "request"], languages=["en"] * 2, chosen=[()] * 2)
    assert not np.allclose(found.vectors[0], found.vectors[1], atol=0.01)


def test_lists_of_different_length_are_refused(word_engine: Engine) -> None:
    with pytest.raises(ValueError, match="zip"):
        word_engine.read(["one", "two"], ["offer"] * 2, languages=["en"], chosen=[()] * 2)


def test_an_index_by_words_is_another_than_one_by_meaning(engine: Engine, word_engine: Engine) -> None:
    assert Index.build(word_engine, []).name != engine.name
