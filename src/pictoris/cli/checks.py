"""`pictoris migrate` and `pictoris doctor`."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import typer

from pictoris import operations, settings
from pictoris.artifacts.store import open_store
from pictoris.cli.accounts import Data
from pictoris.engines.onnx.weights import digests, read_checked
from pictoris.errors import PictorisError
from pictoris.flow import models
from pictoris.infra.database import Database
from pictoris.infra.migrate import HEAD, version_of
from pictoris.infra.migrate import migrate as upgrade
from pictoris.settings import Settings
from pictoris.wiring import probe_bench, store_url


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a doctor looks at: its name, and a look that gives one sentence or raises `PictorisError`."""

    name: str
    look: Callable[[Settings], str]


def migrate(data: Data = None) -> None:
    """Bring the database up to date."""
    chosen = settings.read(data=data)
    database = Database(chosen.sqlalchemy_url)
    before = version_of(database)
    upgrade(database)
    database.close()
    typer.echo(
        f"The database is at {HEAD}."
        if before == HEAD
        else f"The database went from {before or 'nothing'} to {HEAD}."
    )


def doctor(data: Data = None) -> None:
    """Check database, store, weights and engines: one line each; exit code 1 if anything is wrong."""
    chosen = settings.read(data=data)
    wrong = 0
    for check in CHECKS:
        try:
            typer.echo(f"ok    {check.name}: {check.look(chosen)}")
        except PictorisError as error:
            wrong += 1
            typer.echo(f"WRONG {check.name}: {error.message}")
    raise typer.Exit(1 if wrong else 0)


def _database(chosen: Settings) -> str:
    database = Database(chosen.sqlalchemy_url)
    try:
        version = version_of(database)
    finally:
        database.close()
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    if version != HEAD:
        raise PictorisError(f"{kind} is at revision {version or 'none'}, not {HEAD}: run `pictoris migrate`.")
    return f"{kind} answers and is up to date"


def _store(chosen: Settings) -> str:
    open_store(store_url(chosen), chosen.store_options).check()
    return "takes and gives a file"


def _certificates(_chosen: Settings) -> str:
    count = len(ssl.create_default_context().get_ca_certs())
    folder = ssl.get_default_verify_paths().capath
    if not count and not (folder and Path(folder).is_dir() and any(Path(folder).iterdir())):
        raise PictorisError(
            "This machine trusts no certificate authority: install ca-certificates for https inputs."
        )
    return "https can be checked"


def _weights(_chosen: Settings) -> str:
    for name in digests():
        read_checked(name)
    return f"{len(digests())} files are what they should be"


def _engines(chosen: Settings) -> str:
    return f"the workbench started and ran {' and '.join(probe_bench(chosen))}"


def _models(chosen: Settings) -> str:
    names = [one.name for kind in models.KINDS for one in models.installed(chosen, kind)]
    if not names:
        return "none of your own; collage paints"
    missing = [name for name in ("torch", "diffusers", "transformers") if find_spec(name) is None]
    if missing:
        raise PictorisError(
            f"{', '.join(names)} cannot run without {', '.join(missing)}: pip install 'pictoris[diffusion]'."
        )
    return ", ".join(names)


def _operations(_chosen: Settings) -> str:
    return ", ".join(operations.find())


CHECKS = (
    Check("database", _database),
    Check("store", _store),
    Check("certificates", _certificates),
    Check("weights", _weights),
    Check("engines", _engines),
    Check("models", _models),
    Check("operations", _operations),
)
