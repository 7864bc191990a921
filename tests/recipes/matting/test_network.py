import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.recipes.matting.network import GRAPH, chance_of


def export(path, *, sigmoid=True, shape=(1, 1, 1024, 1024)):
    """A network that takes red for foreground: it weighs the channels, and squeezes the sum."""
    weight = helper.make_tensor("weight", TensorProto.FLOAT, [1, 3, 1, 1], [20.0, -10.0, -10.0])
    nodes = [helper.make_node("Conv", ["photo", "weight"], ["map"])]
    output = "map"
    if sigmoid:
        nodes.append(helper.make_node("Sigmoid", ["map"], ["alpha"]))
        output = "alpha"
    if shape != (1, 1, 1024, 1024):
        nodes.append(helper.make_node("Concat", [output, output], ["two"], axis=1))
        output = "two"
    graph = helper.make_graph(
        nodes,
        "red",
        [helper.make_tensor_value_info("photo", TensorProto.FLOAT, [1, 3, 1024, 1024])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, list(shape))],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, path)
    return Graphs(threads=2, extra={GRAPH: path})


def red_square():
    picture = np.full((90, 120, 3), (20, 60, 200), np.uint8)
    picture[30:60, 40:80] = (230, 20, 20)
    return picture


@pytest.mark.parametrize("sigmoid", [True, False])
def test_a_supplied_network_says_what_is_foreground_as_chance_or_logit(tmp_path, sigmoid):
    chance = chance_of(red_square(), export(tmp_path / "red.onnx", sigmoid=sigmoid))
    assert chance.shape == (90, 120)
    assert chance[35:55, 45:75].min() > 0.9
    assert chance[:25].max() < 0.1


def test_a_network_with_another_answer_is_reported(tmp_path):
    graphs = export(tmp_path / "two.onnx", shape=(1, 2, 1024, 1024))
    with pytest.raises(Failed, match="ask the operator") as caught:
        chance_of(red_square(), graphs)
    assert caught.value.code == "engine_failed"
