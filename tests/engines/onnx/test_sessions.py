"""Graphs are opened when first asked for, kept, given back, and fail in words."""

import subprocess
import sys

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import FOLDER, graph_names
from pictoris.errors import Failed
from pictoris.ports import Infers
from tests.world import in_parallel


@pytest.fixture
def doubling(tmp_path):
    """An operator's own network: gives twice its input, and its input plus one."""
    one = helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "x"], ["twice"]), helper.make_node("Add", ["x", "one"], ["more"])],
        "doubling",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in ("twice", "more")],
        [one],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    path = tmp_path / "doubling.onnx"
    onnx.save(model, path)
    return path


@pytest.fixture
def graphs(doubling, tmp_path):
    (tmp_path / "no-model.onnx").write_bytes(b"nothing of the kind")
    extra = {
        "doubling": doubling,
        "garbage": tmp_path / "no-model.onnx",
        "missing": tmp_path / "never-put-there.onnx",
    }
    return Graphs(threads=1, extra=extra)


def test_graphs_fill_the_port(graphs):
    assert isinstance(graphs, Infers)


def test_outputs_come_in_their_declared_order(graphs):
    twice, more = graphs.infer("doubling", {"x": np.array([1, 2, 3], np.float32)})
    assert twice.tolist() == [2, 4, 6]
    assert more.tolist() == [2, 3, 4]


def test_a_graph_tells_its_inputs(graphs):
    assert graphs.input_names("doubling") == ["x"]


def test_a_graph_is_opened_when_it_is_first_asked_for_and_given_back_on_demand(graphs):
    assert graphs.loaded() == []
    graphs.infer("doubling", {"x": np.zeros(1, np.float32)})
    assert graphs.loaded() == ["doubling"]
    graphs.unload()
    assert graphs.loaded() == []
    graphs.infer("doubling", {"x": np.zeros(1, np.float32)})


def test_a_vendored_graph_runs_by_its_name(graphs):
    (name,) = graphs.input_names("face_landmark")
    assert graphs.infer("face_landmark", {name: np.zeros((1, 192, 192, 3), np.float32)})


@pytest.mark.parametrize(
    ("graph", "code"),
    [
        ("garbage", "engine_failed"),
        ("missing", "engine_misconfigured"),
        ("nobody", "weights_damaged"),
    ],
)
def test_a_graph_that_cannot_be_opened_fails_in_words(graphs, graph, code):
    with pytest.raises(Failed) as failure:
        graphs.infer(graph, {})
    assert failure.value.code == code
    assert failure.value.message.endswith(".")


@pytest.mark.parametrize("inputs", [{}, {"y": np.zeros(1, np.float32)}, {"x": np.zeros(1, np.int8)}])
def test_wrong_inputs_fail_in_words_and_leave_the_graph_usable(graphs, inputs):
    with pytest.raises(Failed, match="could not be run on this picture"):
        graphs.infer("doubling", inputs)
    assert graphs.infer("doubling", {"x": np.ones(1, np.float32)})[0].tolist() == [2]


def test_a_model_may_not_pull_in_other_files(tmp_path, doubling, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model = onnx.load(doubling)
    weight = model.graph.initializer[0]
    weight.ClearField("float_data")
    weight.data_location = TensorProto.EXTERNAL
    weight.external_data.add(key="location", value="secret.bin")
    (tmp_path / "secret.bin").write_bytes(np.float32(5).tobytes())
    doubling.write_bytes(model.SerializeToString())
    with pytest.raises(Failed):
        Graphs(threads=1, extra={"doubling": doubling}).infer("doubling", {"x": np.zeros(1, np.float32)})


WEIGHED = """
import psutil
from pictoris.engines.onnx.sessions import Graphs
def held():
    return psutil.Process().memory_info().rss / 2**20
graphs = Graphs(threads=1)
graphs.input_names("face_landmark")
graphs.unload()
before = held()
for name in sys.argv[1:]:
    graphs.input_names(name)
loaded = held()
graphs.unload()
print(loaded - before, held() - before)
"""


def test_graphs_that_were_given_back_hold_no_memory():
    large = sorted(graph_names(), key=lambda one: (FOLDER / f"{one}.onnx").stat().st_size)[-2:]
    ran = subprocess.run(
        [sys.executable, "-c", "import sys" + WEIGHED, *large], capture_output=True, text=True, check=True
    )
    loaded, kept = map(float, ran.stdout.split())
    assert loaded > 10
    assert kept < loaded / 2


def test_several_threads_may_ask_at_once_and_each_gets_its_own_answer(graphs):
    answers = {}

    def ask(number: int) -> None:
        for turn in range(20):
            twice, _ = graphs.infer("doubling", {"x": np.full(1000, number + turn, np.float32)})
            answers[number, turn] = set(twice.tolist())
            if turn % 5 == number % 5:
                graphs.unload()

    in_parallel(6, ask)
    assert answers == {(number, turn): {2.0 * (number + turn)} for number in range(6) for turn in range(20)}
