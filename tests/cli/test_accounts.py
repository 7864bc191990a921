"""An operator makes keys, takes them back and grants credits; scripts can read what is printed."""

import pytest
from typer.testing import CliRunner

from pictoris import reads, settings
from pictoris.accounts.keys import digest_of
from pictoris.cli.main import app
from pictoris.errors import PictorisError
from pictoris.wiring import close_context, open_context


@pytest.fixture
def pictoris(tmp_path):
    """Run a command on a data folder of its own and give what it printed; its refusals are raised."""

    def run(*words):
        result = CliRunner().invoke(app, [*words, "--data", str(tmp_path)])
        if isinstance(result.exception, PictorisError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def owner_of(tmp_path):
    """Whose key this is, as the API would find out; None if it opens nothing."""

    def find(key):
        digest = digest_of(key)
        assert digest is not None
        context = open_context(settings.read(data=tmp_path))
        try:
            return reads.caller(context.database, digest)
        finally:
            close_context(context)

    return find


def test_only_the_key_is_printed_and_it_opens_the_account(pictoris, owner_of):
    printed = pictoris("keys", "create", "ann@example.com", "--credits", "42", "--plan", "GROWN")
    assert printed == printed.strip() + "\n"
    owner = owner_of(printed.strip())
    assert (owner.email, owner.plan, owner.credits + owner.credits_extra) == ("ann@example.com", "GROWN", 42)


def test_a_second_key_opens_the_same_account(pictoris, owner_of):
    first, second = (pictoris("keys", "create", "ann@example.com").strip() for _ in range(2))
    assert first != second
    assert owner_of(first).id == owner_of(second).id


def test_a_revoked_key_opens_nothing(pictoris, owner_of):
    kept, revoked = (pictoris("keys", "create", "ann@example.com").strip() for _ in range(2))
    pictoris("keys", "revoke", revoked)
    assert owner_of(revoked) is None
    assert owner_of(kept) is not None


def test_granted_credits_are_added(pictoris, owner_of):
    key = pictoris("keys", "create", "ann@example.com", "--credits", "5").strip()
    assert pictoris("credits", "grant", "ann@example.com", "7") == "ann@example.com has 7 credits more.\n"
    owner = owner_of(key)
    assert owner.credits + owner.credits_extra == 12


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("keys", "create", "no address"), "is not an e-mail address"),
        (("keys", "create", "ann@example.com", "--plan", "GOLD"), "There is no plan 'GOLD'"),
        (("keys", "revoke", "sk-nonsense"), "This is not a key"),
        (("credits", "grant", "nobody@example.com", "5"), "nobody@example.com"),
        (("credits", "grant", "ann@example.com", "0"), "whole number from 1"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(pictoris, words, reason):
    pictoris("keys", "create", "ann@example.com")
    with pytest.raises(PictorisError, match=reason):
        pictoris(*words)
