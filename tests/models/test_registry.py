"""What is installed is whole, listed, and removed without touching anything else."""

import pytest

from pictoris.errors import InvalidRequest, NotFound
from pictoris.models.catalogue import APACHE, UNKNOWN
from pictoris.models.files import describe
from pictoris.models.registry import Installed, Registry, first
from tests.models.weights import safetensors, write


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


def gathered(registry, name, kind="paint", **more):
    folder = write(
        registry.partial(name, "here"), {"unet/w.safetensors": safetensors(), "model_index.json": b"{}"}
    )
    files = describe(folder, ["model_index.json", "unet/w.safetensors"])
    given = {
        "family": "sdxl",
        "licence": APACHE,
        "source": "here",
        "path": folder,
        "files": files,
        "is_owned": True,
    }
    return Installed(name=name, kind=kind, **{**given, **more})


def test_a_model_that_is_added_is_there_with_everything_that_is_known_of_it(registry, tmp_path):
    made = registry.add(gathered(registry, "mine"))
    assert registry.models() == [made]
    assert (made.path, made.licence, made.family) == (tmp_path / "models" / "mine", APACHE, "sdxl")
    assert made.size == sum(path.stat().st_size for path in made.path.rglob("*") if path.is_file())
    assert Registry(tmp_path / "models").find("mine") == made


def test_what_is_being_gathered_does_not_count(registry):
    gathered(registry, "half")
    assert registry.models() == []
    with pytest.raises(NotFound, match="there are: none"):
        registry.find("half")


def test_what_an_earlier_attempt_gathered_is_kept_for_the_same_source_only(registry):
    (registry.partial("mine", "here") / "part").write_text("x")
    assert (registry.partial("mine", "here") / "part").exists()
    assert not (registry.partial("mine", "elsewhere") / "part").exists()


def test_only_listed_files_move_in(registry):
    model = gathered(registry, "mine")
    write(model.path, {".cache/huggingface/notes.json": b"{}", "old.safetensors": safetensors()})
    made = registry.add(model)
    names = {path.name for path in made.path.rglob("*")}
    assert names == {"model_index.json", "unet", "w.safetensors"}


def test_the_first_model_of_a_kind_is_the_default_until_another_is_chosen(registry):
    for name in ("one", "two"):
        registry.add(gathered(registry, name))
    registry.add(gathered(registry, "see", kind="caption", family="blip"))
    assert registry.defaults() == {"paint": "one", "caption": "see"}
    registry.use("two")
    assert [one.name for one in first(registry.models(), "paint", registry.defaults())] == ["two", "one"]


def test_removing_deletes_exactly_what_was_listed(registry):
    made = registry.add(gathered(registry, "mine"))
    (made.path / "unet" / "notes.txt").write_text("my own")
    registry.remove("mine")
    assert registry.models() == []
    assert registry.defaults() == {}
    assert [path.name for path in made.path.rglob("*") if path.is_file()] == ["notes.txt"]


def test_removing_leaves_no_folder_where_nothing_else_was(registry):
    made = registry.add(gathered(registry, "mine"))
    registry.remove("mine")
    assert not made.path.exists()


def test_files_that_lie_elsewhere_are_pointed_at_and_never_deleted(registry, tmp_path):
    folder = write(tmp_path / "elsewhere", {"unet/w.safetensors": safetensors()})
    files = describe(folder, ["unet/w.safetensors"])
    made = registry.add(gathered(registry, "mine", path=folder, files=files, is_owned=False))
    assert made.path == folder
    registry.remove("mine")
    assert (folder / "unet" / "w.safetensors").exists()


def test_damage_is_found(registry):
    made = registry.add(gathered(registry, "mine"))
    assert registry.damaged("mine") == []
    (made.path / "unet" / "w.safetensors").write_bytes(safetensors(value=1))
    (made.path / "model_index.json").unlink()
    assert registry.damaged("mine") == ["model_index.json", "unet/w.safetensors"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", "Big", ".hidden", "defaults", "x" * 65])
def test_names_that_could_lead_elsewhere_are_refused(registry, name):
    with pytest.raises(InvalidRequest) as refused:
        registry.partial(name, "here")
    assert refused.value.code == "invalid_model_name"


def test_a_manifest_that_cannot_be_read_hides_its_model_only(registry, tmp_path):
    registry.add(gathered(registry, "good"))
    (tmp_path / "models" / "bad.json").write_text("{")
    assert [one.name for one in registry.models()] == ["good"]


def test_a_licence_of_ones_own_is_remembered_as_not_commercial(registry):
    made = registry.add(gathered(registry, "mine", licence=UNKNOWN))
    assert (made.licence.name, made.licence.commercial) == ("unknown", False)
