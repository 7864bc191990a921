"""A model comes from a folder or a hub, is checked, and is never half there."""

import hashlib
from dataclasses import replace

import pytest

from pictoris.errors import Forbidden, InvalidRequest, Unavailable
from pictoris.models.catalogue import CATALOGUE
from pictoris.models.pull import Wish, pull
from pictoris.models.registry import Registry
from tests.models.weights import PIPELINE, TAKEN, safetensors, write


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "source", PIPELINE)


def hub(files, *, breaks=False, digests=None):
    """A hub that writes files into the folder that it is given, and may break before the last one."""

    def fetch(_source, target, _kind, _file):
        write(target, dict(list(files.items())[: -1 if breaks else None]))
        if breaks:
            raise Unavailable("The hub did not give it to its end.", code="hub_unavailable")
        return digests or {}

    return fetch


def test_a_folder_becomes_a_model(registry, folder):
    made = pull(registry, Wish(name="mine", folder=folder, licence="apache-2.0"), commercial_only=True)
    assert (made.kind, made.family, made.licence.name) == ("paint", "sdxl", "Apache-2.0")
    assert [file.path for file in made.files] == TAKEN
    assert (
        sorted(path.relative_to(made.path).as_posix() for path in made.path.rglob("*") if path.is_file())
        == TAKEN
    )
    assert registry.damaged("mine") == []


def test_a_folder_can_be_used_where_it_is(registry, folder):
    made = pull(registry, Wish(name="mine", folder=folder, in_place=True), commercial_only=False)
    assert made.path == folder
    assert not made.is_owned


def test_a_catalogue_name_brings_its_licence_also_from_a_folder(registry, folder):
    made = pull(registry, Wish(name="sdxl", folder=folder), commercial_only=True)
    assert made.licence == CATALOGUE["sdxl"].licence


def test_a_lora_is_one_file_of_a_named_family(registry, tmp_path):
    write(tmp_path, {"wool.safetensors": safetensors(), "other.safetensors": safetensors()})
    file = tmp_path / "wool.safetensors"
    with pytest.raises(InvalidRequest, match="--family"):
        pull(registry, Wish(name="wool", folder=file), commercial_only=False)
    made = pull(registry, Wish(name="wool", folder=file, family="sdxl"), commercial_only=False)
    assert (made.kind, made.path.name, len(made.files)) == ("lora", "wool.safetensors", 1)
    assert made.path.read_bytes() == safetensors()


def test_a_lora_of_the_hub_is_one_file_of_a_repository(registry):
    wish = Wish(name="wool", source="somebody/loras", file="wool.safetensors", family="sdxl")
    files = {"wool.safetensors": safetensors(), "cotton.safetensors": safetensors()}
    made = pull(registry, wish, commercial_only=False, fetch=hub(files))
    assert (made.kind, [file.path for file in made.files]) == ("lora", ["wool.safetensors"])


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(name="flux-dev"), "licence_refused"),
        (Wish(name="mine", source="a/b", family="sdxl"), "licence_refused"),
        (Wish(name="mine", source="a/b", family="sdxl", licence="my own"), "licence_refused"),
        (Wish(name="sdxl", source="somebody/else", family="sdxl"), "licence_refused"),
    ],
)
def test_where_only_commercial_use_is_wanted_other_licences_are_refused_before_anything_is_fetched(
    registry, wish, code
):
    def never(*_):
        raise AssertionError

    with pytest.raises(Forbidden, match="COMMERCIAL_ONLY") as refused:
        pull(registry, wish, commercial_only=True, fetch=never)
    assert refused.value.code == code


def test_a_pull_that_broke_leaves_no_model_and_goes_on_later(registry):
    files = {name: PIPELINE[name] for name in TAKEN}
    with pytest.raises(Unavailable):
        pull(registry, Wish(name="sdxl"), commercial_only=False, fetch=hub(files, breaks=True))
    assert registry.models() == []
    assert len(list(registry.partial("sdxl", CATALOGUE["sdxl"].source).rglob("*.json"))) == 3
    made = pull(registry, Wish(name="sdxl"), commercial_only=False, fetch=hub(files))
    assert [file.path for file in made.files] == TAKEN


def test_a_copy_that_broke_goes_on_where_it_was(registry, folder):
    target = registry.partial("mine", str(folder))
    write(target, {"unet/diffusion_pytorch_model.safetensors.part": b"half", "vae/config.json": b"[]"})
    made = pull(registry, Wish(name="mine", folder=folder), commercial_only=False)
    assert (made.path / "vae" / "config.json").read_bytes() == b"{}"
    assert [file.path for file in made.files] == TAKEN


def test_what_is_not_what_the_hub_says_it_is_fails_and_is_fetched_anew(registry):
    files = {name: PIPELINE[name] for name in TAKEN}
    wrong = {TAKEN[-1]: hashlib.sha256(b"else").hexdigest()}
    with pytest.raises(InvalidRequest, match="not what the hub says") as failed:
        pull(registry, Wish(name="sdxl"), commercial_only=False, fetch=hub(files, digests=wrong))
    assert failed.value.code == "model_damaged"
    assert registry.models() == []
    assert not (registry.partial("sdxl", CATALOGUE["sdxl"].source) / TAKEN[-1]).exists()


def test_pulling_again_replaces_a_model(registry, folder):
    pull(registry, Wish(name="mine", folder=folder), commercial_only=False)
    write(folder, {"vae/diffusion_pytorch_model.safetensors": safetensors(99)})
    made = pull(registry, Wish(name="mine", folder=folder), commercial_only=False)
    assert (made.path / "vae/diffusion_pytorch_model.safetensors").read_bytes() == safetensors(99)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "unheard-of"}, "unknown_model"),
        ({"name": "mine", "source": "a/b"}, "unknown_family"),
        ({"name": "mine", "source": "a/b", "family": "cubism"}, "unknown_family"),
    ],
)
def test_what_is_not_known_is_asked_for(registry, change, code):
    with pytest.raises(InvalidRequest) as refused:
        pull(registry, replace(Wish(name="x"), **change), commercial_only=False, fetch=hub({}))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "files", [{"notes.txt": b"x"}, {"model_index.json": b'{"_class_name": "FluxPipeline"}'}]
)
def test_a_folder_that_is_no_model_is_refused(registry, tmp_path, files):
    with pytest.raises(InvalidRequest) as refused:
        pull(registry, Wish(name="mine", folder=write(tmp_path / "x", files)), commercial_only=False)
    assert refused.value.code == "not_a_model"
    assert registry.models() == []


def test_a_path_that_is_nothing_or_a_pickle_is_refused(registry, tmp_path):
    write(tmp_path, {"lora.pt": b"pickle"})
    for path in (tmp_path / "nothing", tmp_path / "lora.pt"):
        with pytest.raises(InvalidRequest) as refused:
            pull(registry, Wish(name="mine", folder=path), commercial_only=False)
        assert refused.value.code == "not_a_model"
