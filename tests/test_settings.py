"""Settings come from variables, then the file, then the default; what nobody knows stops the start."""

import pytest

from pictoris.nouns import Speed
from pictoris.settings import PREFIX, BadSettings, Settings, read


@pytest.fixture(autouse=True)
def nobody_elses(monkeypatch, tmp_path):
    """No variable and no file of whoever runs the tests."""
    import os  # noqa: PLC0415

    for name in list(os.environ):  # noqa: TID251 - to take them away
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_anything_the_defaults_hold():
    assert (read().port, read().rate_limits, read().default_plan) == (8080, "default", "STARTER")


def test_the_command_line_wins_over_a_variable_and_a_variable_over_the_file(nobody_elses, monkeypatch):
    (nobody_elses / "pictoris.toml").write_text("port = 1001\nqueue_limit = 5\n")
    assert read().port == 1001
    monkeypatch.setenv("PICTORIS_PORT", "1002")
    assert read().port == 1002
    assert read(port=1003).port == 1003
    assert read(port=None).port == 1002
    assert read().queue_limit == 5


def test_a_part_of_a_section_is_set_by_a_variable(monkeypatch):
    monkeypatch.setenv("PICTORIS_WEBHOOKS__TIMEOUT", "3.5")
    assert (read().webhooks.timeout, read().webhooks.per_host) == (3.5, 4)


def test_lists_and_tables_are_json_in_a_variable(monkeypatch):
    monkeypatch.setenv("PICTORIS_TRUSTED_ORIGINS", '["http://127.0.0.1:9000"]')
    monkeypatch.setenv("PICTORIS_PRICES", '{"upscale": 7}')
    assert read().trusted_origins == ("http://127.0.0.1:9000",)
    assert (read().price_of("upscale", 2), read().price_of("describe", 5)) == (7, 5)


@pytest.mark.parametrize(
    "name", ["PICTORIS_PROT", "PICTORIS_WEBHOOK__TIMEOUT", "PICTORIS_WEBHOOKS__TIMEUOT", "PICTORIS_"]
)
def test_a_misspelt_variable_stops_the_start(monkeypatch, name):
    monkeypatch.setenv(name, "1")
    with pytest.raises(BadSettings, match=r"(?i)timeuot|is not a setting"):
        read()


def test_a_variable_of_the_tests_is_nobodys_setting(monkeypatch):
    monkeypatch.setenv("PICTORIS_TEST_POSTGRES_URL", "postgresql://x")
    read()


@pytest.mark.parametrize("line", ["prot = 1", "port = 70000", 'rate_limits = "none"', "inputs.max = 1"])
def test_a_wrong_line_of_the_file_stops_the_start_and_is_named(nobody_elses, line):
    (nobody_elses / "pictoris.toml").write_text(line)
    with pytest.raises(BadSettings, match=line.split(" ")[0].split(".")[0]):
        read()


def test_a_default_plan_that_does_not_exist_stops_the_start():
    with pytest.raises(BadSettings, match="'GOLD', which is not one of the plans"):
        read(default_plan="GOLD")


@pytest.mark.parametrize(
    "origin", ["127.0.0.1:9000", "ftp://example.com", "https://example.com/path", "https://", "http://a?b=c"]
)
def test_an_origin_is_scheme_host_and_port_and_nothing_more(origin):
    with pytest.raises(BadSettings, match="is not an origin"):
        read(trusted_origins=[origin])


@pytest.mark.parametrize("origin", ["http://a#b", "http://a:99999", "http://a:0", "http://ann:hunter2@a"])
def test_an_origin_that_hides_something_is_refused_without_telling_it(origin):
    with pytest.raises(BadSettings, match="trusted_origins") as caught:
        read(trusted_origins=[origin])
    assert "hunter2" not in caught.value.message


@pytest.mark.parametrize(
    "url", ["images.example.com", "ftp://a", "https://a/?b", "https://u:p@a", "https://a#b"]
)
def test_a_public_url_that_no_client_could_use_stops_the_start(url):
    with pytest.raises(BadSettings, match="public_url"):
        read(public_url=url)


