"""A folder with a published kind of model, small enough to compute by hand."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

VOCABULARY: list[list[object]] = [
    ["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["\u2581query:", -1.0], ["\u2581", -1.0],
    ["\u2581saw", -1.0], ["\u2581mill", -1.0],
]  # fmt: skip
TABLE = np.array([[1, 0, 0], [9, 9, 9], [0, 1, 0], [0, 0, 5], [0, 0, 0], [0, 0, 0], [4, 0, 0], [0, 4, 0]], np.float32)
"""The hidden state of each piece, whatever stands around it."""


def write_model_folder(
    folder: Path, *, name: str | None = None, vocabulary: object = VOCABULARY, kinds: bool = True
) -> Path:
    """``model.onnx`` looks each piece up in ``TABLE``; with ``kinds`` it also asks for token types."""
    folder.mkdir(parents=True)
    onnx.save(_lookup(kinds), str(folder / "model.onnx"))
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"unk_id": 3, "vocab": vocabulary}}), "utf-8")
    if name is not None:
        (folder / "name.txt").write_text(name + "\n", "utf-8")
    return folder


def _lookup(kinds: bool) -> onnx.ModelProto:
    names = ["input_ids", "attention_mask", *(["token_type_ids"] if kinds else [])]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"]) for name in names]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["n", "length", 3])
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    graph = helper.make_graph(nodes, "lookup", inputs, [output], [numpy_helper.from_array(TABLE, "table")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
