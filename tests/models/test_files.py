"""Of a model, weights and plain text are taken, and only whole."""

import hashlib

import pytest

from pictoris.errors import InvalidRequest
from pictoris.models.files import describe, is_wanted, is_whole, sha256_of, wanted_in
from tests.models.weights import PIPELINE, TAKEN, safetensors, write


def test_what_can_carry_code_and_what_is_there_twice_is_left_out(tmp_path):
    assert list(wanted_in(write(tmp_path, PIPELINE), "paint")) == TAKEN


@pytest.mark.parametrize(
    ("path", "kind", "file", "is_taken"),
    [
        ("model.safetensors", "caption", "", True),
        ("pytorch_model.bin", "caption", "", False),
        ("a.safetensors", "lora", "a.safetensors", True),
        ("b.safetensors", "lora", "a.safetensors", False),
        (".cache/huggingface/x.json", "paint", "", False),
        ("tokenizer/chat_template.jinja", "paint", "", True),
        ("text_encoder/model-00001-of-00002.safetensors", "paint", "", True),
    ],
)
def test_whether_a_file_is_taken(path, kind, file, is_taken):
    assert is_wanted(path, kind, file) is is_taken


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        safetensors()[:-1],
        safetensors() + b"x",
        b"\xff" * 64,
        (4).to_bytes(8, "little") + b"[1 ]",
    ],
    ids=["empty", "another kind", "cut off", "too long", "noise", "no table"],
)
def test_weights_that_are_not_whole_are_seen(tmp_path, data):
    path = tmp_path / "w.safetensors"
    path.write_bytes(data)
    assert not is_whole(path)
    with pytest.raises(InvalidRequest, match="not a whole safetensors file"):
        describe(tmp_path, ["w.safetensors"])


def test_whole_weights_are_measured(tmp_path):
    write(tmp_path, {"unet/w.safetensors": safetensors(9)})
    (file,) = describe(tmp_path, ["unet/w.safetensors"])
    assert (file.path, file.size) == ("unet/w.safetensors", len(safetensors(9)))
    assert (
        file.sha256
        == hashlib.sha256(safetensors(9)).hexdigest()
        == sha256_of(tmp_path / "unet/w.safetensors")
    )