@pytest.mark.parametrize(
    "url", ["mysql://u:hunter2@h/x", "nonsense:hunter2", "hunter2", "postgresql://u:hunter2@h:abc/x"]
)
def test_a_database_that_nobody_speaks_is_refused_without_its_password(url):
    with pytest.raises(BadSettings, match=r"database_url: .*write postgresql://") as caught:
        read(database_url=url)
    assert "hunter2" not in caught.value.message


def test_secrets_are_not_shown_with_the_settings():
    chosen = read(database_url="postgresql://u:hunter2@h/x", store_options={"secret_access_key": "hunter2"})
    assert "hunter2" not in f"{chosen!r} {chosen}"


def test_a_list_that_is_no_json_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("PICTORIS_TRUSTED_ORIGINS", "http://127.0.0.1:9000")
    with pytest.raises(BadSettings, match=r"trusted_origins.*JSON"):
        read()


@pytest.mark.parametrize("content", [b"port = = 3", b'data = "\xff"', b"[port"])
def test_a_file_that_is_no_toml_is_told_in_a_sentence(nobody_elses, content):
    (nobody_elses / "pictoris.toml").write_bytes(content)
    with pytest.raises(BadSettings, match=r"pictoris\.toml cannot be read"):
        read()


def test_a_variable_that_is_empty_is_not_set(monkeypatch):
    for name in ("PORT", "DATABASE_URL", "TRUSTED_ORIGINS", "PRICES"):
        monkeypatch.setenv(PREFIX + name, "")
    assert (read().port, read().database_url, read().trusted_origins) == (8080, None, ())


def test_nobody_is_paid_for_an_order():
    with pytest.raises(BadSettings, match="upscale"):
        read(prices={"upscale": -5})


def test_a_worker_may_not_be_dead_before_its_next_sign_of_life():
    with pytest.raises(BadSettings, match="dead_after"):
        read(heartbeat=5, dead_after=5)


def test_an_origin_may_end_with_a_slash_and_be_written_in_any_case():
    assert read(trusted_origins=["HTTP://Example.com:81/"]).trusted_origins == ("http://example.com:81",)


def test_the_database_is_a_file_in_the_data_folder_by_default(tmp_path):
    assert read(data=tmp_path).sqlalchemy_url == f"sqlite:///{tmp_path}/pictoris.sqlite"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_spoken_to_through_psycopg(scheme):
    url = read(database_url=f"{scheme}://u:p@h/postgresql").sqlalchemy_url
    assert url == "postgresql+psycopg://u:p@h/postgresql"


def test_clients_are_told_the_public_url_if_there_is_one():
    assert read(port=81).base_url == "http://127.0.0.1:81"
    assert read(public_url="https://images.example.com/").base_url == "https://images.example.com"


def test_settings_do_not_change_once_they_are_read():
    with pytest.raises(ValueError, match="frozen"):
        read().port = 1  # type: ignore[misc]


def test_every_plan_of_imaginepro_is_known():
    assert set(Settings().plans) == {"TRIAL", "STARTER", "GROWN", "PROFESSIONAL", "BUSINESS", "DIY"}


def test_one_number_of_the_table_of_speeds_can_be_changed_and_the_others_stay(monkeypatch):
    monkeypatch.setenv("PICTORIS_SPEEDS__TURBO__PRICE", "3.5")
    monkeypatch.setenv("PICTORIS_SPEEDS__RELAX__PRIORITY", "-9")
    table = read().speeds
    terms = {speed: (table.terms(speed).priority, table.terms(speed).price) for speed in Speed}
    assert terms == {
        Speed.RELAX: (-9, 0.5),
        Speed.FAST: (0, 1.0),
        Speed.BOOST: (1, 1.0),
        Speed.TURBO: (2, 3.5),
    }


def test_a_worker_may_serve_some_speeds_and_not_none(monkeypatch):
    assert read().worker_speeds == set(Speed)
    monkeypatch.setenv("PICTORIS_WORKER_SPEEDS", '["turbo", "boost"]')
    assert read().worker_speeds == {Speed.TURBO, Speed.BOOST}
    for wrong in ("[]", '["warp"]'):
        monkeypatch.setenv("PICTORIS_WORKER_SPEEDS", wrong)
        with pytest.raises(BadSettings, match="worker_speeds"):
            read()


def test_a_worker_has_a_slot_for_each_job_of_each_process():
    assert Settings(worker_processes=3, jobs_per_process=4).slots == 12
