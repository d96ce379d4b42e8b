"""Writes the encoder as ONNX, with weights of eight bits, and the weights of evidence as arrays."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Array = NDArray[np.float32]
_OPSET = 17
_EPSILON = 1e-12


class Graph:
    """Nodes and constants of a network, in order."""

    def __init__(self, heads: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._heads = heads

    def add(self, kind: str, *inputs: str, **settings: Any) -> str:
        """A node with one output, whose name it gives."""
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **settings))
        return name

    def constant(self, value: Any) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def dense(self, told: str, layer: Mapping[str, Array]) -> str:
        return self.add("Add", self.add("MatMul", told, self.constant(layer["w"])), self.constant(layer["b"]))

    def norm(self, told: str, gain: Array, bias: Array) -> str:
        return self.add("LayerNormalization", told, self.constant(gain), self.constant(bias), axis=-1, epsilon=_EPSILON)

    def layer(self, told: str, mask: str, layer: Mapping[str, Any], width: int) -> str:
        """One layer: attention, then two dense ones."""
        split = self.constant(np.array([0, 0, self._heads, width // self._heads], np.int64))
        query, key, value = (
            self.add("Transpose", self.add("Reshape", self.dense(told, layer[name]), split), perm=[0, 2, 1, 3])
            for name in ("q", "k", "v")
        )
        scores = self.add("MatMul", query, self.add("Transpose", key, perm=[0, 1, 3, 2]))
        scaled = self.add("Mul", scores, self.constant(np.float32((width // self._heads) ** -0.5)))
        seen = self.add("MatMul", self.add("Softmax", self.add("Add", scaled, mask), axis=-1), value)
        joined = self.add(
            "Reshape", self.add("Transpose", seen, perm=[0, 2, 1, 3]), self.constant(np.array([0, 0, width], np.int64))
        )
        told = self.norm(self.add("Add", told, self.dense(joined, layer["o"])), layer["g1"], layer["b1"])
        return self.norm(
            self.add("Add", told, self.dense(self._gelu(self.dense(told, layer["i"])), layer["f"])),
            layer["g2"],
            layer["b2"],
        )

    def _gelu(self, told: str) -> str:
        half = self.add("Mul", told, self.constant(np.float32(0.5)))
        error = self.add("Erf", self.add("Mul", told, self.constant(np.float32(0.5**0.5))))
        return self.add("Mul", half, self.add("Add", error, self.constant(np.float32(1.0))))


def write_encoder(embedding: Mapping[str, Array], layers: Sequence[Mapping[str, Any]], heads: int, file: Path) -> None:
    """The encoder from `ids` (windows × pieces, zero where nothing stands) to `told` (windows × pieces × numbers)."""
    graph, width = Graph(heads), embedding["word"].shape[1]
    there = graph.add("Cast", graph.add("Greater", "ids", graph.constant(np.int64(0))), to=TensorProto.FLOAT)
    gone = graph.add("Mul", graph.add("Sub", there, graph.constant(np.float32(1))), graph.constant(np.float32(1e9)))
    mask = graph.add("Unsqueeze", gone, graph.constant(np.array([1, 2], np.int64)))
    words = graph.add("Gather", graph.constant(embedding["word"]), "ids")
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant(np.array([1], np.int64)))
    begin = graph.constant(np.array([0], np.int64))
    places = graph.add("Slice", graph.constant(embedding["pos"] + embedding["typ"]), begin, length)
    told = graph.norm(graph.add("Add", words, places), embedding["g"], embedding["b"])
    for layer in layers:
        told = graph.layer(told, mask, layer, width)
    graph.nodes.append(helper.make_node("Identity", [told], ["told"]))
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["windows", "pieces"])],
        [helper.make_tensor_value_info("told", TensorProto.FLOAT, ["windows", "pieces", width])],
        graph.constants,
    )
    plain = file.with_suffix(".plain.onnx")
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = 9
    onnx.save(model, str(plain))
    quantize_dynamic(
        str(plain), str(file), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"]
    )
    plain.unlink()


def write_weights(head: Mapping[str, Any], names: Sequence[str], file: Path) -> None:
    """The weights of one model of `agent.planner.text.evidence`; `names` are of its signs, in their order."""
    arrays = {f"slot{at}": value for at, value in enumerate(head["a"])}
    arrays |= {f"bias{at}": value for at, value in enumerate(head["b"])}
    arrays |= {"signs": head["s"], "out": head["o"][:, 0], "plain": head["d"], "bias": head["c"]}
    small: dict[str, Any] = {name: np.asarray(value, np.float16) for name, value in arrays.items()}
    np.savez_compressed(file, names=np.array("\n".join(names)), **small)
