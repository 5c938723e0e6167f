"""A tiny encoder in the file format of the real one, and what it computes, written out plainly in double precision."""

import math
import struct
from pathlib import Path

import numpy as np

HIDDEN, HEADS, INNER, LAYERS, POSITIONS = 32, 2, 64, 2, 20
EPSILON = 1e-5
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "\u2581query:", *"abcdefghijklmnopqrstuvwxyz", "\u2581ab", "bc"]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -1.0, *[-3.0] * 26, -2.5, -4.0]
MATRICES = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
MATRICES |= {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}


def random_tensors(seed: int = 0) -> dict[str, np.ndarray | bytes]:
    """Matrices as bytes of 4-bit blocks, vectors as float32, by name."""
    rng = np.random.default_rng(seed)
    tensors: dict[str, np.ndarray | bytes] = {
        "emb.word": blocks(rng, len(PIECES), HIDDEN),
        "emb.pos": rng.normal(size=POSITIONS * HIDDEN).astype("<f4") / 10,
        "emb.type": rng.normal(size=2 * HIDDEN).astype("<f4") / 10,
    }
    names = ["emb.ln"]
    for layer in range(LAYERS):
        for part, (rows, columns) in MATRICES.items():
            tensors[f"l{layer}.{part}.w"] = blocks(rng, rows, columns)
            tensors[f"l{layer}.{part}.b"] = rng.normal(size=rows).astype("<f4") / 10
        names += [f"l{layer}.aln", f"l{layer}.oln"]
    for name in names:
        tensors[name + ".w"] = 1 + rng.normal(size=HIDDEN).astype("<f4") / 10
        tensors[name + ".b"] = rng.normal(size=HIDDEN).astype("<f4") / 10
    return tensors


def blocks(rng: np.random.Generator, rows: int, columns: int) -> bytes:
    """Random 4-bit blocks: a scale of two bytes, then sixteen bytes of two weights each."""
    scales = rng.uniform(0.01, 0.05, rows * columns // 32).astype("<f2")
    return b"".join(scale.tobytes() + rng.bytes(16) for scale in scales)


def write_model(path: Path, tensors: dict[str, np.ndarray | bytes], *, magic: bytes = b"E5S1", block: int = 32) -> Path:
    """The file as the package carries it."""
    start = magic + struct.pack("<i7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2, EPSILON, block)
    start += _vocabulary()
    raw = {
        name: value if isinstance(value, bytes) else value.astype("<f4").tobytes() for name, value in tensors.items()
    }
    directory_size = 4 + sum(2 + len(name) + 21 for name in raw)
    offset = len(start) + directory_size
    directory, body = struct.pack("<i", len(raw)), b""
    for name, data in raw.items():
        kind = 1 if isinstance(tensors[name], bytes) else 0
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, offset + len(body), len(data))
        body += data
    path.write_bytes(start + directory + body)
    return path


def _vocabulary() -> bytes:
    raw = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, raw)]).astype("<u4")
    blob = b"".join(raw)
    normalise = {ord("A"): "a", ord("\u00c6"): "ae", ord("\t"): " "}
    table = b"".join(
        struct.pack("<IB", code, len(text)) + struct.pack(f"<{len(text)}I", *map(ord, text))
        for code, text in normalise.items()
    )
    begin, pad, end, unknown = 0, 1, 2, 3
    return (
        struct.pack("<5iQ", len(raw), begin, end, pad, unknown, len(blob))
        + offsets.tobytes()
        + np.array(SCORES, "<f4").tobytes()
        + blob
        + struct.pack("<2i", len(normalise), len(table))
        + table
    )


def matrix_of(data: bytes, columns: int) -> np.ndarray:
    """The weights of 4-bit blocks, one after another: half a byte minus eight, times the scale."""
    values = []
    for at in range(0, len(data), 18):
        (scale,) = struct.unpack("<e", data[at : at + 2])
        octets = data[at + 2 : at + 18]
        values += [((octet & 15) - 8) * scale for octet in octets] + [((octet >> 4) - 8) * scale for octet in octets]
    return np.array(values).reshape(-1, columns)


def encode_plainly(tensors: dict[str, np.ndarray | bytes], pieces: list[int]) -> np.ndarray:
    """The unit vector of one text, by the formulas of the transformer (Vaswani et al. 2017; Devlin et al. 2019)."""
    words = matrix_of(tensors["emb.word"], HIDDEN)
    places = tensors["emb.pos"].reshape(-1, HIDDEN)
    hidden = np.array([words[piece] + places[at] + tensors["emb.type"][:HIDDEN] for at, piece in enumerate(pieces)])
    hidden = _norm(tensors, "emb.ln", hidden)
    for layer in range(LAYERS):
        at = f"l{layer}."
        query, key, value = (_linear(tensors, at + part, hidden) for part in "qkv")
        attended = _linear(tensors, at + "ao", _attend(query, key, value))
        hidden = _norm(tensors, at + "aln", hidden + attended)
        inner = _linear(tensors, at + "fi", hidden)
        inner = inner * np.vectorize(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2)(inner)
        hidden = _norm(tensors, at + "oln", hidden + _linear(tensors, at + "fo", inner))
    mean = hidden.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _attend(query: np.ndarray, key: np.ndarray, value: np.ndarray) -> np.ndarray:
    size = HIDDEN // HEADS
    found = np.zeros_like(value)
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        for at in range(len(query)):
            weights = np.array([math.exp(query[at, part] @ other[part] / math.sqrt(size)) for other in key])
            found[at, part] = weights / weights.sum() @ value[:, part]
    return found


def _linear(tensors: dict[str, np.ndarray | bytes], name: str, values: np.ndarray) -> np.ndarray:
    matrix = matrix_of(tensors[name + ".w"], MATRICES[name.split(".")[1]][1])
    return values @ matrix.T + tensors[name + ".b"]


def _norm(tensors: dict[str, np.ndarray | bytes], name: str, values: np.ndarray) -> np.ndarray:
    centred = values - values.mean(axis=1, keepdims=True)
    return centred / np.sqrt(values.var(axis=1, keepdims=True) + EPSILON) * tensors[name + ".w"] + tensors[name + ".b"]
