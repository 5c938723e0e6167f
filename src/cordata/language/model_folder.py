"""An encoder from a folder with ``model.onnx`` and ``tokenizer.json``, as models are published.

Of tokenizers it knows the unigram kind of XLM-RoBERTa, whose vocabulary stands in the file; characters are
normalised by NFKC, which differs from the published table in a few rare signs.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cordata.language.encoder import PREFIX, Progress, mean_pool
from cordata.language.tokenizer import UnigramTokenizer
from cordata.language.weights import Floats, Vocabulary, WeightsError

BATCH = 16
LONGEST = 512
NAME_FILE = "name.txt"
BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\u0085\u2028\u2029"), " ")


class FolderEncoder:
    """Runs ``model.onnx`` and takes the mean of its last hidden states.

    Raises WeightsError when the tokenizer is of a kind it does not know.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        named = folder / NAME_FILE
        self.name = named.read_text("utf-8").strip() if named.exists() else folder.name
        self.dimensions = int(self._session.get_outputs()[0].shape[-1])
        self._vocabulary = read_tokenizer(folder / "tokenizer.json")
        self._tokenizer = UnigramTokenizer(self._vocabulary)
        self._inputs = {value.name for value in self._session.get_inputs()}

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        """Unit vectors, shape (texts, dimensions)."""
        rows = [self._pieces(text) for text in texts]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        vectors = np.zeros((len(rows), self.dimensions), np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._run([rows[at] for at in chosen])
            if progress is not None:
                progress(start + len(chosen), len(rows))
        return vectors

    def _pieces(self, text: str) -> list[int]:
        found = self._tokenizer.encode(unicodedata.normalize("NFKC", PREFIX + text))[: LONGEST - 2]
        return [self._vocabulary.begin, *found, self._vocabulary.end]

    def _run(self, rows: Sequence[list[int]]) -> Floats:
        longest = max(map(len, rows))
        numbers = np.ones((len(rows), longest), np.int64)
        mask = np.zeros((len(rows), longest), np.int64)
        for at, row in enumerate(rows):
            numbers[at, : len(row)] = row
            mask[at, : len(row)] = 1
        given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        hidden = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        return mean_pool(np.asarray(hidden, np.float32), mask.astype(np.float32))


def read_tokenizer(path: Path) -> Vocabulary:
    """The unigram vocabulary of a ``tokenizer.json``; raises WeightsError for other kinds."""
    try:
        model = json.loads(path.read_text("utf-8"))["model"]
        pairs = [(piece.encode(), float(value)) for piece, value in model["vocab"]]
        numbers = {piece: number for number, (piece, _) in enumerate(pairs)}
        begin, end, unknown = numbers[b"<s>"], numbers[b"</s>"], int(model["unk_id"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path} is not a unigram tokenizer: {error!r}") from error
    pieces, scores = [piece for piece, _ in pairs], [value for _, value in pairs]
    return Vocabulary(pieces, scores, begin, end, unknown, BLANKS)
