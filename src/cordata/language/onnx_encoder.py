"""The encoder's graph for onnxruntime, built from the same 4-bit weights without widening them.

The graph begins after the embeddings, which numpy looks up: so it is 13 MB instead of 60.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.kernel.files import written_whole
from cordata.language.encoder import PieceEmbedding, Progress, encode_in_batches
from cordata.language.weights import BLOCK, Floats, Weights

INT8_ARITHMETIC = 4
CONTRIBUTED = "com.microsoft"
BATCH = 16


class OnnxEncoder:
    """multilingual-e5-small on onnxruntime, 30-60 paragraphs a second on two cores."""

    name = "multilingual-e5-small"

    def __init__(self, weights: Weights, graph: Path, *, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.dimensions = weights.hidden
        self._embedding = PieceEmbedding(weights)
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        return encode_in_batches(texts, self._embedding, self._forward, BATCH, progress)

    def _forward(self, hidden: Floats, mask: Floats) -> Floats:
        inputs = {"hidden": hidden, "mask": mask.astype(np.int32)}
        return np.asarray(self._session.run(["output"], inputs)[0], np.float32)


def write_graph(weights: Weights, path: Path) -> None:
    """Build the graph and write it in one step, so that a broken-off write leaves nothing half done."""
    import onnx

    builder = _GraphBuilder(weights)
    for layer in range(weights.layers):
        builder.layer(layer, "output" if layer == weights.layers - 1 else f"layer{layer}")
    with written_whole(path) as partial:
        onnx.save(builder.model(), str(partial))


class _GraphBuilder:
    """Collects nodes and constants of the graph, one layer after another."""

    def __init__(self, weights: Weights) -> None:
        from onnx import helper, numpy_helper

        self.helper = helper
        self.to_tensor = numpy_helper.from_array
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.current = "hidden"

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.constants.append(self.to_tensor(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(self.helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, source: str, name: str, columns: int) -> str:
        packed, scales = _repack(self.weights.blocks(name + ".w", columns))
        rows = packed.shape[0]
        inputs = [source, self.constant(name + ".w", packed), self.constant(name + ".s", scales)]
        product = self.node(
            "MatMulNBits", inputs, name + ".product", CONTRIBUTED,
            K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=INT8_ARITHMETIC,
        )  # fmt: skip
        return self.node("Add", [product, self.constant(name + ".b", self.weights.floats(name + ".b"))], name)

    def normalise(self, added: str, name: str, output: str) -> str:
        scale = self.constant(name + ".w", self.weights.floats(name + ".w"))
        shift = self.constant(name + ".b", self.weights.floats(name + ".b"))
        inputs = [self.current, added, scale, shift]
        epsilon = self.weights.epsilon
        self.current = self.node("SkipLayerNormalization", inputs, output, CONTRIBUTED, epsilon=epsilon)
        return self.current

    def layer(self, number: int, output: str) -> None:
        at, hidden = f"l{number}.", self.weights.hidden
        parts = [self.linear(self.current, at + part, hidden) for part in "qkv"]
        attended = self.node(
            "MultiHeadAttention", [*parts, "", "mask"], at + "attended", CONTRIBUTED, num_heads=self.weights.heads
        )
        self.normalise(self.linear(attended, at + "ao", hidden), at + "aln", at + "aln")
        inner = self.node("Gelu", [self.linear(self.current, at + "fi", hidden)], at + "gelu", CONTRIBUTED)
        self.normalise(self.linear(inner, at + "fo", self.weights.inner), at + "oln", output)

    def model(self) -> Any:
        make, hidden = self.helper.make_tensor_value_info, self.weights.hidden
        inputs = [make("hidden", 1, ["batch", "length", hidden]), make("mask", 6, ["batch", "length"])]
        outputs = [make("output", 1, ["batch", "length", hidden])]
        graph = self.helper.make_graph(self.nodes, "multilingual-e5-small", inputs, outputs, self.constants)
        versions = [self.helper.make_opsetid("", 17), self.helper.make_opsetid(CONTRIBUTED, 1)]
        return self.helper.make_model(graph, opset_imports=versions, ir_version=9)


def _repack(blocks: npt.NDArray[np.void]) -> tuple[npt.NDArray[np.uint8], Floats]:
    """From halves holding weights j and j + 16 to halves holding weights 2j and 2j + 1, as MatMulNBits wants."""
    halves = blocks["halves"]
    order = np.concatenate([halves & 0x0F, halves >> 4], axis=-1)
    return (order[..., 0::2] | order[..., 1::2] << 4).astype(np.uint8), blocks["scale"].astype(np.float32)
