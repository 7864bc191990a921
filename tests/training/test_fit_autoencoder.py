"""The autoencoder is trained in legs."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from training import fit_autoencoder, legs  # noqa: E402 - after the check that torch is there
from training.corpus.drawings import Drawings  # noqa: E402
from training.network.autoencoder import AutoencoderShape  # noqa: E402
from training.recipe import RECIPES  # noqa: E402

RECIPE = replace(RECIPES["cpu"], autoencoder_steps=2, autoencoder_batch=4, decoder_steps=0)


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    """A network of a few thousand weights instead of millions."""
    shape = AutoencoderShape(fine=16, coarse=16, blocks=1, decoder_blocks=1)
    monkeypatch.setattr(fit_autoencoder, "AutoencoderShape", lambda: shape)
    torch.manual_seed(1)


def test_a_leg_keeps_what_it_learned_and_the_next_one_goes_on(tmp_path):
    fit_autoencoder.fit_autoencoder(RECIPE, tmp_path, None, 10)
    first = legs.kept(tmp_path / "autoencoder.pt")
    assert first["step"] == 2
    fit_autoencoder.fit_autoencoder(replace(RECIPE, autoencoder_steps=3), tmp_path, None, 10)
    second = legs.kept(tmp_path / "autoencoder.pt")
    assert second["step"] == 3
    counts = [{int(one["step"]) for one in state["optimizer"]["state"].values()} for state in (first, second)]
    assert counts == [{2}, {3}]


def test_after_its_steps_only_the_decoder_learns(tmp_path):
    fit_autoencoder.fit_autoencoder(RECIPE, tmp_path, None, 10)
    before = legs.kept(tmp_path / "autoencoder.pt")["network"]
    fit_autoencoder.fit_autoencoder(replace(RECIPE, decoder_steps=2), tmp_path, None, 10)
    after = legs.kept(tmp_path / "autoencoder.pt")["network"]
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"decoder"}


def test_what_was_fitted_is_read_as_it_was_left(tmp_path):
    fit_autoencoder.fit_autoencoder(RECIPE, tmp_path, None, 10)
    network = fit_autoencoder.fitted(RECIPE, tmp_path)
    kept = legs.kept(tmp_path / "autoencoder.pt")["network"]
    assert not network.training
    assert all(torch.equal(value, kept[name]) for name, value in network.state_dict().items())


def test_crops_are_pieces_of_pictures_and_the_same_for_the_same_leg():
    def batch(begun):
        return next(fit_autoencoder._crops(Drawings(), RECIPE, begun))

    assert batch(0).shape == (4, 3, 64, 64)
    assert float(batch(0).abs().max()) <= 1
    assert torch.equal(batch(0), batch(0))
    assert not np.array_equal(batch(0), batch(1))
