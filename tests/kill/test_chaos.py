"""Nothing is lost and nothing is charged twice, whoever is killed and whenever."""

import threading

import pytest

from tests.kill.chaos import (
    Books,
    faults,
    kill_at_random,
    kill_workers_in_the_middle,
    open_house,
    read_books,
    submit_all,
    wait_for_the_end,
)


def ordeal(url, folder, *, jobs: int, seed: int, **settings) -> tuple[Books, dict[str, str]]:
    """So many jobs while processes die; the books, and what the callers were told."""
    with open_house(url, folder, **settings) as house:
        keys = [house.command("keys", "create", f"{n}@example.com", "--plan", "DIY") for n in range(3)]
        done = threading.Event()
        killer = kill_at_random(house, done, kills=jobs // 5, seed=seed)
        try:
            answers = submit_all(house, keys, jobs)
            wait_for_the_end(url, jobs)
        finally:
            done.set()
            killer.join()
        print(f"{jobs} jobs, killed: {dict(house.kills)}")  # noqa: T201 - figures for whoever runs it by hand
    return read_books(url), answers


def test_a_few_jobs_survive_kills_of_servers_and_workers(migrated_url, tmp_path):
    books, answers = ordeal(migrated_url, tmp_path, jobs=30, seed=1)
    assert faults(books, answers) == [], books.states


@pytest.mark.slow
def test_three_hundred_jobs_survive_kills_of_servers_and_workers(migrated_url, tmp_path):
    books, answers = ordeal(migrated_url, tmp_path, jobs=300, seed=2)
    assert faults(books, answers) == [], books.states
    assert books.attempts > 300, "nobody was killed in the middle of a job: this run shows nothing"


@pytest.mark.slow
def test_jobs_survive_kills_where_workers_are_kept_for_a_speed_and_processes_shared(migrated_url, tmp_path):
    shared = {"PICTORIS_JOBS_PER_PROCESS": "3"}
    given = {"worker0": shared | {"PICTORIS_WORKER_SPEEDS": '["fast"]'}, "worker1": shared}
    books, answers = ordeal(migrated_url, tmp_path, jobs=100, seed=3, given=given)
    assert faults(books, answers) == [], books.states
    assert books.attempts > 100, "nobody was killed in the middle of a job: this run shows nothing"


def test_the_ordeal_finds_a_double_charge_that_was_put_in_on_purpose(migrated_url, tmp_path):
    with open_house(migrated_url, tmp_path, sabotaged=True) as house:
        key = house.command("keys", "create", "a@example.com", "--plan", "DIY")
        answers = submit_all(house, [key], 4, side=512)
        kill_workers_in_the_middle(house)
        wait_for_the_end(migrated_url, 4)
    assert faults(read_books(migrated_url), answers) == [
        "a job was held more than once",
        "a job was ended more or less than once",
        "the sum that was charged is wrong",
    ]
