"""Everything is built once, from settings alone, and let go of again."""

import threading

import pytest

from pictoris import operations
from pictoris.artifacts import rasters
from pictoris.artifacts.decoding import Decoder
from pictoris.errors import PictorisError
from pictoris.flow.context import Context
from pictoris.infra.clock import HandClock, SystemClock
from pictoris.infra.migrate import HEAD, version_of
from pictoris.nouns import Json
from pictoris.ports import Finished, Work
from pictoris.settings import BadSettings, FaceSwapOptions, Settings
from pictoris.wiring import close_context, open_context, probe_bench, store_url
from tests.databases import sqlalchemy_url
from tests.recipes.faces import samples
from tests.recipes.faces.test_neural import embedder, swapper
from tests.world import png


@pytest.fixture
def context(tmp_path):
    opened = open_context(Settings(data=tmp_path / "not" / "yet"))
    yield opened
    close_context(opened)


def test_a_fresh_folder_becomes_a_working_house(context, tmp_path):
    assert version_of(context.database) == HEAD
    context.store.put("a.png", png(), "image/png")
    assert context.store.get("a.png") == png()
    assert sorted(path.name for path in (tmp_path / "not" / "yet").iterdir())[:2] == [
        "files",
        "pictoris.sqlite",
    ]
    assert context.operations == operations.find()


def test_the_context_holds_what_was_set(tmp_path):
    clock = HandClock()
    chosen = Settings(data=tmp_path, public_url="https://pictures.example/")
    opened = open_context(chosen, clock)
    assert (opened.clock, opened.settings) == (clock, chosen)
    assert isinstance(opened.decoder, Decoder)
    close_context(opened)


def test_the_clock_is_the_machines_unless_told_otherwise(context):
    assert isinstance(context.clock, SystemClock)


def test_no_process_and_no_thread_is_started_before_there_is_work(tmp_path):
    before = threading.active_count()
    opened = open_context(Settings(data=tmp_path))
    assert threading.active_count() == before
    assert opened.bench.pids() == []  # type: ignore[attr-defined]
    close_context(opened)


def test_closing_twice_is_closing_once(tmp_path):
    opened = open_context(Settings(data=tmp_path))
    close_context(opened)
    close_context(opened)


def test_a_house_is_opened_again_with_all_that_is_in_it(tmp_path):
    for turn in ("first", "second"):
        opened = open_context(Settings(data=tmp_path))
        if turn == "first":
            opened.store.put("a.png", png(), "image/png")
        assert opened.store.get("a.png") == png()
        close_context(opened)


def test_two_processes_may_share_a_database(database_url, tmp_path):
    chosen = Settings(data=tmp_path, database_url=database_url)
    assert chosen.sqlalchemy_url == sqlalchemy_url(database_url)
    opened: list[Context] = [open_context(chosen) for _ in range(2)]
    assert {version_of(one.database) for one in opened} == {HEAD}
    for one in opened:
        close_context(one)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"data": "file"}, "data folder file cannot be made"),
        ({"store_url": "gopher://nowhere"}, "store 'gopher://nowhere' cannot be opened"),
        ({"database_url": "postgresql://nobody@127.0.0.1:1/pictoris"}, "database does not answer"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path, monkeypatch, wrong, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PictorisError, match=sentence):
        open_context(Settings(**({"data": tmp_path / "data"} | wrong)))


def test_the_store_lies_in_the_data_folder_unless_told_otherwise(tmp_path):
    assert store_url(Settings(data=tmp_path)) == (tmp_path / "files").as_uri()
    assert store_url(Settings(data=tmp_path / "ä b")).endswith("/%C3%A4%20b/files")
    assert store_url(Settings(data=tmp_path, store_url="s3://bucket")) == "s3://bucket"


def test_the_workbench_is_probed_with_real_work(tmp_path):
    assert probe_bench(Settings(data=tmp_path)) == ["upscale", "imagine"]


def test_a_price_for_an_operation_that_is_not_there_stops_the_start_and_touches_no_data(tmp_path):
    folder = tmp_path / "data"
    with pytest.raises(BadSettings, match="prices names upscael"):
        open_context(Settings(data=folder, prices={"upscael": 3}))
    assert not folder.exists()


def performed(settings: Settings, work: Work) -> Finished:
    context = open_context(settings)
    try:
        return context.bench.perform(work, lambda _progress: None, lambda: False)
    finally:
        close_context(context)


def test_networks_of_the_operators_own_reach_the_recipes_that_use_them(tmp_path):
    source, target = tmp_path / "source.raster", tmp_path / "target.raster"
    for path, picture in ((source, samples.astronaut()), (target, samples.mona_lisa())):
        height, width, channels = picture.shape
        rasters.write(path, width=width, height=height, channels=channels, pixels=picture.tobytes())
    settings = Settings(
        data=tmp_path / "data",
        faceswap=FaceSwapOptions(
            neural_model=swapper(tmp_path / "swapper.onnx"),
            embedding_model=embedder(tmp_path / "embedder.onnx"),
        ),
    )
    params: dict[str, Json] = {"source": "data:,", "target": "data:,"}
    work = Work(
        operation="faceswap", params=params, inputs={"source": source, "target": target}, folder=tmp_path
    )
    assert "neural" in performed(settings, work).engine


def test_how_many_jobs_share_a_process_is_the_operators_to_set(tmp_path):
    settings = Settings(data=tmp_path / "data", jobs_per_process=3, cancel_grace=4.5)
    context = open_context(settings)
    told = context.bench._options  # type: ignore[attr-defined]
    close_context(context)
    assert (told.jobs, told.grace) == (3, 4.5)
