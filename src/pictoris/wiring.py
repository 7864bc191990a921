"""Builds every object and hands it on; the only file that knows them all. Dull on purpose."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from pictoris import operations
from pictoris.artifacts import rasters
from pictoris.artifacts.decoding import Decoder
from pictoris.artifacts.store import open_store
from pictoris.bench.child import BenchOptions, Model
from pictoris.bench.process import Workbench
from pictoris.errors import PictorisError
from pictoris.flow import models
from pictoris.flow.context import Context
from pictoris.infra.clock import Clock, SystemClock
from pictoris.infra.database import Database
from pictoris.infra.durable import Durable
from pictoris.infra.fetch import Door, DoorRules
from pictoris.infra.migrate import migrate
from pictoris.nouns import Json
from pictoris.ports import Work
from pictoris.settings import BadSettings, Settings


def open_context(settings: Settings, clock: Clock | None = None) -> Context:
    """Build what the journey needs, on a database that is brought up to date first.

    Raises `BadSettings`, or `Unavailable` if the database does not answer.
    """
    clock = clock or SystemClock()
    _refuse_unknown_prices(settings)
    _make_folder(settings.data)
    store = open_store(store_url(settings), settings.store_options)
    database = Database(settings.sqlalchemy_url)
    try:
        migrate(database)
    except PictorisError:
        database.close()
        raise
    return Context(
        settings=settings,
        clock=clock,
        database=database,
        durable=Durable(database.engine_for_jobs()),
        store=store,
        door=Door(_door_rules(settings)),
        decoder=Decoder(max_pixels=settings.inputs.max_pixels),
        bench=Workbench(_bench_options(settings), clock, keep_idle=settings.keep_idle),
        operations=operations.find(),
    )


def _refuse_unknown_prices(settings: Settings) -> None:
    """A misspelt operation would keep its old price without a word; settings.py cannot know the operations."""
    if unknown := sorted(set(settings.prices) - set(operations.find())):
        known = ", ".join(operations.find())
        raise BadSettings(
            f"prices names {', '.join(unknown)}, and there is no such operation: there are {known}."
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(f"The data folder {folder} cannot be made ({error.strerror}).") from error


def close_context(context: Context) -> None:
    """Let go of everything that `open_context` opened."""
    context.durable.stop()
    context.bench.close()
    context.decoder.close()
    context.database.close()


def store_url(settings: Settings) -> str:
    """The store that the settings name, or the folder beside the embedded database."""
    return settings.store_url or (settings.data.resolve() / "files").as_uri()


def _door_rules(settings: Settings) -> DoorRules:
    parts = urlsplit(settings.base_url)
    return DoorRules(
        ports=settings.inputs.ports,
        trusted_origins=frozenset(settings.trusted_origins),
        max_bytes=settings.inputs.max_bytes,
        timeout=settings.inputs.timeout,
        own_origin=f"{parts.scheme}://{parts.netloc}",
    )


def _bench_options(settings: Settings) -> BenchOptions:
    supplied: dict[str, Path | None] = {
        "faceswap_neural": settings.faceswap.neural_model,
        "faceswap_embedding": settings.faceswap.embedding_model,
        "remove_background_custom": settings.remove_background.model,
    }
    return BenchOptions(
        threads=settings.threads,
        graphs={name: str(path) for name, path in supplied.items() if path is not None},
        recipes={
            "faceswap": settings.faceswap.model_dump(mode="json"),
            "remove_background": settings.remove_background.model_dump(mode="json"),
        },
        models=_models(settings),
        diffusion=settings.diffusion.model_dump(mode="json"),
        jobs=settings.jobs_per_process,
        grace=settings.cancel_grace,
    )


def _models(settings: Settings) -> list[Model]:
    installed = [one for kind in models.KINDS for one in models.installed(settings, kind)]
    return [Model(kind=one.kind, name=one.name, path=str(one.path), family=one.family) for one in installed]


def probe_bench(settings: Settings) -> list[str]:
    """Start a workbench, run the smallest real pieces of work on it, and say which.

    The engine that ships paints, and not a model of many gigabytes. Raises `Failed` if the workbench cannot start or
    the work goes wrong.
    """
    bench = Workbench(_bench_options(settings), SystemClock())
    with TemporaryDirectory(prefix="pictoris-probe-") as folder:
        picture = Path(folder) / "image.raster"
        rasters.write(picture, width=8, height=8, channels=3, pixels=bytes(8 * 8 * 3))
        works = [
            Work(operation=operation, params=params, inputs={"image": picture}, folder=Path(folder))
            for operation, params in _PROBES.items()
        ]
        try:
            for work in works:
                bench.perform(work, lambda _progress: None, lambda: False)
        finally:
            bench.close()
    return [work.operation for work in works]


_PROBES: Mapping[str, Mapping[str, Json]] = {
    "upscale": {"image": "data:,", "scale": 2.0},
    "imagine": {"prompt": "an apple", "width": 64, "height": 64, "seed": 1, "model": "collage"},
}
