"""Let the exported network also give what it has made of a sentence before its heads, for models of other rooms.

    python -m training.exposing [MODEL.onnx]

Adds the output `pooled` [batch, 1152]: mean and greatest value, over the word pieces, of the encoder's last layer,
and the mean of its fourth. No weight changes, nor does any other output.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

MODEL = Path(__file__).parents[1] / "src" / "dragoman" / "meaning" / "data" / "model.onnx"
_LAST = "/Concat_1_output_0"  # mean and maximum of the last layer, side by side
_FOURTH = "/encoder/encoder/layer.3/output/LayerNorm/LayerNormalization_output_0"
_WEIGHT, _COUNT = "/Cast_output_0", "/ReduceSum_1_output_0"
_WIDTH = 3 * 384


def expose(path: Path) -> None:
    """Add the output to a model, in place; one that has it already is left alone.

    Raises:
        ValueError: the model was exported with other names.
    """
    model = onnx.load(str(path))
    graph = model.graph
    if any(output.name == "pooled" for output in graph.output):
        return
    made = {name for node in graph.node for name in node.output}
    if missing := {_LAST, _FOURTH, _WEIGHT, _COUNT} - made:
        raise ValueError(f"{path.name} lacks {', '.join(sorted(missing))}: exported by another version?")
    axes = next(node.input[1] for node in graph.node if node.output[0] == _COUNT)
    graph.node.extend(
        [
            helper.make_node("Mul", [_FOURTH, _WEIGHT], ["pooled_weighted"], name="pooled_weighted"),
            helper.make_node("ReduceSum", ["pooled_weighted", axes], ["pooled_sum"], name="pooled_sum", keepdims=0),
            helper.make_node("Div", ["pooled_sum", _COUNT], ["pooled_fourth"], name="pooled_fourth"),
            helper.make_node("Concat", [_LAST, "pooled_fourth"], ["pooled"], name="pooled", axis=1),
        ]
    )
    graph.output.append(helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["batch", _WIDTH]))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


if __name__ == "__main__":
    expose(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
