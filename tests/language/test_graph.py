"""The weights as onnxruntime wants them."""

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from cordata.language.onnx_encoder import CONTRIBUTED, _repack
from cordata.language.weights import BLOCK, BLOCK_TYPE, dequantise


def test_halves_are_put_in_the_order_of_the_weights() -> None:
    """From weights j and j + 16 in a byte to weights 2j and 2j + 1."""
    block = np.zeros((1, 1), BLOCK_TYPE)
    block["scale"] = 2
    block["halves"][0, 0] = [low % 16 | (15 - low) << 4 for low in range(16)]  # weights 0..15, then 15..0
    packed, scales = _repack(block)
    rising = [0x10, 0x32, 0x54, 0x76, 0x98, 0xBA, 0xDC, 0xFE]
    falling = [0xEF, 0xCD, 0xAB, 0x89, 0x67, 0x45, 0x23, 0x01]
    assert packed[0, 0].tolist() == rising + falling
    assert scales.tolist() == [[2.0]]


@pytest.mark.parametrize("shape", [(5, 1), (3, 4)])
def test_onnxruntime_widens_them_to_the_same_matrix(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(5)
    blocks = np.zeros(shape, BLOCK_TYPE)
    blocks["scale"] = rng.uniform(0.01, 0.1, shape)
    blocks["halves"] = rng.integers(0, 256, (*shape, BLOCK // 2))
    packed, scales = _repack(blocks)
    rows, columns = shape[0], shape[1] * BLOCK
    node = helper.make_node(
        "MatMulNBits", ["x", "w", "s"], ["y"], domain=CONTRIBUTED,
        K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=1,
    )  # fmt: skip
    graph = helper.make_graph(
        [node],
        "one product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [columns, columns])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [columns, rows])],
        [numpy_helper.from_array(packed, "w"), numpy_helper.from_array(scales, "s")],
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIBUTED, 1)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (product,) = session.run(None, {"x": np.eye(columns, dtype=np.float32)})
    assert np.allclose(product, dequantise(blocks).T, atol=1e-6)
