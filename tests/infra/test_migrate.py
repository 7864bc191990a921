"""Migrations lead to the declared schema, once, whoever starts first."""

import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import pictoris.wiring  # noqa: F401 - whoever imports it has declared every table
from pictoris.errors import PictorisError
from pictoris.infra.clock import Instant
from pictoris.infra.database import Database, metadata
from pictoris.infra.migrate import HEAD, config, migrate, version_of
from pictoris.jobs import lanes, pools
from pictoris.jobs.ladder import Ladder
from tests import databases


@pytest.fixture
def empty(database_url):
    opened = Database(databases.sqlalchemy_url(database_url))
    yield opened
    opened.close()


def ours(_object, name, kind, reflected, _compare_to) -> bool:
    """The job engine keeps its own tables beside ours."""
    return not (kind == "table" and reflected and name not in metadata.tables)


def differences(database: Database) -> list[object]:
    with database.reading() as tx:
        options = {"include_object": ours, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(tx, opts=options), metadata))


def tables(database: Database) -> set[str]:
    with database.reading() as tx:
        return set(sa.inspect(tx).get_table_names()) & set(metadata.tables)


def checks(database: Database) -> set[str]:
    """Names of the check constraints, which Alembic does not compare."""
    with database.reading() as tx:
        found = sa.inspect(tx)
        return {
            str(check["name"]) for name in tables(database) for check in found.get_check_constraints(name)
        }


def test_migrations_lead_to_exactly_the_schema_that_the_modules_declare(database):
    assert tables(database) == set(metadata.tables)
    assert differences(database) == []


def test_a_difference_would_be_noticed(database):
    with database.writing() as tx:
        tx.execute(sa.text("drop index ix_job_history"))
        tx.execute(sa.text("alter table job add column surprise integer"))
    assert len(differences(database)) == 2


def test_the_checks_that_the_modules_declare_are_there(database):
    declared = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert checks(database) == declared


def test_head_is_the_newest_revision_and_the_line_has_no_branches(database):
    with database.reading() as tx:
        assert ScriptDirectory.from_config(config(tx)).get_heads() == [HEAD]


def test_an_empty_database_has_no_version_and_a_migrated_one_is_at_head(empty):
    assert version_of(empty) is None
    migrate(empty)
    assert version_of(empty) == HEAD


def test_migrating_again_changes_nothing(database):
    with database.writing() as tx:
        tx.execute(sa.text("update capacity set cap = 7"))
    migrate(database)
    with database.reading() as tx:
        assert tx.execute(sa.text("select cap from capacity")).scalars().all() == [7]


def test_the_way_back_leads_back_and_forth_again(database):
    with database.writing() as tx:
        command.downgrade(config(tx), "base")
    assert tables(database) == set()
    migrate(database)
    assert differences(database) == []


def test_a_database_of_a_newer_version_is_left_alone_with_a_sentence(database):
    with database.writing() as tx:
        tx.execute(sa.text("update alembic_version set version_num = '9999'"))
    with pytest.raises(PictorisError, match=r"9999.*newer"):
        migrate(database)


STARTER = """
import sys
from pictoris.infra.database import Database
from pictoris.infra.migrate import migrate
database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate(database)
database.close()
"""


def test_processes_that_start_at_once_on_an_empty_database_all_succeed(empty):
    url = empty.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60) for process in started]
    assert [(process.returncode, said[1]) for process, said in zip(started, ended, strict=True)] == [
        (0, "")
    ] * 2
    assert differences(empty) == []


def test_jobs_that_waited_before_there_were_speeds_still_have_their_turn(database):
    with database.writing() as tx:
        command.downgrade(config(tx), "0001")
        tx.execute(
            sa.text("insert into lane values ('ann', 0, 3, 2, 2, 0, 0)"),
        )
        for number in (1, 2):
            tx.execute(
                sa.text(
                    "insert into job values (:id, 'ann', 'upscale', '{}', 2, '', null, null, 900, 0, :place, null, '',"
                    " 'waiting', 0, 0, 0, 1, 1, 1, '', '', '{}')"
                ),
                {"id": f"job-{number}", "place": number},
            )
    migrate(database)
    ladder = Ladder(rungs=(-1, 0, 1, 2), patience=120)
    with database.writing() as tx:
        pools.set_slots(tx, {pools.GENERAL: 1, "fast": 1})
        admitted = [lanes.admit_next(tx, pool, Instant(2), ladder) for pool in ("fast", pools.GENERAL)]
    assert [(one.job, one.pool) for one in admitted if one] == [("job-1", "fast"), ("job-2", pools.GENERAL)]
    assert differences(database) == []
