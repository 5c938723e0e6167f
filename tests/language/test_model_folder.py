import json
from pathlib import Path

import numpy as np
import pytest

from cordata.language.model_folder import FolderEncoder, read_tokenizer
from cordata.language.weights import WeightsError
from language.model_files import VOCABULARY, write_model_folder


def direction(*values: float) -> np.ndarray:
    return np.array(values) / np.linalg.norm(values)


@pytest.mark.parametrize("kinds", [True, False])
def test_the_vector_is_the_mean_of_the_pieces(tmp_path: Path, kinds: bool) -> None:
    encoder = FolderEncoder(write_model_folder(tmp_path / "m", kinds=kinds))
    found = encoder.encode(["saw", "mill saw saw", ""])
    # begin (1, 0, 0) and end (0, 1, 0) are always there; saw adds (4, 0, 0), mill (0, 4, 0), a lone blank nothing
    wanted = [direction(5, 1, 0), direction(9, 5, 0), direction(1, 1, 0)]
    assert np.allclose(found, wanted, atol=1e-6)
    assert encoder.dimensions == 3


def test_shorter_texts_are_not_mixed_with_their_padding(tmp_path: Path) -> None:
    encoder = FolderEncoder(write_model_folder(tmp_path / "m"))
    texts = ["saw", "saw mill mill mill mill", *["mill"] * 20]
    together, alone = encoder.encode(texts), np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-6)


def test_unknown_words_stand_as_unknown_letters(tmp_path: Path) -> None:
    encoder = FolderEncoder(write_model_folder(tmp_path / "m"))
    assert np.allclose(encoder.encode(["xy"]), direction(1, 1, 10), atol=1e-6)


@pytest.mark.parametrize(
    "text", ["saw\nmill", "saw\tmill", "saw\r\nmill", "saw\u00a0mill", "ｓａｗ mill", "saw\u2028mill"]
)
def test_blanks_of_every_kind_and_wide_letters_are_made_plain(tmp_path: Path, text: str) -> None:
    encoder = FolderEncoder(write_model_folder(tmp_path / "m"))
    assert np.allclose(encoder.encode([text]), encoder.encode(["saw mill"]), atol=1e-6)


def test_a_long_text_is_cut_to_512_pieces(tmp_path: Path) -> None:
    encoder = FolderEncoder(write_model_folder(tmp_path / "m"))
    # 512 are begin, "query:", 509 words and end
    found = encoder.encode(["saw " * 509 + "mill " * 100])
    assert np.allclose(found, direction(1 + 4 * 509, 1, 0), atol=1e-6)


def test_the_name_stands_in_a_file_or_is_that_of_the_folder(tmp_path: Path) -> None:
    assert FolderEncoder(write_model_folder(tmp_path / "my-model")).name == "my-model"
    assert (
        FolderEncoder(write_model_folder(tmp_path / "other", name="multilingual-e5-small")).name
        == "multilingual-e5-small"
    )


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    FolderEncoder(write_model_folder(tmp_path / "m"), threads=1).encode(
        ["saw"] * 20, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(16, 20), (20, 20)]


def test_a_unigram_vocabulary_is_read(tmp_path: Path) -> None:
    vocabulary = read_tokenizer(write_model_folder(tmp_path / "m") / "tokenizer.json")
    assert [piece.decode() for piece in vocabulary.pieces] == [piece for piece, _ in VOCABULARY]
    assert (vocabulary.begin, vocabulary.end, vocabulary.unknown) == (0, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "{}",
        json.dumps({"model": {"vocab": VOCABULARY}}),
        json.dumps({"model": {"vocab": VOCABULARY, "unk_id": None}}),
        json.dumps({"model": {"vocab": VOCABULARY[2:], "unk_id": 1}}),
        json.dumps({"model": {"vocab": {"saw": 0, "mill": 1}, "merges": [], "unk_id": 0}}),
        json.dumps({"model": {"vocab": [[1, 2]], "unk_id": 0}}),
        json.dumps({"model": {"vocab": [["saw", "high"]], "unk_id": 0}}),
    ],
)
def test_another_kind_of_tokenizer_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(text, "utf-8")
    with pytest.raises(WeightsError, match=r"tokenizer\.json is not a unigram tokenizer"):
        read_tokenizer(path)


def test_a_missing_tokenizer_is_refused_by_name(tmp_path: Path) -> None:
    folder = write_model_folder(tmp_path / "m")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(WeightsError, match="is not a unigram tokenizer: FileNotFoundError"):
        FolderEncoder(folder)
