"""Turn texts into vectors whose angle tells how alike they are.

``Encoder`` is all that the rest of Cordata knows. ``NumpyEncoder`` needs nothing but numpy; ``OnnxEncoder``
(``onnx_encoder.py``) runs the same weights about five times faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from cordata.language.tokenizer import UnigramTokenizer
from cordata.language.weights import Floats, Weights, dequantise

PREFIX = "query: "
MASKED = np.float32(-1e9)
Progress = Callable[[int, int], None]


class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        """Unit vectors, float32, shape (texts, dimensions); ``progress(done, total)`` is called as they come."""
        ...


class NumpyEncoder:
    """The transformer of multilingual-e5-small (Wang et al. 2024) in numpy.

    Texts beyond 510 pieces are cut. Costs about 0.1 s for a paragraph on one core.
    """

    name = "multilingual-e5-small"

    def __init__(self, weights: Weights) -> None:
        self.dimensions = weights.hidden
        self._embedding = PieceEmbedding(weights)
        self._weights = weights
        self._matrices = {name: _matrix(weights, name) for name in weights.tensors if _is_layer_matrix(name)}

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        return encode_in_batches(texts, self._embedding, self._forward, 16, progress)

    def _forward(self, hidden: Floats, mask: Floats) -> Floats:
        for layer in range(self._weights.layers):
            hidden = self._layer(hidden, mask, f"l{layer}.")
        return hidden

    def _layer(self, hidden: Floats, mask: Floats, at: str) -> Floats:
        query, key, value = (self._heads(self._linear(hidden, at + part)) for part in "qkv")
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(query.shape[-1]))
        scores += np.where(mask[:, None, None, :] > 0, np.float32(0), MASKED)
        attended = (_softmax(scores) @ value).transpose(0, 2, 1, 3).reshape(hidden.shape)
        hidden = self._normalise(hidden + self._linear(attended, at + "ao"), at + "aln")
        inner = _gelu(self._linear(hidden, at + "fi"))
        return self._normalise(hidden + self._linear(inner, at + "fo"), at + "oln")

    def _heads(self, values: Floats) -> Floats:
        batch, length, _ = values.shape
        return values.reshape(batch, length, self._weights.heads, -1).transpose(0, 2, 1, 3)

    def _linear(self, values: Floats, name: str) -> Floats:
        return values @ self._matrices[name + ".w"] + self._weights.floats(name + ".b")

    def _normalise(self, values: Floats, name: str) -> Floats:
        return layer_norm(values, self._weights, name)


class PieceEmbedding:
    """Pieces of texts and the sum of their word, position and type vectors."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.dimensions = weights.hidden
        self._tokenizer = UnigramTokenizer(weights.vocabulary)
        self._words = weights.blocks("emb.word", weights.hidden)
        self._places = weights.floats("emb.pos").reshape(-1, weights.hidden)
        self._kind = weights.floats("emb.type")[: weights.hidden]

    def pieces(self, text: str) -> list[int]:
        """Numbers of the pieces, with the marks of begin and end, cut to what the model can take."""
        vocabulary = self._weights.vocabulary
        found = self._tokenizer.encode(PREFIX + text)[: self._weights.positions - 2]
        return [vocabulary.begin, *found, vocabulary.end]

    def batch(self, rows: Sequence[list[int]]) -> tuple[Floats, Floats]:
        """Embeddings, shape (rows, longest, hidden), and a mask of ones where there is a piece."""
        longest = max(map(len, rows))
        mask = np.zeros((len(rows), longest), np.float32)
        vectors = np.zeros((len(rows), longest, self._weights.hidden), np.float32)
        for at, row in enumerate(rows):
            mask[at, : len(row)] = 1
            vectors[at, : len(row)] = dequantise(self._words[row]) + self._places[: len(row)] + self._kind
        return layer_norm(vectors, self._weights, "emb.ln"), mask


def encode_in_batches(
    texts: Sequence[str],
    embedding: PieceEmbedding,
    forward: Callable[[Floats, Floats], Floats],
    size: int,
    progress: Progress | None,
) -> Floats:
    """Mean-pooled unit vectors of the texts, worked through in batches of like length."""
    rows = [embedding.pieces(text) for text in texts]
    vectors = np.zeros((len(rows), embedding.dimensions), np.float32)
    done = 0
    for chosen in _batches(rows, size):
        hidden, mask = embedding.batch([rows[at] for at in chosen])
        vectors[chosen] = mean_pool(forward(hidden, mask), mask)
        done += len(chosen)
        if progress is not None:
            progress(done, len(rows))
    return vectors


def mean_pool(hidden: Floats, mask: Floats) -> Floats:
    """Unit vectors along the mean of each text's hidden states, shapes (n, length, d) and (n, length) to (n, d)."""
    pooled = (hidden * mask[..., None]).sum(axis=1)
    return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)


def _batches(rows: Sequence[list[int]], size: int) -> Iterator[list[int]]:
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    for start in range(0, len(order), size):
        yield order[start : start + size]


def layer_norm(values: Floats, weights: Weights, name: str) -> Floats:
    """Each vector with mean 0 and variance 1, then scaled and shifted (Ba et al. 2016)."""
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(weights.epsilon))
    return np.asarray(centred / spread * weights.floats(name + ".w") + weights.floats(name + ".b"), np.float32)


def _is_layer_matrix(name: str) -> bool:
    return name.startswith("l") and name.rsplit(".", 2)[-2] in {"q", "k", "v", "ao", "fi", "fo"} and name.endswith(".w")


def _matrix(weights: Weights, name: str) -> Floats:
    columns = weights.inner if ".fo." in name else weights.hidden
    return np.ascontiguousarray(dequantise(weights.blocks(name, columns)).T)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def _gelu(values: Floats) -> Floats:
    """Gaussian error linear unit; the error function by Abramowitz and Stegun 1964, 7.1.26 (error below 1.5e-7)."""
    scaled = np.abs(values) * np.float32(1 / np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429))))
    )
    error = np.sign(values) * (1 - series * np.exp(-scaled * scaled))
    return np.asarray(values * 0.5 * (1 + error), np.float32)
