import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from pictoris.engines.onnx.sessions import Graphs
from pictoris.errors import Failed
from pictoris.recipes.base import Tools
from pictoris.recipes.faces import neural
from tests.recipes.faces import samples


def saved(path, nodes, inputs, outputs, constants=()):
    def info(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes,
        "tiny",
        [info(*pair) for pair in inputs],
        [info(*pair) for pair in outputs],
        [numpy_helper.from_array(value, name) for name, value in constants],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path


def embedder(path, numbers=512):
    """Gives the mean colour of the crop in the first three numbers."""
    spread = np.zeros((3, numbers), np.float32)
    spread[:, :3] = np.eye(3)
    nodes = [
        helper.make_node("GlobalAveragePool", ["data"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("MatMul", ["flat", "spread"], ["out"]),
    ]
    return saved(path, nodes, [("data", [1, 3, 112, 112])], [("out", [1, numbers])], [("spread", spread)])


def swapper(path, identity="source", crop="target", order=(0, 1)):
    """Fills the crop with the first three numbers of the identity."""
    pick = np.zeros((512, 3), np.float32)
    pick[:3] = np.eye(3)
    nodes = [
        helper.make_node("MatMul", [identity, "pick"], ["three"]),
        helper.make_node("Reshape", ["three", "shape"], ["colour"]),
        helper.make_node("Mul", [crop, "zero"], ["black"]),
        helper.make_node("Add", ["black", "colour"], ["out"]),
    ]
    inputs = [(identity, [1, 512]), (crop, [1, 3, 128, 128])]
    constants = [
        ("pick", pick),
        ("shape", np.array([1, 3, 1, 1], np.int64)),
        ("zero", np.zeros(1, np.float32)),
    ]
    return saved(path, nodes, [inputs[place] for place in order], [("out", [1, 3, 128, 128])], constants)


@pytest.fixture
def tools(tmp_path):
    def tools(embed=embedder, draw=swapper, **how):
        extra = {
            neural.EMBEDDER: embed(tmp_path / "embed.onnx"),
            neural.SWAPPER: draw(tmp_path / "swap.onnx", **how),
        }
        options = {"neural_model": str(extra[neural.SWAPPER]), "embedding_model": str(extra[neural.EMBEDDER])}
        return Tools(graphs=Graphs(threads=1, extra=extra), report=lambda _share: None, options=options)

    return tools


def swapped(tools):
    source, target = samples.astronaut(), samples.mona_lisa()
    swap = neural.swapper(source, samples.face_of(source), tools)
    return swap(target, samples.face_of(target)), target


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"order": (1, 0)},
        {"identity": "latent_id", "crop": "image", "order": (1, 0)},
        {"identity": "a", "crop": "b"},
    ],
)
def test_the_networks_crop_lands_on_the_face_whatever_its_inputs_are_called(tools, how):
    result, target = swapped(tools(**how))
    red, green, blue = samples.under(result, samples.face_of(target), 4)[0]
    assert red > green >= blue
    assert (
        np.ptp(samples.under(result, samples.face_of(target), 4, 5, 164, 195).astype(int), axis=0).max() <= 1
    )


def test_the_identity_has_the_length_one(tools):
    result, target = swapped(tools())
    colour = samples.under(result, samples.face_of(target), 4)[0] / 255
    assert 0.8 < np.linalg.norm(colour) < 1.01


def test_everything_away_from_the_face_stays(tools):
    result, target = swapped(tools())
    face = samples.face_of(target)
    rows, columns = np.nonzero((result != target).any(axis=2))
    reach = np.hypot(columns - face.points[4, 0], rows - face.points[4, 1])
    assert reach.max() < 1.3 * face.size


def test_a_swapper_without_an_embedder_is_the_operators_to_mend(tools):
    ready = tools()
    lacking = Tools(graphs=ready.graphs, report=ready.report, options={"neural_model": "swap.onnx"})
    with pytest.raises(Failed) as failure:
        swapped(lacking)
    assert failure.value.code == "engine_misconfigured"
    assert "embedding" in failure.value.message


def test_an_embedder_of_another_size_is_named(tools):
    with pytest.raises(Failed, match="128 numbers instead of 512") as failure:
        swapped(tools(embed=lambda path: embedder(path, 128)))
    assert failure.value.code == "engine_misconfigured"


def test_a_graph_that_is_no_swapper_is_named(tools):
    with pytest.raises(Failed, match="takes 1 inputs") as failure:
        swapped(tools(draw=embedder))
    assert failure.value.code == "engine_misconfigured"
