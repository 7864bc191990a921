"""Bringing a database up to date: our tables by Alembic, those of the job engine by itself."""

from importlib.resources import files

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from pictoris.errors import Unavailable
from pictoris.infra import durable
from pictoris.infra.database import Database, metadata

HEAD = "0003"
"""The newest revision; a test holds it against the folder."""

_LOCK = 7_406_105
"""The advisory lock under which one of many starting processes migrates."""


def version_of(database: Database) -> str | None:
    """The revision that a database is at; None for an empty one."""
    with database.reading() as tx:
        if not sa.inspect(tx).has_table("alembic_version"):
            return None
        return tx.execute(sa.text("select version_num from alembic_version")).scalar()


def migrate(database: Database) -> None:
    """Upgrade to the newest schema; several processes may call it at once.

    Raises `Unavailable` for a database that a newer version of the program has upgraded.
    """
    version = version_of(database)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise Unavailable(
            f"The database is at {version}, newer than this version of Pictoris knows ({HEAD}): upgrade Pictoris."
        )
    durable.migrate(database.url)
    with database.writing() as tx:
        if tx.dialect.name == "postgresql":
            tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        command.upgrade(config(tx), "head")


def config(tx: sa.Connection) -> Config:
    """Alembic's configuration, for this connection."""
    made = Config()
    made.set_main_option("script_location", str(files("pictoris") / "migrations"))
    made.attributes["connection"] = tx
    made.attributes["metadata"] = metadata
    return made
