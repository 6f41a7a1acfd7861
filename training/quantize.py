"""Write the trained tagger as an ONNX model, its weights as whole numbers of eight bits.

Run: python -m training.quantize --runs FOLDER [--from cooled.pickle]. The graph is built here node
by node, so that nothing is in it that was not meant; onnxruntime then makes matrices and word
embeddings small. The one thing to know: for each piece the model gives the likelihood that
something is wrong and the three likeliest tags (never KEEP or OTHER) with theirs.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import checkpoint, encoder, taglist
from transcript_fix.tagger.pieces import LONGEST, SHAPES
from transcript_fix.tagger.place import MODEL, PIECES

WHOLE = "tagger-float.onnx"
CHOICES = 3
OPSET = 20


@dataclass
class Graph:
    """Nodes and numbers of an ONNX graph while it is built."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    numbers: list[onnx.TensorProto] = field(default_factory=list)

    def number(self, value: object, kind: type[np.generic] | None = None) -> str:
        """Add an array and return its name."""
        name = f"n{len(self.numbers)}"
        self.numbers.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def node(self, kind: str, *inputs: str, outputs: int = 1, **more: object) -> str:
        """Add a node and return the name of its (first) output; others end in -1, -2."""
        name = f"{kind}{len(self.nodes)}"
        names = [name] + [f"{name}-{i}" for i in range(1, outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **more))
        return name

    def dense(self, p: encoder.Params, x: str) -> str:
        """Add x @ w + b."""
        return self.node("Add", self.node("MatMul", x, self.number(p["w"])), self.number(p["b"]))

    def norm(self, p: encoder.Params, x: str) -> str:
        """Add a layer normalisation."""
        given = (x, self.number(p["g"]), self.number(p["b"]))
        return self.node("LayerNormalization", *given, epsilon=encoder.EPSILON, axis=-1)


def _attend(graph: Graph, p: encoder.Params, x: str, mask: str) -> str:
    size = encoder.WIDTH // encoder.HEADS
    parted = graph.number([0, 0, 3, encoder.HEADS, size], np.int64)
    parts = graph.node("Reshape", graph.dense(p, x), parted)
    ordered = graph.node("Transpose", parts, perm=[2, 0, 3, 1, 4])
    q, k, v = (graph.node("Gather", ordered, graph.number(i, np.int64)) for i in range(3))
    seen = graph.node("MatMul", q, graph.node("Transpose", k, perm=[0, 1, 3, 2]))
    scaled = graph.node("Mul", seen, graph.number(size**-0.5, np.float32))
    weights = graph.node("Softmax", graph.node("Add", scaled, mask), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", weights, v), perm=[0, 2, 1, 3])
    return graph.node("Reshape", mixed, graph.number([0, 0, encoder.WIDTH], np.int64))


def _encode(graph: Graph, params: encoder.Params) -> str:
    body = params["body"]
    empty = graph.node("Equal", "pieces", graph.number(0, np.int64))
    far = graph.number(-1e9, np.float32)
    masked = graph.node("Mul", graph.node("Cast", empty, to=TensorProto.FLOAT), far)
    mask = graph.node("Unsqueeze", masked, graph.number([1, 2], np.int64))
    length = graph.node("Shape", "pieces", start=1, end=2)
    zero = graph.number([0], np.int64)
    places = graph.number(body["places"][:LONGEST])
    place = graph.node("Slice", places, zero, length, zero)
    words = graph.node("Gather", graph.number(params["frozen"]["words"]), "pieces")
    shapes = graph.node("Gather", graph.number(body["shapes"]), "shapes")
    x = graph.norm(body["norm"], graph.node("Add", graph.node("Add", words, place), shapes))
    for layer in body["layers"]:
        seen = graph.dense(layer["out"], _attend(graph, layer["qkv"], x, mask))
        x = graph.norm(layer["norm1"], graph.node("Add", x, seen))
        raised = graph.node("Gelu", graph.dense(layer["up"], x))
        down = graph.dense(layer["down"], raised)
        x = graph.norm(layer["norm2"], graph.node("Add", x, down))
    return x


def model(params: encoder.Params, tags: tuple[str, ...]) -> onnx.ModelProto:
    """Return the tagger as an ONNX model: pieces and shapes in; wrong, tags and likely out."""
    graph = Graph()
    x = _encode(graph, params)
    wrong = graph.node("Sigmoid", graph.dense(params["heads"]["wrong"], x))
    wrong = graph.node("Squeeze", wrong, graph.number([2], np.int64))
    likely = graph.node("Softmax", graph.dense(params["heads"]["tag"], x), axis=-1)
    useful = np.array([t not in ("KEEP", "OTHER") for t in tags], np.float32)
    likely = graph.node("Mul", likely, graph.number(useful))
    best = graph.node("TopK", likely, graph.number([CHOICES], np.int64), outputs=2, axis=-1)
    for name, found in (("wrong", wrong), ("likely", best), ("tags", f"{best}-1")):
        graph.nodes.append(helper.make_node("Identity", [found], [name], name=name))
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    axes = ["texts", "length"]
    made = helper.make_graph(
        graph.nodes,
        "tagger",
        [helper.make_tensor_value_info(n, whole, axes) for n in ("pieces", "shapes")],
        [
            helper.make_tensor_value_info("wrong", real, axes),
            helper.make_tensor_value_info("likely", real, [*axes, CHOICES]),
            helper.make_tensor_value_info("tags", whole, [*axes, CHOICES]),
        ],
        graph.numbers,
    )
    found = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(found)
    return found


def write(runs: Path, state: checkpoint.State) -> Path:
    """Write the model in full and in small, and its pieces; return the path of the small one."""
    tags = taglist.read(runs)
    frozen = encoder.fresh(len(tags), SHAPES, seed=0)["frozen"]
    made = model({"frozen": frozen, **state.learned}, tags)
    notes = {"step": state.step, "pieces": state.pieces, "seconds": round(state.seconds)}
    entry = made.metadata_props.add()
    entry.key, entry.value = "trained", json.dumps(notes)
    onnx.save(made, runs / WHOLE)
    shutil.copy(encoder.minilm_folder() / "vocab.txt", runs / PIECES)
    quantize_dynamic(
        runs / WHOLE,
        runs / MODEL,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        # signed is 1.7 times as fast as unsigned; seven bits do not overflow without VNNI
        weight_type=QuantType.QInt8,
        reduce_range=True,
    )
    return runs / MODEL


def main() -> None:
    """Write the model of a checkpoint."""
    runs, state = checkpoint.asked(__doc__)
    path = write(runs, state)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, step {state.step}")


if __name__ == "__main__":
    main()
