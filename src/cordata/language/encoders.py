"""Choose the best encoder that this machine can run."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cordata.language.encoder import Encoder, NumpyEncoder, Progress
from cordata.language.weights import Floats, installed_weights, read_weights

GRAPH_FILE = "multilingual-e5-small-q4.onnx"
STEM_LETTERS = 6
SHORTEST_WORD = 3


def load_encoder(cache: Path, *, model: Path | None = None, threads: int = 0) -> Encoder | None:
    """The encoder of a model folder, else of the installed weights; None when there is neither.

    Parameters
    ----------
    cache
        A folder for the graph that onnxruntime runs; written at first use.
    model
        A folder with ``model.onnx`` and ``tokenizer.json``, such as ``cordata fetch model`` brings.
    threads
        Of onnxruntime; 0 for all cores.
    """
    if model is not None and (model / "model.onnx").exists():
        from cordata.language.model_folder import FolderEncoder

        return FolderEncoder(model, threads=threads)
    path = installed_weights()
    if path is None:
        return None
    weights = read_weights(path)
    if importlib.util.find_spec("onnxruntime") is None:
        return NumpyEncoder(weights)
    from cordata.language.onnx_encoder import OnnxEncoder, write_graph

    graph = cache / GRAPH_FILE
    if not graph.exists():
        write_graph(weights, graph)
    return OnnxEncoder(weights, graph, threads=threads)


class WordEncoder:
    """Words instead of meanings, for machines without a model: alike are texts that share words.

    Words are folded, cut to six letters, and hashed to signed places (Weinberger et al. 2009), each weighing
    1 + log(count).
    """

    name = "words"
    dimensions = 256

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        """Unit vectors; a text without words gives zeros."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for stem, count in _counted(stems(text)).items():
                number = zlib.crc32(stem.encode())
                sign = 1 if number & 1 else -1
                vectors[row, (number >> 1) % self.dimensions] += sign * (1 + np.log(count))
            if progress is not None:
                progress(row + 1, len(texts))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def stems(text: str) -> list[str]:
    """Words of three letters and more, without case and accents, cut to six letters.

    >>> stems("Les vannes à hydrogène")
    ['les', 'vannes', 'hydrog']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:STEM_LETTERS] for word in re.findall(r"[^\W_]+", plain) if len(word) >= SHORTEST_WORD]


def _counted(words: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts
