"""Names that cannot be guessed."""

import re
import uuid

import pytest

from pictoris.infra.ids import new_token, new_uuid


def test_a_uuid_is_a_random_one_in_its_canonical_form():
    made = new_uuid()
    assert uuid.UUID(made).version == 4
    assert str(uuid.UUID(made)) == made


def test_names_are_all_different():
    assert len({new_uuid() for _ in range(500)} | {new_token() for _ in range(500)}) == 1000


@pytest.mark.parametrize(("bits", "digits"), [(128, 32), (32, 8), (130, 34), (1, 2)])
def test_a_token_has_at_least_the_bits_that_were_asked_for(bits, digits):
    assert re.fullmatch(f"[0-9a-f]{{{digits}}}", new_token(bits))
