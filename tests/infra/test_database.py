"""Two verbs on two databases: what is committed is there, what failed never was, and silence is told apart."""

import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from pictoris.errors import PictorisError, Unavailable
from pictoris.infra.database import Database, one
from tests import databases
from tests.world import in_parallel

notes = sa.Table("notes", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


@pytest.fixture
def notebook(database_url):
    opened = Database(databases.sqlalchemy_url(database_url))
    with opened.writing() as tx:
        tx.execute(sa.text("create table notes (id integer primary key)"))
    yield opened
    opened.close()


def write(database: Database, number: int) -> None:
    with database.writing() as tx:
        tx.execute(sa.insert(notes).values(id=number))


def written(database: Database) -> list[int]:
    with database.reading() as tx:
        return list(tx.execute(sa.select(notes.c.id).order_by(notes.c.id)).scalars())


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, GeneratorExit])
def test_what_was_written_before_an_exception_never_was(notebook, error):
    def fail() -> None:
        with notebook.writing() as tx:
            tx.execute(sa.insert(notes).values(id=2))
            raise error

    write(notebook, 1)
    with pytest.raises(error):
        fail()
    write(notebook, 3)
    assert written(notebook) == [1, 3]


def test_a_statement_that_is_refused_takes_the_whole_transaction_with_it(notebook):
    with pytest.raises(sa.exc.IntegrityError), notebook.writing() as tx:  # noqa: PT012
        tx.execute(sa.insert(notes).values(id=1))
        tx.execute(sa.insert(notes).values(id=1))
    assert written(notebook) == []


def test_readers_see_what_is_committed_and_wait_for_nobody(notebook):
    write(notebook, 1)
    with notebook.writing() as tx:
        tx.execute(sa.insert(notes).values(id=2))
        assert written(notebook) == [1]
    assert written(notebook) == [1, 2]


def test_writers_queue_up_and_none_is_lost(notebook):
    def count_up(_number: int) -> None:
        for _ in range(5):
            with notebook.writing() as tx:
                if not notebook.is_sqlite:
                    tx.execute(sa.text("lock table notes"))
                last = tx.execute(sa.select(sa.func.coalesce(sa.func.max(notes.c.id), 0))).scalar_one()
                tx.execute(sa.insert(notes).values(id=last + 1))

    in_parallel(8, count_up)
    assert written(notebook) == list(range(1, 41))


def test_two_programs_that_write_to_one_file_queue_up_too(tmp_path):
    both = [Database(f"sqlite:///{tmp_path / 'file.sqlite'}") for _ in range(2)]
    with both[0].writing() as tx:
        tx.execute(sa.text("create table notes (id integer primary key)"))

    def write_some(number: int) -> None:
        for n in range(5):
            write(both[number % 2], number * 100 + n)

    in_parallel(6, write_some)
    assert len(written(both[0])) == 30
    for database in both:
        database.close()


def test_one_tells_whether_exactly_one_row_was_changed(notebook):
    for number in (1, 2):
        write(notebook, number)
    with notebook.writing() as tx:
        assert one(tx.execute(sa.delete(notes).where(notes.c.id == 1)))
        assert not one(tx.execute(sa.delete(notes).where(notes.c.id == 1)))


def test_the_folder_of_a_file_is_made(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'file.sqlite'}")
    with database.reading() as tx:
        assert tx.execute(sa.text("select 1")).scalar_one() == 1
    database.close()


def test_a_file_keeps_its_promises_when_the_power_fails(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'file.sqlite'}")
    with database.reading() as tx:
        settings = {
            name: tx.execute(sa.text(f"pragma {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
    database.close()


def a_folder(tmp_path: Path) -> str:
    (tmp_path / "file.sqlite").mkdir()
    return f"sqlite:///{tmp_path / 'file.sqlite'}"


def garbage(tmp_path: Path) -> str:
    (tmp_path / "file.sqlite").write_bytes(b"not a database at all, whatever its name says" * 100)
    return f"sqlite:///{tmp_path / 'file.sqlite'}"


def nobody_listens(_tmp_path: Path) -> str:
    return "postgresql+psycopg://ann:hunter2@127.0.0.1:1/pictoris"


@pytest.mark.parametrize("url_of", [a_folder, garbage, nobody_listens])
def test_a_database_that_cannot_be_opened_is_unavailable_and_its_password_is_not_told(tmp_path, url_of):
    database = Database(url_of(tmp_path))
    for verb in (database.reading, database.writing):
        with pytest.raises(Unavailable) as caught, verb():
            raise AssertionError("there is nothing to open")
        assert "hunter2" not in f"{caught.value} {caught.value.__cause__}"
    database.close()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PictorisError, match="folder"):
        Database(f"sqlite:///{tmp_path / 'file' / 'file.sqlite'}")


def test_a_server_that_goes_away_is_unavailable_and_one_that_comes_back_is_used_again(postgres_url):
    with databases.fresh_database(postgres_url) as url:
        database = Database(databases.sqlalchemy_url(url))
        with pytest.raises(Unavailable), database.writing() as tx:  # noqa: PT012
            end_backends(postgres_url, tx)
            tx.execute(sa.text("select 1"))
        with database.reading() as tx:
            assert tx.execute(sa.text("select 1")).scalar_one() == 1
        database.close()


def end_backends(server_url: str, tx: sa.Connection) -> None:
    pid = tx.execute(sa.text("select pg_backend_pid()")).scalar_one()
    server = Database(databases.sqlalchemy_url(server_url))
    with server.writing() as admin:
        admin.execute(sa.text(f"select pg_terminate_backend({pid}, 5000)"))
    server.close()


def test_a_server_that_only_lets_read_is_unavailable_for_writers(postgres_url):
    with databases.fresh_database(postgres_url) as url:
        database = Database(databases.sqlalchemy_url(url) + "&options=-cdefault_transaction_read_only%3Don")
        with pytest.raises(Unavailable), database.writing() as tx:
            tx.execute(sa.text("create table notes (id integer)"))
        database.close()


def test_a_pool_that_is_used_up_is_unavailable_after_a_while(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'file.sqlite'}", pool_size=1, patience=0.1)
    gate, entered = threading.Event(), threading.Semaphore(0)

    def hold() -> None:
        with database.reading():
            entered.release()
            gate.wait()

    threads = [threading.Thread(target=hold) for _ in range(2)]
    for thread in threads:
        thread.start()
        entered.acquire()
    begun = time.monotonic()
    with pytest.raises(Unavailable), database.reading():
        raise AssertionError("there is no connection left")
    assert time.monotonic() - begun < 5
    gate.set()
    for thread in threads:
        thread.join()
    database.close()
