"""A network that is written out says what it said before; needs the extra that trains."""

from dataclasses import replace

import numpy as np
import onnx
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from torch.optim.swa_utils import AveragedModel  # noqa: E402 - after the check that torch is there

from training import export, legs  # noqa: E402
from training.fit_painter import painter_of  # noqa: E402
from training.network.autoencoder import Autoencoder, AutoencoderShape  # noqa: E402
from training.network.painter import Painter, PainterShape  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

PIECES = 5
SIZES = ((2, 8, 8, 12), (4, 8, 16, 16), (2, 8, 4, 4))


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """Checkpoints of networks that have learned nothing, but say something; with the recipe that made them."""
    folder = tmp_path_factory.mktemp("state")
    recipe = replace(RECIPES["cpu"], painter=PainterShape(width=128, depth=2, heads=2))
    torch.manual_seed(1)
    painter = Painter(recipe.painter)
    for value in painter.parameters():
        torch.nn.init.normal_(value, std=0.05)
    legs.keep(folder / "painter.pt", {"step": 0, "mean": AveragedModel(painter).state_dict()})
    legs.keep(folder / "autoencoder.pt", {"network": Autoencoder(AutoencoderShape()).state_dict()})
    return recipe, folder


@pytest.fixture(scope="module")
def written(state, tmp_path_factory):
    """A folder with a list of digests, after an export."""
    folder = tmp_path_factory.mktemp("weights")
    (folder / "SHA256SUMS").write_text("0123  other.onnx\n4567  sketch_painter.onnx\n")
    recipe, checkpoints = state
    export.export(recipe, checkpoints, folder)
    return folder


def inputs(shape):
    dice = np.random.default_rng(2)
    heard = (np.arange(PIECES) < dice.integers(0, PIECES + 1, shape[0])[:, None]).astype(np.float32)
    return {
        "latents": dice.standard_normal(shape).astype(np.float32),
        "time": dice.random(shape[0]).astype(np.float32),
        "words": dice.standard_normal((shape[0], PIECES, 384)).astype(np.float32),
        "heard": heard,
    }


def test_the_painter_says_the_same_at_every_size_and_a_row_does_not_depend_on_the_others(state, written):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    graph = onnxruntime.InferenceSession(written / "sketch_painter.onnx", options)
    painter = painter_of(*state)
    for shape in SIZES:
        given = inputs(shape)
        (found,) = graph.run(None, given)
        with torch.no_grad():
            real = painter(*(torch.from_numpy(value) for value in given.values())).numpy()
        assert found.shape == shape
        assert np.sqrt(((found - real) ** 2).mean()) < 0.03 * real.std()
        (pair,) = graph.run(None, {name: value[:2] for name, value in given.items()})
        assert np.array_equal(pair, found[:2])


def test_weights_are_stored_in_8_bits(written):
    stored = onnx.load(written / "sketch_painter.onnx").graph.initializer
    large = {one.data_type for one in stored if np.prod(one.dims) > 10_000}
    assert large == {onnx.TensorProto.INT8}


def test_the_list_of_digests_is_kept_up_to_date(written):
    first, *ours = (written / "SHA256SUMS").read_text().splitlines()
    assert first == "0123  other.onnx"
    assert [line.split()[1] for line in ours] == sorted(path.name for path in written.glob("sketch_*"))
    assert not any(line.startswith("4567") for line in ours)


def test_a_graph_that_says_something_else_is_refused(state, tmp_path, monkeypatch):
    recipe, checkpoints = state
    monkeypatch.setattr(export, "_LEVELS", 2)
    with pytest.raises(ValueError, match="off by"):
        export.export(recipe, checkpoints, tmp_path)
